/**
 * The recordings of this console: the one that runs, and those that were made. Knows the disk and the key store, and no
 * window. Whatever a crash cut off is finished at the next start.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { rm, statfs } from 'node:fs/promises';
import {
  exportMp4,
  exportWebm,
  finishRecording,
  isThere,
  openPlayback,
  openRecording,
  pathOf,
  readTrack,
  type Chapter,
  type FinishedRecording,
  type RandomFile,
  type RecordingFile,
  type RecordingPlace,
} from '@alongside/host/recording';
import { fail, ok, type RecordingAbout, type RecordingMark, type Result } from '@alongside/protocol';
import { isSecure, type SecretBox } from '@alongside/shell';
import { MAX_LISTED_RECORDINGS, type ListedRecording, type RecordingProblem } from '../../contract.ts';
import type { KnownRecording, RecordingsFile } from './recordings-file.ts';

type Outcome<T> = Result<T, RecordingProblem>;

type RecordingsOptions = {
  readonly file: RecordingsFile;
  readonly box: SecretBox;
  readonly usualFolder: string;
  readonly onFailed: (problem: RecordingProblem) => void;
  readonly onChanged: () => void;
};

type Running = { readonly id: string; readonly file: RecordingFile };
export type Kept = FinishedRecording & { readonly id: string; readonly name: string };

export class Recordings {
  readonly #options: RecordingsOptions;
  #running: Running | null = null;

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  async place(): Promise<{ readonly folder: string; readonly freeBytes: number | null }> {
    const folder = (await this.#options.file.load()).folder ?? this.#options.usualFolder;
    return { folder, freeBytes: await freeIn(folder) };
  }

  async setFolder(folder: string): Promise<void> {
    await this.#options.file.change((known) => ({ ...known, folder }));
  }

  async begin(about: RecordingAbout, sealed: boolean): Promise<Outcome<null>> {
    await this.end();
    const { box, file } = this.#options;
    if (sealed && !isSecure(box)) return fail('not-secure');
    const key = sealed ? randomBytes(32) : null;
    const { folder } = await this.place();
    const wish = { folder, name: nameFor(about), key };
    const opened = await openRecording({
      ...wish,
      onProblem: (problem) => {
        this.#options.onFailed(problem);
      },
    });
    if (!opened.ok) return opened;
    const id = randomUUID();
    const locked = key === null ? null : box.encryptString(key.toString('base64')).toString('base64');
    const { name } = opened.value.place;
    const entry: KnownRecording = { id, folder, name, about, key: locked, finished: null };
    await file.change((known) => ({
      ...known,
      recordings: [...known.recordings, entry].slice(-MAX_LISTED_RECORDINGS),
    }));
    this.#running = { id, file: opened.value };
    this.#options.onChanged();
    return ok(null);
  }

  write(bytes: Uint8Array): void {
    this.#running?.file.write(bytes);
  }

  mark(mark: RecordingMark): void {
    this.#running?.file.mark(mark);
  }

  /** Null where none runs. */
  async end(): Promise<Outcome<Kept | null>> {
    const running = this.#running;
    if (running === null) return ok(null);
    await running.file.close();
    this.#running = null;
    return this.finish(running.id);
  }

  /** What a program that broke off has left. */
  async finishLeft(): Promise<void> {
    for (const { id, finished } of (await this.#options.file.load()).recordings) {
      // Of what cannot be finished now the list tells.
      if (finished === null && id !== this.#running?.id) await this.finish(id);
    }
  }

  async finish(id: string): Promise<Outcome<Kept>> {
    return this.#with(id, async (place) => {
      const finished = await finishRecording(place);
      if (!finished.ok) return finished;
      await this.#options.file.change((known) => ({
        ...known,
        recordings: known.recordings.map((each) =>
          each.id === id ? { ...each, finished: finished.value } : each,
        ),
      }));
      this.#options.onChanged();
      return ok({ ...finished.value, id, name: place.name });
    });
  }

  async list(): Promise<ListedRecording[]> {
    const { recordings } = await this.#options.file.load();
    const listed = await Promise.all(recordings.map((each) => this.#listed(each)));
    return listed.toReversed();
  }

  track(id: string): Promise<Outcome<readonly RecordingMark[]>> {
    return this.#with(id, (place) => readTrack(place));
  }

  /** Opened for reading; close it. */
  open(id: string): Promise<Outcome<RandomFile>> {
    return this.#with(id, (place) => openPlayback(place));
  }

  remove(id: string): Promise<Outcome<null>> {
    return this.#with(id, async (place) => {
      for (const role of ['final', 'part', 'track'] as const) await rm(pathOf(place, role), { force: true });
      await this.#options.file.change((known) => ({
        ...known,
        recordings: known.recordings.filter((each) => each.id !== id),
      }));
      this.#options.onChanged();
      return ok(null);
    });
  }

  /** Null where it is not there any more. */
  async fileOf(id: string): Promise<string | null> {
    const known = (await this.#options.file.load()).recordings.find((each) => each.id === id);
    return known === undefined ? null : await foundFile({ ...known, key: keyMark(known) });
  }

  export(
    id: string,
    to: string,
    as: { readonly format: 'mp4' | 'webm'; readonly chapters: readonly Chapter[] },
  ) {
    return this.#with<null>(id, (place) =>
      as.format === 'mp4' ? exportMp4(place, to, as.chapters) : exportWebm(place, to),
    );
  }

  async #with<T>(id: string, work: (place: RecordingPlace) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const known = (await this.#options.file.load()).recordings.find((each) => each.id === id);
    if (known === undefined || id === this.#running?.id) return fail('missing');
    const key = this.#unlock(known);
    return key.ok ? work({ folder: known.folder, name: known.name, key: key.value }) : key;
  }

  #unlock({ key }: KnownRecording): Outcome<Uint8Array | null> {
    if (key === null) return ok(null);
    const { box } = this.#options;
    if (!isSecure(box)) return fail('not-secure');
    try {
      return ok(Buffer.from(box.decryptString(Buffer.from(key, 'base64')), 'base64'));
    } catch {
      // Locked by another keyring than this one.
      return fail('not-secure');
    }
  }

  async #listed(known: KnownRecording): Promise<ListedRecording> {
    const { id, about, finished, key } = known;
    const state =
      id === this.#running?.id
        ? 'running'
        : (await foundFile({ ...known, key: keyMark(known) })) === null
          ? 'missing'
          : finished === null
            ? 'unfinished'
            : 'finished';
    return {
      id,
      session: about.session,
      title: about.title,
      startedAt: about.startedAt,
      seconds: finished?.seconds ?? null,
      bytes: finished?.size ?? null,
      sealed: key !== null,
      state,
    };
  }
}

/** A key's presence decides the name on the disk; which one it is does not. */
function keyMark({ key }: KnownRecording): Uint8Array | null {
  return key === null ? null : new Uint8Array();
}

async function foundFile(place: RecordingPlace): Promise<string | null> {
  for (const role of ['final', 'part'] as const) {
    if (await isThere(pathOf(place, role))) return pathOf(place, role);
  }
  return null;
}

async function freeIn(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Not made yet: the first recording makes it.
    return null;
  }
}

/** By this computer's clock, so that a person finds it again: `2026-11-27 16-42 Aunt Soonja`. */
function nameFor({ startedAt, title }: RecordingAbout): string {
  const at = new Date(startedAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}-${two(at.getMinutes())} ${title}`;
}
