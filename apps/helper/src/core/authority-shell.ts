/**
 * Owns the one state of the authority and runs what it decides. Every event of this machine goes through `dispatch`;
 * what is allowed is decided in packages/session and nowhere here.
 */
import type { Capability, ParticipantId } from '@alongside/protocol';
import {
  initialAuthority,
  mayInject,
  mayUse,
  mayView,
  nextDeadline,
  step,
  type Askers,
  type AuthorityEffect,
  type AuthorityEvent,
  type AuthorityState,
} from '@alongside/session';
import type { Clock } from './ports.ts';

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at'> : never;
export type MachineHappening = WithoutTime<AuthorityEvent>;

type AuthorityShellOptions = {
  readonly clock: Clock;
  readonly askers: Askers;
  readonly run: (effect: AuthorityEffect) => void;
};

export class AuthorityShell {
  readonly #clock: Clock;
  readonly #run: (effect: AuthorityEffect) => void;
  readonly #queue: MachineHappening[] = [];
  #state: AuthorityState;
  #isRunning = false;
  #isClosed = false;
  #cancelTick: () => void = () => undefined;

  constructor({ clock, askers, run }: AuthorityShellOptions) {
    this.#clock = clock;
    this.#state = initialAuthority(askers);
    this.#run = run;
  }

  get state(): AuthorityState {
    return this.#state;
  }

  /** An effect may cause the next event (a prompt that cannot be shown is declined): one after the other, in order. */
  dispatch(happening: MachineHappening): void {
    if (this.#isClosed) return;
    this.#queue.push(happening);
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#take(next);
    } finally {
      this.#isRunning = false;
      this.#planTick();
    }
  }

  /** Asked for every single frame of input. */
  mayInject(frame: Omit<Parameters<typeof mayInject>[1], 'at'>): boolean {
    return !this.#isClosed && mayInject(this.#state, { ...frame, at: this.#clock.now() });
  }

  mayUse(peer: ParticipantId, capability: Capability): boolean {
    return !this.#isClosed && mayUse(this.#state, { peer, capability, at: this.#clock.now() });
  }

  mayView(peer: ParticipantId): boolean {
    return !this.#isClosed && mayView(this.#state, peer);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTick();
  }

  #take(happening: MachineHappening): void {
    const event: AuthorityEvent = { ...happening, at: this.#clock.now() };
    const next = step(this.#state, event);
    this.#state = next.state;
    for (const effect of next.effects) this.#run(effect);
  }

  #planTick(): void {
    this.#cancelTick();
    const due = nextDeadline(this.#state);
    if (due === null || this.#isClosed) return;
    const delayMs = Math.max(0, due - this.#clock.now());
    this.#cancelTick = this.#clock.after(delayMs, () => this.dispatch({ type: 'tick' }));
  }
}
