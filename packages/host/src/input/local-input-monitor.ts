/**
 * Tells when the person at the machine uses mouse or keyboard, apart from what we inject. Compares what the system
 * shows with what we did; owns the poll and the memory of our own pointer moves, decides nothing about the pause.
 *
 * A sample shows one moment between asking and the answer. Whatever we did that could be visible at any moment of that
 * span is ours: positions that were not yet replaced when we asked, and keys that were not yet released.
 */
import type { HeldLedger } from './held-ledger.ts';
import type { InputDriver, PixelPoint, PresenceSample } from './input-driver.ts';

const POLL_MS = 30;
/** Systems that round positions by a display scale report a neighbour of the pixel that was asked for. */
const ROUNDING_PX: Readonly<Record<InputDriver['kind'], number>> = { x11: 0, nut: 2 };
/** A flood of moves leaves this many behind at most: more than fit into one poll. */
const MAX_TRAIL = 4_096;

export type LocalInputMonitorOptions = {
  readonly driver: Pick<InputDriver, 'kind' | 'sample' | 'watchDevices'>;
  readonly ledger: Pick<HeldLedger, 'heldSince'>;
  /** Called at each poll in which the person is found at work. */
  readonly onLocalInput: () => void;
  readonly now?: () => number;
};

type Step = PixelPoint & {
  readonly madeAt: number;
  /** Infinite while the pointer may still be here. */
  replacedAt: number;
  isUnderWay: boolean;
};

export class LocalInputMonitor {
  readonly #options: LocalInputMonitorOptions;
  readonly #now: () => number;
  /** Where the pointer may rightly be: the last place we know of, and the ones that we moved it from since. */
  #trail: Step[] = [];
  /** Held by the person when we began to watch, until let go: old news. */
  #ignored: ReadonlySet<string> = new Set();
  #watch: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LocalInputMonitorOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
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
      this.#settleAt(first.value.pointer, since);
      const ours = ledger.heldSince(since);
      this.#ignored = new Set([...first.value.pressed].filter((id) => !ours.has(id)));
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
    this.#trail = [];
  }

  /** We are about to move the pointer. Call before the driver does, and the answer when it has, or could not. */
  expectMove(to: PixelPoint): (isMoved: boolean) => void {
    const step = { ...to, madeAt: this.#now(), replacedAt: Number.POSITIVE_INFINITY, isUnderWay: true };
    if (this.#watch === undefined) return () => undefined;
    this.#trail.push(step);
    if (this.#trail.length > MAX_TRAIL) this.#trail.shift();
    return (isMoved) => {
      step.isUnderWay = false;
      if (!isMoved) this.#trail = this.#trail.filter((other) => other !== step);
      else this.#replaceAllBefore(step);
    };
  }

  #replaceAllBefore(step: Step): void {
    const at = this.#now();
    for (const earlier of this.#trail.slice(0, Math.max(0, this.#trail.indexOf(step))))
      earlier.replacedAt = Math.min(earlier.replacedAt, at);
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

  #isForeign(sample: PresenceSample, since: number): boolean {
    const ours = this.#options.ledger.heldSince(since);
    const foreign = [...sample.pressed].filter((id) => !ours.has(id));
    this.#ignored = new Set(foreign.filter((id) => this.#ignored.has(id)));
    const isPressed = foreign.some((id) => !this.#ignored.has(id));

    this.#trail = this.#trail.filter(({ replacedAt }) => replacedAt >= since);
    const tolerance = ROUNDING_PX[this.#options.driver.kind];
    const { pointer } = sample;
    const isMoved = !this.#trail.some(
      ({ x, y }) => Math.abs(x - pointer.x) <= tolerance && Math.abs(y - pointer.y) <= tolerance,
    );
    if (isMoved) this.#settleAt(pointer, since);
    return isPressed || isMoved;
  }

  /** From here on the pointer belongs there, or where we move it from now on. */
  #settleAt(pointer: PixelPoint, since: number): void {
    const settled = {
      ...pointer,
      madeAt: since,
      replacedAt: Number.POSITIVE_INFINITY,
      isUnderWay: false,
    };
    this.#trail = [settled, ...this.#trail.filter((step) => step.isUnderWay || step.madeAt >= since)];
  }
}

export function createLocalInputMonitor(options: LocalInputMonitorOptions): LocalInputMonitor {
  return new LocalInputMonitor(options);
}
