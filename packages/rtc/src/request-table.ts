/** Requests that wait for the relay's answer. Owns their numbers and their end; sends nothing itself. */
import { fail, ok, type RelayMessage, type Result } from '@alongside/protocol';
import type { Clock } from './clock.ts';
import type { RequestCode } from './types.ts';

const ANSWER_TIMEOUT_MS = 5_000;

type Waiting = {
  readonly settle: (answer: Result<RelayMessage, RequestCode>) => void;
  readonly stopTimer: () => void;
};

export class RequestTable {
  readonly #waiting = new Map<number, Waiting>();
  readonly #clock: Clock;
  readonly #onTimeout: () => void;
  #last = 0;

  /** `onTimeout`: an answer failed to come, so the socket is probably dead. */
  constructor(clock: Clock, onTimeout: () => void) {
    this.#clock = clock;
    this.#onTimeout = onTimeout;
  }

  /** The number for the next request, and its answer: that of the relay, or `offline`. */
  open(): { readonly id: number; readonly answer: Promise<Result<RelayMessage, RequestCode>> } {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<Result<RelayMessage, RequestCode>>((settle) => {
      const stopTimer = this.#clock.after(ANSWER_TIMEOUT_MS, () => {
        this.#settle(id, fail('offline'));
        this.#onTimeout();
      });
      this.#waiting.set(id, { settle, stopTimer });
    });
    return { id, answer };
  }

  /** False where nobody waits for it: a second answer, a late one, or one that was never asked for. */
  answer(re: number, message: RelayMessage): boolean {
    return this.#settle(re, message.type === 'error' ? fail(message.code) : ok(message));
  }

  /** The socket is gone: nobody knows what became of these. */
  failAll(): void {
    for (const id of this.#waiting.keys()) this.#settle(id, fail('offline'));
  }

  #settle(id: number, answer: Result<RelayMessage, RequestCode>): boolean {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return false;
    this.#waiting.delete(id);
    waiting.stopTimer();
    waiting.settle(answer);
    return true;
  }
}
