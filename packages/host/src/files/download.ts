/**
 * A file on its way to this disk: blocks into a `.part` beside where it is to be, its hash taken from the disk when all is
 * there, then its name; never over anything, never through a link (security.md 1.7).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import {
  link,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  statfs,
  unlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import {
  BLOCK_BYTES,
  blockCount,
  blockRange,
  fail,
  ok,
  type FileBlock,
  type FileProblem,
  type Result,
} from '@alongside/protocol';
import { numberedName, safeFileName } from './safe-name.ts';

export type DownloadProblem = Extract<FileProblem, 'no-space' | 'not-writable' | 'damaged'>;

export type DownloadWish = {
  /** Absolute. Made where it is not there. */
  readonly folder: string;
  /** Folders below it, outermost first, to be made; a stranger's names. */
  readonly within?: readonly string[];
  /** A stranger's. */
  readonly name: string;
  readonly size: number;
  /** Whether the place that it comes to, with all links followed, may be written to. */
  readonly isAllowed?: (real: string) => Promise<boolean>;
};

export type Saved = {
  readonly path: string;
  readonly name: string;
  /** Of the file as it lies on the disk; hex. */
  readonly sha256: string;
};

/** Free space that is left to everybody else. */
const SPARE_BYTES = 16 * 1024 * 1024;
/** More files of one name than anybody keeps. */
const MAX_NUMBER = 1_000;
/** Never through a link that somebody has put there. */
const NEW_FILE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const OWN_FILE = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);
const PART_MODE = 0o600;
const READ_BLOCKS = 16;

export async function openDownload(wish: DownloadWish): Promise<Result<Download, DownloadProblem>> {
  try {
    await mkdir(wish.folder, { recursive: true });
    const folder = await folderOf(await realpath(wish.folder), wish);
    if (folder === undefined) return fail('not-writable');
    const { bavail, bsize } = await statfs(folder);
    if (wish.size + SPARE_BYTES > bavail * bsize) return fail('no-space');
    const name = safeFileName(wish.name);
    const part = await openPart(folder, name);
    return part === undefined
      ? fail('not-writable')
      : ok(new Download({ size: wish.size, folder, name, ...part }));
  } catch (error) {
    return fail(problemOf(error));
  }
}

/** One step after the other, never through a link that lies in the way. */
async function folderOf(
  base: string,
  { within = [], isAllowed }: Pick<DownloadWish, 'within' | 'isAllowed'>,
): Promise<string | undefined> {
  if (isAllowed !== undefined && !(await isAllowed(base))) return undefined;
  let folder = base;
  for (const name of within) {
    folder = path.join(folder, safeFileName(name));
    await mkdir(folder, { recursive: true });
    if ((await realpath(folder)) !== folder) return undefined;
  }
  return folder;
}

/** What a program that broke off has left of a file: its blocks are there again, and hashed again at the end. */
export async function reopenDownload(
  left: Omit<DownloadWish, 'folder'> & { readonly part: string },
): Promise<Result<Download, DownloadProblem>> {
  const { part: file, name, size } = left;
  try {
    const handle = await open(file, OWN_FILE);
    const found = await handle.stat();
    const there = found.size;
    const isOurs = found.isFile() && found.nlink === 1 && there <= size;
    if (!isOurs) {
      await handle.close();
      return fail('not-writable');
    }
    const folder = await realpath(path.dirname(file));
    const written = there === size ? blockCount(size) : Math.floor(there / BLOCK_BYTES);
    return ok(new Download({ name: safeFileName(name), size, folder, file, handle }, written));
  } catch (error) {
    return fail(problemOf(error));
  }
}

async function openPart(folder: string, name: string) {
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const file = path.join(folder, `${number === 1 ? name : numberedName(name, number)}.part`);
    const handle = await openNew(file);
    if (handle !== undefined) return { file, handle };
  }
  return undefined;
}

async function openNew(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, NEW_FILE, PART_MODE);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

type Part = Pick<DownloadWish, 'folder' | 'name' | 'size'> & {
  readonly file: string;
  readonly handle: FileHandle;
};

