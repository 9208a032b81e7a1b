/** A recording while it runs: what comes is on the disk at once, so that a crash at any moment leaves all but the last. */
import { mkdir, rm, statfs } from 'node:fs/promises';
import { fail, ok, type RecordingMark } from '@alongside/protocol';
import {
  createRole,
  freeName,
  pathOf,
  problemOf,
  type RecordingPlace,
  type RecordingProblem,
  type RecordingResult,
} from './places.ts';
import type { RandomFile } from './random-file.ts';

/** Enough for the first minutes, and to finish what was recorded. */
const NEEDED_BYTES = 64 * 1024 * 1024;

type Wish = RecordingPlace & { readonly onProblem: (problem: RecordingProblem) => void };

/** Makes the folder where it is not there; takes another name where this one is taken. */
export async function openRecording(wish: Wish): Promise<RecordingResult<RecordingFile>> {
  try {
    await mkdir(wish.folder, { recursive: true });
    const { bavail, bsize } = await statfs(wish.folder);
    if (bavail * bsize < NEEDED_BYTES) return fail('no-space');
    const place = { folder: wish.folder, key: wish.key, name: await freeName(wish) };
    const part = await createRole(place, 'part');
    const track = await createRole(place, 'track').catch(async (error: unknown) => {
      await part.close();
      await rm(pathOf(place, 'part'), { force: true });
      throw error;
    });
    return ok(new RecordingFile(place, { part, track }, wish.onProblem));
  } catch (error) {
    return fail(problemOf(error));
  }
}

export class RecordingFile {
  readonly place: RecordingPlace;
  readonly #files: { readonly part: RandomFile; readonly track: RandomFile };
  readonly #onProblem: (problem: RecordingProblem) => void;
  #queue: Promise<void> = Promise.resolve();
  /** Told once: nothing is written after it. */
  #problem: RecordingProblem | null = null;
  #isClosed = false;

  constructor(
    place: RecordingPlace,
    files: { readonly part: RandomFile; readonly track: RandomFile },
    onProblem: (problem: RecordingProblem) => void,
  ) {
    this.place = place;
    this.#files = files;
    this.#onProblem = onProblem;
  }

  /** Bytes of the picture so far. */
  get size(): number {
    return this.#files.part.size;
  }

  write(bytes: Uint8Array): void {
    this.#append(this.#files.part, bytes);
  }

  mark(mark: RecordingMark): void {
    this.#append(this.#files.track, Buffer.from(`${JSON.stringify(mark)}\n`));
  }

  /** When all that came is written. */
  async close(): Promise<void> {
    if (this.#isClosed) return this.#queue;
    this.#isClosed = true;
    this.#queue = this.#queue.then(async () => {
      await this.#do(() => this.#files.track.finish());
      await this.#files.part.close();
      await this.#files.track.close();
    });
    return this.#queue;
  }

  #append(file: RandomFile, bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#queue = this.#queue.then(() => this.#do(() => file.write(file.size, bytes)));
  }

  async #do(write: () => Promise<void>): Promise<void> {
    if (this.#problem !== null) return;
    try {
      await write();
    } catch (error) {
      this.#problem = problemOf(error);
      this.#onProblem(this.#problem);
    }
  }
}
