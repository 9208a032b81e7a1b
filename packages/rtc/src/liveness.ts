/**
 * Is the wire alive? The browser takes five seconds and more to say that it is not; we want to know within three.
 * Owns the beats and the judgement; what follows from it is the peer's matter.
 */
import type { Clock } from './clock.ts';

const BEAT_MS = 500;
/** Without a beat for this long we look whether packets come at all: the other page may only be busy. */
const DOUBT_MS = 1_400;
const SILENT_MS = 2_400;
/** Our own page slept: the silence says nothing about the other end. */
const SLEPT_MS = 3_000;

type LivenessOptions = {
  readonly clock: Clock;
  readonly beat: () => void;
  /** Grows with every packet that comes in: our own beats are acknowledged below the page. */
  readonly packets: () => Promise<number>;
  readonly onChange: (state: 'silent' | 'alive') => void;
};

export class Liveness {
  readonly #options: LivenessOptions;
  #heardAt: number;
  #tickedAt: number;
  #packets: number | null = null;
  #isSilent = false;
  #stopTimer: (() => void) | null = null;
  #closed = false;

  constructor(options: LivenessOptions) {
    this.#options = options;
    this.#heardAt = options.clock.now();
    this.#tickedAt = this.#heardAt;
    this.#schedule();
  }

  /** Anything at all came from the peer. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.#packets = null;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#options.onChange('alive');
  }

  /** The browser says that the path is gone. */
  suspect(): void {
    if (this.#isSilent || this.#closed) return;
    this.#isSilent = true;
    this.#options.onChange('silent');
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
  }

  #schedule(): void {
    this.#stopTimer = this.#options.clock.after(BEAT_MS, () => void this.#tick());
  }

  async #tick(): Promise<void> {
    const now = this.#options.clock.now();
    if (now - this.#tickedAt > SLEPT_MS) this.#heardAt = now;
    this.#tickedAt = now;
    this.#options.beat();
    if (now - this.#heardAt >= DOUBT_MS) await this.#doubt(now);
    if (!this.#closed) this.#schedule();
  }

  async #doubt(now: number): Promise<void> {
    const packets = await this.#options.packets();
    if (this.#closed) return;
    const hasGrown = this.#packets !== null && packets > this.#packets;
    if (hasGrown) return this.heard();
    this.#packets = packets;
    if (now - this.#heardAt >= SILENT_MS) this.suspect();
  }
}
