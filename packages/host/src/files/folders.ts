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
      const found = await readdir(real);
      const names = found.filter(isNameable).slice(0, MAX_LISTED_ENTRIES);
      const entries = await inBatches(names, (name) => this.#entry(real, name));
      // Somebody may have put another folder in its place while it was read.
      if ((await this.#real(folder)) !== real) throw new Refused('gone');
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
    return told(async () => mkdir(path.join(await this.#real(folder), plainName(name))));
  }

  rename(from: string, name: string): Promise<Result<void, FolderProblem>> {
    return told(async () => {
      const source = await this.#own(from);
      const target = path.join(path.dirname(source), plainName(name));
      if (await isThere(target)) throw new Refused('exists');
      await rename(source, target);
    });
  }

  /** For good: folders with all that is in them. Links go, not what they lead to. */
  remove(paths: readonly string[]): Promise<Result<void, FolderProblem>> {
    return told(async () => {
      for (const each of await Promise.all(paths.map((one) => this.#own(one)))) {
        await rm(each, { recursive: true });
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
        for await (const one of walk(real, [])) {
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
    const roots = await Promise.all(this.#allowed.map((root) => realpath(root).catch(() => null)));
    return roots.some((root) => root !== null && isBelow(root, real));
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

/** In the order of their names, files of a folder before its folders' files. */
async function* walk(real: string, within: readonly string[]): AsyncGenerator<FoundFile> {
  const name = path.basename(real);
  const found = await lstat(real);
  if (found.isFile() && isNameable(name)) {
    yield { path: real, file: { name, size: found.size, within: [...within] } };
  }
  if (!found.isDirectory()) return;
  if (within.length >= MAX_FOLDER_DEPTH) throw new Refused('too-many');
  for (const inside of (await readdir(real)).sort()) {
    yield* walk(path.join(real, inside), name === '' ? within : [...within, name]);
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
