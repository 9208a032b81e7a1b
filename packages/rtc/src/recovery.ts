/**
 * When to try what, as long as a peer is not connected: one step after the other, by the clock. Owns the timetable;
 * what a step does is the peer's matter.
 */
import type { Clock } from './clock.ts';

export type RecoveryStep =
  /** Find another path for the connection that there is. */
  | 'restart'
  /** Begin a new connection, or ask the initiator for one. */
  | 'renew'
  /** It has been too long. */
  | 'expire';

type RecoveryKind = 'connecting' | 'lost';

/** One minute, as grants wait for a lost peer. */
const GONE_AFTER_MS = 60_000;
/** A path is found within seconds or not at all. */
const RESTART_TIME_MS = { initiator: 4_000, other: 6_000 };
/** Ten seconds of a bad network are enough for one attempt; the asking side waits longer, lest the two cross. */
const RENEW_EVERY_MS = { initiator: 8_000, other: 11_000 };
/** The initiator's first offer is on its way; asking too early would only make a second one. */
const FIRST_ASK_MS = 2_000;

type RecoveryOptions = {
  readonly clock: Clock;
  readonly initiator: boolean;
  readonly step: (step: RecoveryStep) => void;
};

export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #side: 'initiator' | 'other';
  #stopStep: () => void = () => undefined;
  #stopExpiry: () => void = () => undefined;
  #isRunning = false;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    this.#side = options.initiator ? 'initiator' : 'other';
  }

  begin(kind: RecoveryKind): void {
    this.stop();
    this.#isRunning = true;
    const { clock, initiator, step } = this.#options;
    if (kind === 'lost') {
      this.#stopExpiry = clock.after(GONE_AFTER_MS, () => {
        this.stop();
        step('expire');
      });
      this.#renewAfter(RESTART_TIME_MS[this.#side]);
      step('restart');
    } else if (initiator) this.nudge();
    else this.#renewAfter(FIRST_ASK_MS);
  }

  /** The way to the peer is open again: no use in waiting for the next step. */
  nudge(): void {
    if (!this.#isRunning) return;
    this.#renewAfter(RENEW_EVERY_MS[this.#side]);
    this.#options.step('renew');
  }

  /** A new connection is under way: give it its time. */
  postpone(): void {
    if (this.#isRunning) this.#renewAfter(RENEW_EVERY_MS[this.#side]);
  }

  stop(): void {
    this.#isRunning = false;
    this.#stopStep();
    this.#stopExpiry();
  }

  #renewAfter(ms: number): void {
    this.#stopStep();
    this.#stopStep = this.#options.clock.after(ms, () => this.nudge());
  }
}
