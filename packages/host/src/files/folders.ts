/**
 * This machine's folders for somebody else's eyes and hands: everywhere that its person can go, or below the folders that
 * they named. Every path is followed to where it really leads before anything is done there (security.md 1.7).
 */
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import {
  fail,
  MAX_ACT_FILES,
  MAX_FILE_BYTES,
  MAX_FILE_NAME_LENGTH,
  MAX_FOLDER_DEPTH,
  MAX_LISTED_ENTRIES,
  ok,
  type FolderEntry,
  type FolderListing,
  type FolderProblem,
  type ListedFile,
  type Result,
} from '@alongside/protocol';
import { safeFileName } from './safe-name.ts';
import { SourceFile } from './source-file.ts';

/** A file to be read, and as what it is offered. */
export type FoundFile = { readonly path: string; readonly file: ListedFile };

const STATS_AT_A_TIME = 32;

export class Folders {
  readonly #allowed: readonly string[] | null;

  /** @param allowed absolute; null: everywhere */
  constructor(allowed: readonly string[] | null) {
    this.#allowed = allowed;
  }

  list(folder: string): Promise<Result<FolderListing, FolderProblem>> {
    return told(async () => {
      const real = await this.#real(folder);
      const { found, names, entries } = await this.#within(real, async (base) => {
        const all = await readdir(base);
        const listed = all.filter(isNameable).slice(0, MAX_LISTED_ENTRIES);
        return {
          found: all,
          names: listed,
          entries: await inBatches(listed, (name) => this.#entry(base, name)),
        };
      });
      const parent = path.dirname(real);
      return {
        path: real,
        parent: parent !== real && (await this.isAllowed(parent)) ? parent : null,
        separator: path.sep,
        entries,
        isCut: names.length < found.length,
      };
    });
  }

  /** Where it really is. */
  find(folder: string): Promise<Result<string, FolderProblem>> {
    return told(() => this.#real(folder));
  }

  make(folder: string, name: string): Promise<Result<void, FolderProblem>> {
    return told(async () => {
      const plain = plainName(name);
      await this.#within(await this.#real(folder), (base) => mkdir(path.join(base, plain)));
    });
  }

  rename(from: string, name: string): Promise<Result<void, FolderProblem>> {
    return told(async () => {
      const plain = plainName(name);
      const source = await this.#own(from);
      await this.#within(path.dirname(source), async (base) => {
        const target = path.join(base, plain);
        if (await isThere(target)) throw new Refused('exists');
        await rename(path.join(base, path.basename(source)), target);
      });
    });
  }

  /** For good: folders with all that is in them. Links go, not what they lead to. */
  remove(paths: readonly string[]): Promise<Result<void, FolderProblem>> {
    return told(async () => {
      for (const each of await Promise.all(paths.map((one) => this.#own(one)))) {
        await this.#within(path.dirname(each), (base) =>
          rm(path.join(base, path.basename(each)), { recursive: true }),
        );
      }
    });
  }

  /** All files that these come to, folders counted through; links are left out. */
  survey(
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly FoundFile[], FolderProblem>> {
    return told(async () => {
      const found: FoundFile[] = [];
      for (const each of paths) {
        const real = await this.#real(each);
        for await (const one of this.#walk(real, [])) {
          if (signal?.aborted === true) throw new Refused('gone');
          if (found.length >= MAX_ACT_FILES) throw new Refused('too-many');
          found.push(one);
        }
      }
      return found;
    });
  }

  /** For reading. Close it. */
  open(file: string): Promise<Result<SourceFile, FolderProblem>> {
    return told(async () => {
      const real = await this.#real(file);
      const handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        if (!(await this.isAllowed(await pathOf(handle, real)))) throw new Refused('not-allowed');
        return await SourceFile.of(handle);
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  /** Whether this place, as it really is, lies within. */
  async isAllowed(real: string): Promise<boolean> {
    if (this.#allowed === null) return true;
    // A folder that is gone allows nothing.
    const roots = await Promise.all(this.#allowed.map((root) => realpath(root).catch(() => null)));
    return roots.some((root) => root !== null && isBelow(root, real));
  }

  /**
   * Does something in this folder, which is held open meanwhile: whoever puts a link in its place changes nothing for us.
   * Elsewhere than on Linux, where an open folder has no name to go by, its path is looked at once more.
   */
  async #within<T>(real: string, act: (base: string) => Promise<T>): Promise<T> {
    if (process.platform !== 'linux') {
      const done = await act(real);
      if ((await realpath(real)) !== real) throw new Refused('gone');
      return done;
    }
    const handle = await open(real, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    try {
      if (!(await this.isAllowed(await pathOf(handle, real)))) throw new Refused('not-allowed');
      return await act(`/proc/self/fd/${handle.fd}`);
    } finally {
      await handle.close();
    }
  }

  /** In the order of their names, files of a folder before its folders' files. */
  async *#walk(real: string, within: readonly string[]): AsyncGenerator<FoundFile> {
    const name = path.basename(real);
    const found = await lstat(real);
    if (found.isFile() && isNameable(name)) {
      yield { path: real, file: { name, size: found.size, within: [...within] } };
    }
    if (!found.isDirectory()) return;
    if (within.length >= MAX_FOLDER_DEPTH) throw new Refused('too-many');
    for (const inside of (await this.#within(real, (base) => readdir(base))).sort()) {
      yield* this.#walk(path.join(real, inside), name === '' ? within : [...within, name]);
    }
  }

  async #real(place: string): Promise<string> {
    if (!path.isAbsolute(place) || place.includes('\0')) throw new Refused('not-allowed');
    const real = await realpath(place);
    if (!(await this.isAllowed(real))) throw new Refused('not-allowed');
    return real;
  }

  /** The thing itself, be it a link: its folder is followed, it is not. Never a place that everything hangs on. */
  async #own(place: string): Promise<string> {
    if (!path.isAbsolute(place)) throw new Refused('not-allowed');
    const folder = await this.#real(path.dirname(path.resolve(place)));
    const own = path.join(folder, path.basename(path.resolve(place)));
    await lstat(own);
    const isRoot = path.parse(own).root === own || own === homedir();
    const isNamed = (this.#allowed ?? []).some((root) => path.resolve(root) === own);
    if (isRoot || isNamed) throw new Refused('not-allowed');
    return own;
  }

  async #entry(folder: string, name: string): Promise<FolderEntry> {
    const isHidden = name.startsWith('.');
    const unknown = { name, kind: 'other', size: null, changedAt: null, isHidden } as const;
    try {
      const real = await realpath(path.join(folder, name));
      if (!(await this.isAllowed(real))) return unknown;
      const found = await stat(real);
      const { size } = found;
      const changedAt = Math.max(0, Math.round(found.mtimeMs));
      if (found.isDirectory()) return { name, kind: 'folder', size: null, changedAt, isHidden };
      const isFile = found.isFile() && size <= MAX_FILE_BYTES;
      return isFile ? { name, kind: 'file', size, changedAt, isHidden } : unknown;
    } catch {
      // A link to nowhere, or what this person may not look at: it is there all the same.
      return unknown;
    }
  }
}

class Refused extends Error {
  readonly problem: FolderProblem;

  constructor(problem: FolderProblem) {
    super(problem);
    this.problem = problem;
  }
}

async function told<T>(act: () => Promise<T>): Promise<Result<T, FolderProblem>> {
  try {
    return ok(await act());
  } catch (error) {
    return fail(problemOf(error));
  }
}

const PROBLEMS: Readonly<Record<string, FolderProblem>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'not-allowed',
  ELOOP: 'not-allowed',
  EBUSY: 'not-allowed',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENAMETOOLONG: 'bad-name',
};

function problemOf(error: unknown): FolderProblem {
  if (error instanceof Refused) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return PROBLEMS[code] ?? 'failed';
}

export function isBelow(root: string, place: string): boolean {
  const way = path.relative(root, place);
  return way === '' || (!way.startsWith(`..${path.sep}`) && way !== '..' && !path.isAbsolute(way));
}

/** As every system can bear it: what would have to be changed is refused, since its person has typed it. */
function plainName(name: string): string {
  if (safeFileName(name) !== name) throw new Refused('bad-name');
  return name;
}

/** Where the open file really is. Elsewhere than on Linux: where its name leads now. */
async function pathOf(handle: FileHandle, real: string): Promise<string> {
  return process.platform === 'linux' ? realpath(`/proc/self/fd/${handle.fd}`) : realpath(real);
}

async function isThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (problemOf(error) === 'gone') return false;
    throw error;
  }
}

function isNameable(name: string): boolean {
  return name !== '' && name.length <= MAX_FILE_NAME_LENGTH;
}

async function inBatches<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += STATS_AT_A_TIME) {
    done.push(...(await Promise.all(all.slice(at, at + STATS_AT_A_TIME).map(act))));
  }
  return done;
}
