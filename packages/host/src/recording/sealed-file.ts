/**
 * A file whose pages are sealed one by one with AES-256-GCM, so that it can be written as it comes, read anywhere, and
 * no byte of it changed, moved or cut off without notice. Each page has a nonce of its own, made anew whenever it is
 * written, and bears its number; the head bears the size once all is there.
 *
 * Head: `ALGS`, version, 3 bytes unused, then the sealed size (nonce, 8 bytes, tag), zero while it is being written.
 * Page: nonce (12), up to 16 KiB, tag (16).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readExactly, writeExactly, type RandomFile } from './random-file.ts';

const MAGIC = Buffer.from([0x41, 0x4c, 0x47, 0x53, 1, 0, 0, 0]);
const NONCE = 12;
const TAG = 16;
const SIZE_BOX = NONCE + 8 + TAG;
const HEAD = MAGIC.length + SIZE_BOX;
const PAGE = 16 * 1024;
const PAGE_ON_DISK = NONCE + PAGE + TAG;

/** What was sealed does not open: the key is another one, or somebody has changed it. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

type Sealing = {
  readonly handle: FileHandle;
  /** 32 bytes, one for each recording. */
  readonly key: Uint8Array;
  /** What the file is: no page of one file can stand in for that of another under the same key. */
  readonly role: string;
};

export async function createSealedFile(sealing: Sealing): Promise<RandomFile> {
  await writeExactly(sealing.handle, 0, Buffer.concat([MAGIC, Buffer.alloc(SIZE_BOX)]));
  return new SealedFile(sealing, 0);
}

/** @param isWhole refuses what was not finished, or was cut; else takes what there is */
export async function openSealedFile(sealing: Sealing, isWhole: boolean): Promise<RandomFile> {
  const { handle } = sealing;
  const onDisk = (await handle.stat()).size;
  if (onDisk < HEAD) throw new SealBrokenError('no sealed file');
  const head = await readExactly(handle, 0, HEAD);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBrokenError('no sealed file');
  const there = plainSize(onDisk - HEAD);
  if (!isWhole) return new SealedFile(sealing, there);
  const size = Number(unseal(cipherKey(sealing), head.subarray(MAGIC.length), 'size').readBigUInt64BE());
  if (size !== there) throw new SealBrokenError('cut or grown');
  return new SealedFile(sealing, size);
}

class SealedFile implements RandomFile {
  readonly #handle: FileHandle;
  readonly #key: Buffer;
  #size: number;

  constructor(sealing: Sealing, size: number) {
    this.#handle = sealing.handle;
    this.#key = cipherKey(sealing);
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  async read(start: number, end: number): Promise<Buffer> {
    const pages = await Promise.all(pagesOf(start, end).map((index) => this.#page(index)));
    const from = Math.floor(start / PAGE) * PAGE;
    return Buffer.concat(pages).subarray(start - from, end - from);
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    for (const index of pagesOf(at, at + bytes.length)) {
      const from = index * PAGE;
      const old = from < this.#size ? await this.#page(index) : Buffer.alloc(0);
      const part = bytes.subarray(Math.max(0, from - at), from + PAGE - at);
      const offset = Math.max(0, at - from);
      const next = Buffer.alloc(Math.max(old.length, offset + part.length));
      old.copy(next);
      next.set(part, offset);
      await writeExactly(this.#handle, HEAD + index * PAGE_ON_DISK, seal(this.#key, next, `page ${index}`));
      this.#size = Math.max(this.#size, from + next.length);
    }
  }

  async finish(): Promise<void> {
    const box = Buffer.alloc(8);
    box.writeBigUInt64BE(BigInt(this.#size));
    await writeExactly(this.#handle, MAGIC.length, seal(this.#key, box, 'size'));
    await this.#handle.sync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #page(index: number): Promise<Buffer> {
    const start = HEAD + index * PAGE_ON_DISK;
    const length = Math.min(PAGE, this.#size - index * PAGE);
    const sealed = await readExactly(this.#handle, start, start + NONCE + length + TAG);
    return unseal(this.#key, sealed, `page ${index}`);
  }
}

function pagesOf(start: number, end: number): readonly number[] {
  if (end <= start) return [];
  const first = Math.floor(start / PAGE);
  return Array.from({ length: Math.floor((end - 1) / PAGE) - first + 1 }, (_, index) => first + index);
}

/** Of pages on the disk: the last one may be shorter. */
function plainSize(onDisk: number): number {
  const whole = Math.floor(onDisk / PAGE_ON_DISK);
  const rest = onDisk - whole * PAGE_ON_DISK - NONCE - TAG;
  return whole * PAGE + Math.max(0, rest);
}

function cipherKey({ key, role }: Sealing): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `alongside recording ${role}`, 32));
}

function seal(key: Buffer, bytes: Uint8Array, label: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, sealed: Buffer, label: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(label))
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch {
    throw new SealBrokenError(label);
  }
}
