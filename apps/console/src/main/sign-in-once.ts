/**
 * The hand-over of a first sign-in: `npm start` makes the first account and leaves its token in the profile, readable
 * by its owner only. It is read once and deleted, whatever it holds.
 */

import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeJson } from '@alongside/protocol';
import { z } from 'zod';
import { originOf } from './console-flags.ts';

const handOverSchema = z.strictObject({ relay: z.string().max(300), token: z.string().min(1).max(400) });
const OTHERS = 0o077;

/** Undefined where there is none, it is for another relay, or others could have read or written it. */
export async function takeSignInOnce(profileDir: string, relay: string): Promise<string | undefined> {
  const file = path.join(profileDir, 'sign-in.once');
  try {
    const { mode } = await stat(file);
    // Windows has no such bits; there the profile's own rights protect it.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) return undefined;
    const decoded = decodeJson(await readFile(file, 'utf8'), handOverSchema);
    return decoded.ok && originOf(decoded.value.relay) === relay ? decoded.value.token : undefined;
  } catch {
    // None there: the usual case.
    return undefined;
  } finally {
    await rm(file, { force: true });
  }
}
