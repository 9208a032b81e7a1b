/** A file of this machine that goes to somebody else: read in pieces, as long as it is what it was when it was opened. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { fail, ok, type FileProblem, type Result } from '@alongside/protocol';

export class SourceFile {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #changedAt: number;
  readonly #hash = createHash('sha256');
  #hashedTo = 0;
  #sha256: string | null = null;
  #isClosed = false;

  private constructor(
    handle: FileHandle,
    { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
  ) {
    this.#handle = handle;
    this.size = size;
    this.#changedAt = mtimeMs;
  }

  /** Throws where it is no plain file: a device, a pipe. */
  static async of(handle: FileHandle): Promise<SourceFile> {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error('no file');
    return new SourceFile(handle, found);
  }

  /** Of the whole, hex; null before all of it was read. */
  get sha256(): string | null {
    if (this.#hashedTo < this.size) return null;
    this.#sha256 ??= this.#hash.digest('hex');
    return this.#sha256;
  }

  /** `start` to before `end`, in bytes. */
  async read(
    start: number,
    end: number,
  ): Promise<Result<Uint8Array, Extract<FileProblem, `source-${string}`>>> {
    if (this.#isClosed) return fail('source-gone');
    try {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.size) - start));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await this.#handle.read(buffer, filled, buffer.length - filled, start + filled);
        if (bytesRead === 0) return fail('source-changed');
        filled += bytesRead;
      }
      const { size, mtimeMs } = await this.#handle.stat();
      if (size !== this.size || mtimeMs !== this.#changedAt) return fail('source-changed');
      this.#take(start, buffer);
      return ok(buffer);
    } catch {
      // The disk was taken out, or does not give it any more.
      return fail('source-gone');
    }
  }

  /** What is asked for again after a break is hashed once. */
  #take(start: number, bytes: Buffer): void {
    const fresh = start > this.#hashedTo ? undefined : bytes.subarray(this.#hashedTo - start);
    if (fresh === undefined || fresh.length === 0) return;
    this.#hash.update(fresh);
    this.#hashedTo += fresh.length;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }
}
