/**
 * Files that are offered to others: answers what they ask for, one after the other for each of them, as the disk and the
 * line allow. Nothing is held in memory but what was just asked for.
 */
import {
  BLOCK_BYTES,
  BLOCKS_AHEAD,
  blockCount,
  blockRange,
  encodeBlock,
  type FileProblem,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type Result,
} from '@alongside/protocol';

export type FileSenderOptions = {
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly sendBulk: (to: ParticipantId, bytes: Uint8Array) => Promise<Result<unknown, string>>;
};

/**
 * As the browser's `Blob` has it: read from the disk when it is asked for. Rejects with a `DOMException` as that does:
 * `NotFoundError` where it has gone, `AbortError` where it is not to be sent now.
 */
export type FileSource = {
  readonly size: number;
  /** In bytes, `end` not included. */
  readonly slice: (start: number, end: number) => { readonly arrayBuffer: () => Promise<ArrayBuffer> };
};

type Kept = { readonly source: FileSource; readonly hashes: (Uint8Array<ArrayBuffer> | undefined)[] };

/** `breaks`: how often sending to them has failed; what was asked for before that is asked for again. */
type Turn = { last: Promise<void>; waiting: number; breaks: number };

/** An honest receiver asks twice ahead. */
const MAX_WAITING = 8;

export class FileSender {
  readonly #options: FileSenderOptions;
  readonly #offers = new Map<
    number,
    { readonly files: readonly Kept[]; readonly only: ParticipantId | null }
  >();
  readonly #turns = new Map<ParticipantId, Turn>();

  constructor(options: FileSenderOptions) {
    this.#options = options;
  }

  /** @param only nobody else gets any of it */
  add(offer: number, sources: readonly FileSource[], only: ParticipantId | null = null): void {
    const files = sources.map((source) => ({ source, hashes: [] }));
    this.#offers.set(offer, { files, only });
  }

  /** What is asked for after that is not answered any more. */
  remove(offer: number): void {
    this.#offers.delete(offer);
  }

  hear(from: ParticipantId, message: PeerMessageOf<'files.take' | 'files.check'>): void {
    const turn = this.#turns.get(from) ?? { last: Promise.resolve(), waiting: 0, breaks: 0 };
    this.#turns.set(from, turn);
    if (turn.waiting >= MAX_WAITING) return;
    turn.waiting += 1;
    const { breaks } = turn;
    turn.last = turn.last.then(async () => {
      const isStale = message.type === 'files.take' && turn.breaks !== breaks;
      const problem = isStale ? null : await this.#answer(from, message).catch(problemOf);
      turn.waiting -= 1;
      const { offer, file } = message;
      if (problem !== null) this.#options.send(from, { type: 'files.failed', offer, file, problem });
    });
  }

  async #answer(
    to: ParticipantId,
    message: PeerMessageOf<'files.take' | 'files.check'>,
  ): Promise<FileProblem | null> {
    const { offer, file } = message;
    const offered = this.#offers.get(offer);
    const kept = offered?.files[file];
    const isFor = offered?.only === null || offered?.only === to;
    if (kept === undefined || !isFor) return 'withdrawn';
    if (message.type === 'files.take') {
      await this.#serve(to, kept, message);
      return null;
    }
    this.#options.send(to, { type: 'files.sum', offer, file, sum: await sumOf(kept) });
    return null;
  }

  async #serve(to: ParticipantId, kept: Kept, message: PeerMessageOf<'files.take'>): Promise<void> {
    const { offer, file, from, count } = message;
    const end = Math.min(from + count, blockCount(kept.source.size));
    const blocks = await readBlocks(kept, from, end);
    for (const [at, { bytes, hash }] of blocks.entries()) {
      if (this.#offers.get(offer)?.files[file] !== kept) return;
      const sent = await this.#options.sendBulk(
        to,
        encodeBlock({ offer, file, index: from + at, hash, bytes }),
      );
      if (sent.ok) continue;
      // The connection is gone: what is still wanted is asked for again.
      const turn = this.#turns.get(to);
      if (turn !== undefined) turn.breaks += 1;
      return;
    }
  }
}

async function readBlocks({ source, hashes }: Kept, from: number, end: number) {
  if (end <= from) return [];
  const [{ start }, { end: stop }] = [blockRange(source.size, from), blockRange(source.size, end - 1)];
  const read = new Uint8Array(await source.slice(start, stop).arrayBuffer());
  return Promise.all(
    Array.from({ length: end - from }, async (_, at) => {
      const bytes = read.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      hashes[from + at] = hash;
      return { bytes, hash };
    }),
  );
}

/** Of the hashes of all blocks; those that went out in an earlier run are read once more. */
async function sumOf(kept: Kept): Promise<string> {
  const total = blockCount(kept.source.size);
  for (let from = 0; from < total; from += BLOCKS_AHEAD) {
    const end = Math.min(total, from + BLOCKS_AHEAD);
    const isKnown = Array.from({ length: end - from }, (_, at) => kept.hashes[from + at]).every(Boolean);
    if (!isKnown) await readBlocks(kept, from, end);
  }
  const all = await new Blob(kept.hashes.filter((hash) => hash !== undefined)).arrayBuffer();
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** File API: `NotFoundError` where it has gone, `NotReadableError` where it has changed since it was chosen. */
function problemOf(error: unknown): FileProblem | null {
  const name = error instanceof DOMException ? error.name : '';
  // It is asked for again when it may move.
  if (name === 'AbortError') return null;
  return name === 'NotFoundError' ? 'source-gone' : 'source-changed';
}
