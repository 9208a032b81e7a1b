/** What a site says of itself, from a JSON file of the parts that differ from the built-in ones. */
import { readFileSync } from 'node:fs';
import { DEFAULT_SITE, fail, ok, siteSchema, type Result, type Site } from '@alongside/protocol';

/** `verified` is proved, never claimed. */
const fileSchema = siteSchema.omit({ verified: true }).partial();

/** Fails with one line for whoever started the relay: what is wrong, and where in the file. */
export function readSiteFile(path: string): Result<Site, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`--site ${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  const checked = fileSchema.safeParse(parsed);
  if (checked.success) return ok({ ...DEFAULT_SITE, ...withoutUndefined(checked.data) });
  const issue = checked.error.issues[0];
  return fail(`--site ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a site'}`);
}

function withoutUndefined(given: Partial<Record<keyof Site, unknown>>): Partial<Site> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
