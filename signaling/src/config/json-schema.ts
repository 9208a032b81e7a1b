/** The config's schema for editors: what may stand in the file that an admin writes. Made from the one that decides. */
import { siteConfigSchema } from '@alongside/protocol';
import { z } from 'zod';

/** Rules that JSON Schema cannot say (each id once, plain text, the logo's size) are left to `config sign`. */
export function siteConfigJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(siteConfigSchema, { io: 'input' });
  return { ...schema, title: 'Site config of Alongside' };
}
