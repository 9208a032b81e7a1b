/** Keeps a sender under the relay's rate limit, in order. Owns what waits, and nothing of what it means. */
import { RELAY_LIMITS } from '@alongside/protocol';
import type { Clock } from './clock.ts';

/** Four fifths of the limit: the relay's second does not begin when ours does. */
const PER_SECOND = Math.floor(RELAY_LIMITS.messagesPerSecond * 0.8);
const WINDOW_MS = 1_000;

export class Pacer {
  readonly #clock: Clock;
  readonly #send: (text: string) => void;
  readonly #waiting: string[] = [];
  #sentAt: number[] = [];
  #stopTimer: (() => void) | null = null;

  constructor(clock: Clock, send: (text: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  push(text: string): void {
    this.#waiting.push(text);
    if (this.#stopTimer === null) this.#drain();
  }

  /** The last words before a socket is closed wait for nothing. */
  flush(): void {
    this.#stop();
    for (const text of this.#waiting.splice(0)) this.#send(text);
  }

  close(): void {
    this.#stop();
    this.#waiting.length = 0;
  }

  #drain(): void {
    const now = this.#clock.now();
    this.#sentAt = this.#sentAt.filter((at) => at > now - WINDOW_MS);
    while (this.#sentAt.length < PER_SECOND) {
      const text = this.#waiting.shift();
      if (text === undefined) return;
      this.#sentAt.push(now);
      this.#send(text);
    }
    const [oldest = now] = this.#sentAt;
    if (this.#waiting.length === 0) return;
    this.#stopTimer = this.#clock.after(Math.max(1, oldest + WINDOW_MS - now), () => {
      this.#stopTimer = null;
      this.#drain();
    });
  }

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }
}
