/** What a recording is called on the disk, and how its files are opened: as they are, or sealed. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '@alongside/protocol';
import { safeFileName } from '../files/safe-name.ts';
import { createNew, openThere, plainFile, type RandomFile } from './random-file.ts';
import { createSealedFile, openSealedFile, SealBrokenError } from './sealed-file.ts';

/** `damaged`: what was sealed does not open. `missing`: moved or deleted by somebody. */
export type RecordingProblem = 'no-space' | 'not-writable' | 'damaged' | 'missing';
export type RecordingResult<T> = Result<T, RecordingProblem>;

export type RecordingPlace = {
  readonly folder: string;
  /** Without an ending. */
  readonly name: string;
  /** Null: not sealed. */
  readonly key: Uint8Array | null;
};

/** `part`: as it is recorded. `final`: with everything that a player needs. `track`: what happened, line by line. */
export type RecordingRole = 'part' | 'final' | 'track';

const ENDINGS: Readonly<Record<RecordingRole, string>> = {
  part: '.webm.part',
  final: '.webm',
  track: '.track.jsonl',
};
const MAX_NUMBER = 1_000;

export function pathOf({ folder, name, key }: RecordingPlace, role: RecordingRole): string {
  return path.join(folder, `${name}${ENDINGS[role]}${key === null ? '' : '.sealed'}`);
}

/** A name that nothing in the folder has. */
export async function freeName(place: RecordingPlace): Promise<string> {
  const wanted = safeFileName(place.name);
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    const roles = Object.keys(ENDINGS) as readonly RecordingRole[];
    const there = await Promise.all(roles.map((role) => isThere(pathOf({ ...place, name }, role))));
    if (!there.includes(true)) return name;
  }
  throw new Error('no free name');
}

export async function createRole(place: RecordingPlace, role: RecordingRole): Promise<RandomFile> {
  const handle = await createNew(pathOf(place, role));
  return place.key === null ? plainFile(handle) : createSealedFile({ handle, key: place.key, role });
}

/** @param isWhole what was not finished, or was cut, is `damaged` */
export async function openRole(
  place: RecordingPlace,
  role: RecordingRole,
  isWhole: boolean,
): Promise<RandomFile> {
  const handle = await openThere(pathOf(place, role));
  if (place.key === null) return plainFile(handle);
  return openSealedFile({ handle, key: place.key, role }, isWhole).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
}

export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export function problemOf(error: unknown): RecordingProblem {
  if (error instanceof SealBrokenError) return 'damaged';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'no-space';
  if (code === 'ENOENT') return 'missing';
  // Systems say by a code of their own what they refuse; what has none is not about the disk.
  return typeof code === 'string' ? 'not-writable' : 'damaged';
}
