/** A connection for tests: in order, with the channel's back-pressure, and cut at any moment, when what was under way is lost. */
import { fail, ok, type Result } from '@alongside/protocol';

/** As the `bulk` channel has it. */
const HIGH_WATER_BYTES = 1024 * 1024;
/** Delivered between two turns of the event loop. */
const AT_ONCE = 4;

type Item = {
  readonly bytes: number;
  readonly deliver: () => void;
  readonly settle: (isSent: boolean) => void;
};

export class Line {
  /** All that was accepted to be sent, delivered or not. */
  sentBytes = 0;
  #queue: Item[] = [];
  #isUp = true;
  #isRunning = false;

  get isUp(): boolean {
    return this.#isUp;
  }

  say(deliver: () => void): void {
    if (this.#isUp) this.#put({ bytes: 0, deliver, settle: () => undefined });
  }

  async send(bytes: Uint8Array, deliver: () => void): Promise<Result<undefined, 'not-connected'>> {
    if (!this.#isUp) return fail('not-connected');
    this.sentBytes += bytes.length;
    const isSent = await new Promise<boolean>((resolve) => {
      this.#put({ bytes: bytes.length, deliver, settle: resolve });
      // With room left the next may come at once.
      if (this.#waiting < HIGH_WATER_BYTES) resolve(true);
    });
    return isSent ? ok(undefined) : fail('not-connected');
  }

  cut(): void {
    this.#isUp = false;
    const lost = this.#queue;
    this.#queue = [];
    for (const { settle } of lost) settle(false);
  }

  mend(): void {
    this.#isUp = true;
  }

  get #waiting(): number {
    return this.#queue.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #put(item: Item): void {
    this.#queue.push(item);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#queue.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const { deliver, settle } of this.#queue.splice(0, AT_ONCE)) {
        deliver();
        settle(true);
      }
    }
    this.#isRunning = false;
  }
}
