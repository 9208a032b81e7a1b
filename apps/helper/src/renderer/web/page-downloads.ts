/**
 * Files that a customer takes who has joined in the browser: the browser keeps the blocks, on its disk where they are many,
 * and hands over the whole as it hands over any download.
 */
import { sha256 } from '@noble/hashes/sha2';
import { blockCount, blockRange, fail, ok, type FileBlock } from '@alongside/protocol';
import type { OpenDownload } from '@alongside/session';
import type { Downloads } from '../../core/ports.ts';

/** What browsers keep of a page's blobs without ado. */
const MAX_BYTES = 2 * 1024 * 1024 * 1024;
/** So long the browser may take to begin with it. */
const HANDED_OVER_MS = 60_000;

export const PAGE_DOWNLOADS: Downloads = {
  canChoose: false,
  show: null,
  reopen: () => Promise.resolve(fail('not-writable')),
  open: ({ name, size }) =>
    Promise.resolve(size > MAX_BYTES ? fail('no-space') : ok(new PageDownload(name, size))),
};

class PageDownload implements OpenDownload {
  readonly part = null;
  readonly #name: string;
  readonly #size: number;
  #blocks: Blob[] = [];
  #hashes: Uint8Array<ArrayBuffer>[] = [];

  constructor(name: string, size: number) {
    this.#name = name;
    this.#size = size;
  }

  get written(): number {
    return this.#blocks.length;
  }

  async write({ index, hash, bytes }: FileBlock) {
    const { start, end } = blockRange(this.#size, index);
    const block = new Uint8Array(bytes);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', block));
    const isNext = index === this.#blocks.length && block.length === end - start;
    if (!isNext || hexOf(digest) !== hexOf(hash)) return fail('damaged');
    this.#blocks.push(new Blob([block]));
    this.#hashes.push(digest);
    return ok();
  }

  async finish(sum: string) {
    const whole = new Blob(this.#blocks);
    const all = new Uint8Array(await new Blob(this.#hashes).arrayBuffer());
    const isWhole = this.#blocks.length === blockCount(this.#size) && whole.size === this.#size;
    if (!isWhole || hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', all))) !== sum) {
      return fail('damaged');
    }
    const sha256 = await sha256Of(whole);
    handOver(whole, this.#name);
    await this.discard();
    return ok({ path: null, name: this.#name, sha256 });
  }

  discard(): Promise<void> {
    [this.#blocks, this.#hashes] = [[], []];
    return Promise.resolve();
  }
}

/** The browser makes the name safe, and marks the file as one from elsewhere. */
function handOver(whole: Blob, name: string): void {
  const url = URL.createObjectURL(whole);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HANDED_OVER_MS);
}

/** In pieces: the whole may not fit into memory. */
async function sha256Of(whole: Blob): Promise<string> {
  const hash = sha256.create();
  const reader = whole.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  return hexOf(hash.digest());
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