/** Calls one after the other. After `finish` or `discard` nothing more can be done with it. */
export class Download {
  readonly #part: Part;
  #written: number;
  #isClosed = false;

  constructor(part: Part, written = 0) {
    this.#part = part;
    this.#written = written;
  }

  /** Where its blocks lie until it gets its name. */
  get part(): string {
    return this.#part.file;
  }

  /** Blocks on the disk: a resume goes on there. */
  get written(): number {
    return this.#written;
  }

  /** The next one, of the right length and with the right hash; anything else is `damaged`. */
  async write({ index, hash, bytes }: FileBlock): Promise<Result<void, DownloadProblem>> {
    const { size, handle } = this.#part;
    const { start, end } = blockRange(size, index);
    const isNext = index === this.#written && bytes.length === end - start;
    if (!isNext || !isEqual(hash, createHash('sha256').update(bytes).digest())) return fail('damaged');
    try {
      const { bytesWritten } = await handle.write(bytes, 0, bytes.length, start);
      if (bytesWritten !== bytes.length) return fail('no-space');
      this.#written += 1;
      return ok();
    } catch (error) {
      return fail(problemOf(error));
    }
  }

  /** `sum`: SHA-256 over the SHA-256 of all blocks, as the sender has it; hex. */
  async finish(sum: string): Promise<Result<Saved, DownloadProblem>> {
    const { size, handle, file, folder } = this.#part;
    if (this.#written !== blockCount(size)) return fail('damaged');
    try {
      await handle.sync();
      const read = await hashes(handle, size);
      if (read.sum !== sum) return fail('damaged');
      // Somebody may have put another folder in its place meanwhile.
      if ((await realpath(path.dirname(file))) !== folder) return fail('not-writable');
      await this.#close();
      const name = await giveName(file, this.#part);
      await syncFolder(folder);
      const saved = path.join(folder, name);
      await markAsForeign(saved);
      return ok({ path: saved, name, sha256: read.sha256 });
    } catch (error) {
      return fail(problemOf(error));
    }
  }

  /** Nothing of it stays. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(this.#part.file, { force: true });
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#part.handle.close();
  }
}

/** As the disk has it: what was written before a break is read as well. */
async function hashes(handle: FileHandle, size: number) {
  const [whole, blocks] = [createHash('sha256'), createHash('sha256')];
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES * READ_BLOCKS);
  for (let at = 0; at < size;) {
    const read = await readFully(handle, buffer.subarray(0, Math.min(buffer.length, size - at)), at);
    if (read.length === 0) break;
    whole.update(read);
    for (let from = 0; from < read.length; from += BLOCK_BYTES) {
      blocks.update(
        createHash('sha256')
          .update(read.subarray(from, from + BLOCK_BYTES))
          .digest(),
      );
    }
    at += read.length;
  }
  return { sha256: whole.digest('hex'), sum: blocks.digest('hex') };
}

/** A disk may read in pieces, which would shift the blocks. */
async function readFully(handle: FileHandle, buffer: Buffer, at: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function giveName(part: string, { folder, name }: Part): Promise<string> {
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const final = number === 1 ? name : numberedName(name, number);
    try {
      await moveTo(part, path.join(folder, final));
      return final;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new Error('no free name');
}

/** By a second link, which fails where there is something: a rename would replace it. */
async function moveTo(part: string, final: string): Promise<void> {
  try {
    await link(part, final);
    await unlink(part);
  } catch (error) {
    if (!LINKLESS.has(codeOf(error) ?? '')) throw error;
    // No links there, as on most sticks: the name is taken first, then what stands under it is ours.
    await (await open(final, NEW_FILE, PART_MODE)).close();
    await rename(part, final);
  }
}

const LINKLESS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR']);

/** So that the name is there after a power cut too; Windows has no such call for folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows warns before it runs what bears this mark. */
async function markAsForeign(file: string): Promise<void> {
  if (process.platform !== 'win32') return;
  await writeFile(`${file}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function problemOf(error: unknown): DownloadProblem {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'no-space' : 'not-writable';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
