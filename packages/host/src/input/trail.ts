/**
 * What we did to one thing of the machine (the pointer, a key), in order, as far as the system may not have shown it
 * yet. Owns the judgement whether a sight is ours; knows neither devices nor why we acted.
 *
 * A system may show our acts late, but only in their order: a window manager that holds clicks back until it has moved
 * the focus, a busy server. So each sight is looked for from the last one on, and what lies before it is over.
 */

/** Longer than any healthy machine lags behind. What was overtaken so long ago and is shown now was somebody else's. */
const MAX_LAG_MS = 2_000;
/** The same while things are shown just as we left them: there is no sign of a lag then, only a chance of one. */
const MAX_UNSEEN_LAG_MS = 300;
/** More than fit into one poll, whatever the flood. */
const MAX_STEPS = 4_096;

type Step<T> = {
  readonly value: T;
  readonly begunAt: number;
  /** When a later step had happened; infinite while this one may be how things are. */
  overtakenAt: number;
  isUnderWay: boolean;
};

/** Says whether the step has happened. Where that is unknown it is not called: both are possible then. */
export type Settle = (hasHappened: boolean) => void;

export class Trail<T> {
  readonly #now: () => number;
  #steps: Step<T>[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether nothing but how things are now can be shown any more. */
  get isSettled(): boolean {
    return this.#steps.length <= 1;
  }

  get isUnknown(): boolean {
    return this.#steps.length === 0;
  }

  /** The latest that we did. */
  get last(): T | undefined {
    return this.#steps.at(-1)?.value;
  }

  /** To be called before the act: it may show while it is still under way. */
  begin(value: T): Settle {
    this.#forgetOvertaken(this.#now() - MAX_LAG_MS);
    const step = this.#step(value, this.#now(), true);
    this.#steps.push(step);
    return (hasHappened) => {
      step.isUnderWay = false;
      if (hasHappened) this.#overtakeAllBefore(step);
      // One that everything before it was given up for has been seen, so it did happen.
      else if (this.#steps[0] !== step) this.#steps = this.#steps.filter((other) => other !== step);
    };
  }

  /** Whether a sight that was asked for at `askedAt` can be explained by us alone. */
  admits(isShown: (value: T) => boolean, askedAt: number): boolean {
    const last = this.#steps.at(-1);
    const isAsLeft = last !== undefined && isShown(last.value);
    this.#forgetOvertaken(askedAt - (isAsLeft ? MAX_UNSEEN_LAG_MS : MAX_LAG_MS));
    // The earliest that fits: a later one may still be to come.
    const shown = this.#steps.findIndex(({ value }) => isShown(value));
    if (shown > 0) this.#steps.splice(0, shown);
    return shown >= 0;
  }

  /** From `askedAt` on things are as `value` says, or as we make them from then on. */
  startOver(value: T, askedAt: number): void {
    const later = this.#steps.filter(({ isUnderWay, begunAt }) => isUnderWay || begunAt >= askedAt);
    this.#steps = [this.#step(value, askedAt, false), ...later];
  }

  #step(value: T, begunAt: number, isUnderWay: boolean): Step<T> {
    return { value, begunAt, isUnderWay, overtakenAt: Number.POSITIVE_INFINITY };
  }

  #overtakeAllBefore(step: Step<T>): void {
    const at = this.#now();
    for (let index = this.#steps.indexOf(step) - 1; index >= 0; index -= 1) {
      const earlier = this.#steps[index];
      if (earlier === undefined || earlier.overtakenAt <= at) return;
      earlier.overtakenAt = at;
    }
  }

  #forgetOvertaken(before: number): void {
    const tooMany = this.#steps.length - MAX_STEPS;
    const kept = this.#steps.findIndex(({ overtakenAt }, index) => index > tooMany && overtakenAt >= before);
    if (kept > 0) this.#steps.splice(0, kept);
  }
}
