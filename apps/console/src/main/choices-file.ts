/** What the person chose, in one small file of the profile. Damaged or missing, everything is as at first. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeJson } from '@alongside/protocol';
import { choicesSchema } from '../contract.ts';
import type { Choices } from '../contract.ts';

export type ChoicesFile = {
  readonly load: () => Promise<Choices>;
  /** Keeps what is not named. One after the other, so that two quick changes both stay. */
  readonly save: (changed: Choices) => Promise<void>;
};

export function createChoicesFile(dir: string): ChoicesFile {
  const file = path.join(dir, 'choices.json');
  let last: Promise<void> = Promise.resolve();

  const load = async (): Promise<Choices> => {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const decoded = decodeJson(text, choicesSchema);
    return decoded.ok ? decoded.value : {};
  };
  const write = async (changed: Choices): Promise<void> => {
    const next = { ...(await load()), ...changed };
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const part = `${file}.part`;
    await writeFile(part, JSON.stringify(next), { mode: 0o600 });
    await rename(part, file);
  };

  return {
    load,
    save(changed) {
      const done = last.then(() => write(changed));
      // The next save must not fail because this one did; the caller of this one hears of it.
      last = done.catch(() => undefined);
      return done;
    },
  };
}
