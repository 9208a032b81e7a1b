/** A file that is read and written anywhere: as it is, or sealed (`sealed-file.ts`). Positions and sizes in bytes. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

export type RandomFile = {
  /** Known without asking the disk. */
  readonly size: number;
  readonly read: (start: number, end: number) => Promise<Buffer>;
  /** Calls one after the other; up to where it ends, never beyond. */
  readonly write: (at: number, bytes: Uint8Array) => Promise<void>;
  /** All is there and stays. Nothing can be written after it. */
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Never over anything, never through a link that somebody has put there. */
const NEW = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const THERE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
const OWN_ONLY = 0o600;

export function createNew(file: string): Promise<FileHandle> {
  return open(file, NEW, OWN_ONLY);
}

export function openThere(file: string): Promise<FileHandle> {
  return open(file, THERE);
}

export async function plainFile(handle: FileHandle): Promise<RandomFile> {
  let { size } = await handle.stat();
  return {
    get size() {
      return size;
    },
    read: (start, end) => readExactly(handle, start, end),
    async write(at, bytes) {
      await writeExactly(handle, at, bytes);
      size = Math.max(size, at + bytes.length);
    },
    finish: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** Throws where the file is shorter. */
export async function readExactly(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(end - start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) throw new Error('the file ends before');
    filled += bytesRead;
  }
  return buffer;
}

/** A disk that is nearly full takes a part: the rest then fails with its reason. */
export async function writeExactly(handle: FileHandle, at: number, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}
