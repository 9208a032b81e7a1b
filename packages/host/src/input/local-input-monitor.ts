/**
 * Tells when the person at the machine uses mouse or keyboard, apart from what we inject. Compares what the system
 * shows with what we did; owns the poll and the memory of our own pointer moves, decides nothing about the pause.
 *
 * Where the system tells physical devices from injection, their events count at once. Samples are for the rest, which
 * is input by other programs; they may show what we did late, but never in another order.
 */
import type { HeldLedger } from './held-ledger.ts';
import type { InputDriver, PixelPoint, PresenceSample } from './input-driver.ts';
import { Trail, type Settle } from './trail.ts';

const POLL_MS = 30;
/** Systems that round positions by a display scale report a neighbour of the pixel that was asked for. */
const ROUNDING_PX: Readonly<Record<InputDriver['kind'], number>> = { x11: 0, nut: 2 };
export type LocalInputMonitorOptions = {
  readonly driver: Pick<InputDriver, 'kind' | 'sample' | 'watchDevices'>;
  readonly ledger: Pick<HeldLedger, 'notOurs'>;
  /** Called at each poll in which the person is found at work. */
  readonly onLocalInput: () => void;
  readonly now?: () => number;
};

export class LocalInputMonitor {
  readonly #options: LocalInputMonitorOptions;
  readonly #now: () => number;
  /** Where the pointer may rightly be. Kept while unarmed too: a move may be under way when the watch begins. */
  readonly #trail: Trail<PixelPoint>;
  /** Held by the person when we began to watch, until let go: old news. */
  #ignored: ReadonlySet<string> = new Set();
  #watch: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LocalInputMonitorOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#trail = new Trail(this.#now);
  }

  /** Begins to watch from how things are now. Resolves when it does. */
  async arm(): Promise<void> {
    if (this.#watch !== undefined) return;
    const watch = new AbortController();
    this.#watch = watch;
    const { driver, ledger } = this.#options;
    const since = this.#now();
    const first = await driver.sample();
    if (watch.signal.aborted) return;
    if (first.ok) {
      this.#isMoved(first.value.pointer, since);
      this.#ignored = new Set(ledger.notOurs(first.value.pressed, since));
    }
    const unwatch = await driver.watchDevices(() => {
      if (!watch.signal.aborted) this.#options.onLocalInput();
    });
    if (watch.signal.aborted) return unwatch();
    watch.signal.addEventListener('abort', unwatch, { once: true });
    this.#pollLater(watch.signal);
  }

  disarm(): void {
    this.#watch?.abort();
    this.#watch = undefined;
    clearTimeout(this.#timer);
  }

  /** We are about to move the pointer. Call before the driver does, and the answer when it has, or could not. */
  expectMove(to: PixelPoint): Settle {
    return this.#trail.begin(to);
  }

  #pollLater(signal: AbortSignal): void {
    this.#timer = setTimeout(() => void this.#poll(signal), POLL_MS);
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const since = this.#now();
    const sample = await this.#options.driver.sample();
    if (signal.aborted) return;
    if (sample.ok && this.#isForeign(sample.value, since)) this.#options.onLocalInput();
    if (!signal.aborted) this.#pollLater(signal);
  }

  #isForeign({ pressed, pointer }: PresenceSample, since: number): boolean {
    const foreign = this.#options.ledger.notOurs(pressed, since);
    this.#ignored = new Set(foreign.filter((id) => this.#ignored.has(id)));
    const isPressed = foreign.some((id) => !this.#ignored.has(id));
    return this.#isMoved(pointer, since) || isPressed;
  }

  /** Whether somebody else has moved the pointer; from here on it belongs where it is. */
  #isMoved(pointer: PixelPoint, since: number): boolean {
    const tolerance = ROUNDING_PX[this.#options.driver.kind];
    const isHere = ({ x, y }: PixelPoint): boolean =>
      Math.abs(x - pointer.x) <= tolerance && Math.abs(y - pointer.y) <= tolerance;
    if (this.#trail.admits(isHere, since)) return false;
    const { isUnknown } = this.#trail;
    this.#trail.startOver(pointer, since);
    return !isUnknown;
  }
}

export function createLocalInputMonitor(options: LocalInputMonitorOptions): LocalInputMonitor {
  return new LocalInputMonitor(options);
}
