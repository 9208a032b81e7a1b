/** Which recordings this console has made and where they lie: one small file in its profile, written whole or not at all. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeJson, recordingAboutSchema } from '@alongside/protocol';
import { z } from 'zod';
import { MAX_LISTED_RECORDINGS } from '../../contract.ts';

const knownSchema = z.strictObject({
  id: z.string().min(1).max(64),
  folder: z.string().max(4_096),
  name: z.string().max(300),
  about: recordingAboutSchema,
  /** Locked by the system's key store, base64; null: not sealed. */
  key: z.string().max(2_000).nullable(),
  /** Null until it is finished. */
  finished: z
    .strictObject({ seconds: z.number().min(0), size: z.int().min(0), sha256: z.string().length(64) })
    .nullable(),
});
export type KnownRecording = z.infer<typeof knownSchema>;

const fileSchema = z.strictObject({
  /** Where the last one went. */
  folder: z.string().max(4_096).nullable(),
  recordings: z.array(knownSchema).max(MAX_LISTED_RECORDINGS),
});
export type KnownRecordings = z.infer<typeof fileSchema>;

export type RecordingsFile = {
  readonly load: () => Promise<KnownRecordings>;
  readonly change: (change: (known: KnownRecordings) => KnownRecordings) => Promise<void>;
};

export function createRecordingsFile(profile: string): RecordingsFile {
  const file = path.join(profile, 'recordings.json');
  let last: Promise<unknown> = Promise.resolve();
  const load = async (): Promise<KnownRecordings> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    const decoded = decodeJson(text, fileSchema);
    return decoded.ok ? decoded.value : { folder: null, recordings: [] };
  };
  return {
    load,
    change(change) {
      const work = last.then(async () => {
        const changed = change(await load());
        await mkdir(profile, { recursive: true });
        await writeFile(`${file}.new`, JSON.stringify(changed), { mode: 0o600 });
        await rename(`${file}.new`, file);
      });
      last = work.catch(() => undefined);
      return work;
    },
  };
}
