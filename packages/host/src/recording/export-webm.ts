/** A recording as a WebM file of its own, wherever the person wants it: opened, where it was sealed. */
import { rm } from 'node:fs/promises';
import { fail, ok } from '@alongside/protocol';
import { openPlayback } from './playback.ts';
import { problemOf, type RecordingPlace, type RecordingResult } from './places.ts';
import { createNew, plainFile } from './random-file.ts';

const PIECE_BYTES = 1024 * 1024;

/** `to` is replaced where it is there: the person has been asked. */
export async function exportWebm(place: RecordingPlace, to: string): Promise<RecordingResult<null>> {
  const opened = await openPlayback(place);
  if (!opened.ok) return opened;
  const from = opened.value;
  try {
    await rm(to, { force: true });
    const file = await plainFile(await createNew(to));
    try {
      for (let at = 0; at < from.size; at += PIECE_BYTES) {
        await file.write(at, await from.read(at, Math.min(from.size, at + PIECE_BYTES)));
      }
      await file.finish();
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return ok(null);
  } catch (error) {
    return fail(problemOf(error));
  } finally {
    await from.close();
  }
}
