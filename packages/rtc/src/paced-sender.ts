/** One reliable channel's outgoing side: in order, no faster than the other end takes it, never without bound. */
import { fail, ok, type Result } from '@alongside/protocol';
import type { SendCode } from './types.ts';

type SendPort = {
  readonly isOpen: () => boolean;
  readonly bufferedAmount: () => number;
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => void;
};

export type PaceLimits = {
  /** Above this the channel gets no more until it says that it is low. */
  readonly highWaterBytes: number;
  /** Messages that may wait; the one after is refused with `backlog`. */
  readonly maxWaiting: number;
};

type Waiting = {
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly settle: (result: Result<undefined, SendCode>) => void;
};

export class PacedSender {
  readonly #port: SendPort;
  readonly #limits: PaceLimits;
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(port: SendPort, limits: PaceLimits) {
    this.#port = port;
    this.#limits = limits;
  }

  /** Resolves when the channel has taken it. */
  send(data: string | Uint8Array<ArrayBuffer>): Promise<Result<undefined, SendCode>> {
    if (this.#closed || !this.#port.isOpen()) return Promise.resolve(fail('not-connected'));
    if (this.#waiting.length >= this.#limits.maxWaiting) return Promise.resolve(fail('backlog'));
    return new Promise((settle) => {
      this.#waiting.push({ data, settle });
      this.drain();
    });
  }

  /** The channel is low again. */
  drain(): void {
    while (!this.#closed && this.#port.bufferedAmount() < this.#limits.highWaterBytes) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      next.settle(this.#hand(next.data));
    }
  }

  close(): void {
    this.#closed = true;
    for (const { settle } of this.#waiting.splice(0)) settle(fail('not-connected'));
  }

  #hand(data: string | Uint8Array<ArrayBuffer>): Result<undefined, SendCode> {
    if (!this.#port.isOpen()) return fail('not-connected');
    try {
      this.#port.send(data);
      return ok();
    } catch {
      // The channel closed in between, or its own buffer is full: either way this was not sent.
      return fail('not-connected');
    }
  }
}
