/** Seconds of a recording: stands still while it is paused. */
export class MediaClock {
  readonly #now: () => number;
  #before = 0;
  #since: number | null = null;

  /** @param now milliseconds that never go back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get isRunning(): boolean {
    return this.#since !== null;
  }

  get seconds(): number {
    return this.#before + (this.#since === null ? 0 : (this.#now() - this.#since) / 1000);
  }

  run(): void {
    this.#since ??= this.#now();
  }

  pause(): void {
    this.#before = this.seconds;
    this.#since = null;
  }
}
