/** A recording to be looked at: the finished file, or what there is of one that could not be finished yet. */
import { fail, ok } from '@alongside/protocol';
import { isThere, openRole, pathOf, problemOf, type RecordingPlace, type RecordingResult } from './places.ts';
import type { RandomFile } from './random-file.ts';

/** Close it. */
export async function openPlayback(place: RecordingPlace): Promise<RecordingResult<RandomFile>> {
  try {
    const isFinished = await isThere(pathOf(place, 'final'));
    return ok(await openRole(place, isFinished ? 'final' : 'part', isFinished));
  } catch (error) {
    return fail(problemOf(error));
  }
}
