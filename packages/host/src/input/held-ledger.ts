/**
 * Which keys and buttons our side holds down, and the way to let go of all of them. Every press and release of a
 * session goes through here; must not know why.
 */
import { MODIFIER_CODES, ok, type KeyCode } from '@alongside/protocol';
import { heldId, type HeldInput, type InputDriver, type InputResult } from './input-driver.ts';
import { Trail } from './trail.ts';

/** What the ledger needs of a driver. */
export type Holding = Pick<InputDriver, 'key' | 'button'>;

const MODIFIERS: ReadonlySet<KeyCode> = new Set(MODIFIER_CODES);

export class HeldLedger {
  readonly #driver: Holding;
  readonly #now: () => number;
  readonly #held = new Map<string, HeldInput>();
  /** By id, whether we had it down, in order: what was released lately may still be seen down. */
  readonly #trails = new Map<string, Trail<boolean>>();
  #releasing: Promise<void> | undefined;

  constructor(driver: Holding, now: () => number = () => performance.now()) {
    this.#driver = driver;
    this.#now = now;
  }

  get held(): readonly HeldInput[] {
    return [...this.#held.values()];
  }

  /** Presses. A key that is held already is pressed again, as the system repeats it; a button is not. */
  async down(input: HeldInput): InputResult {
    const id = heldId(input);
    if (input.kind === 'button' && this.#held.has(id)) return ok();
    const wasHeld = this.#held.has(id);
    // Entered before the call: whatever happens in the middle of it, the key is let go later.
    // A fresh entry each time tells this press from one that is being released just now.
    this.#held.set(id, { ...input });
    const pressed = await this.#inject(input, true);
    if (!pressed.ok && pressed.code === 'unsupported-key' && !wasHeld) this.#held.delete(id);
    return pressed;
  }

  /** Releases. What is not held is not ours to release: dropped. */
  async up(input: HeldInput): InputResult {
    const id = heldId(input);
    const entry = this.#held.get(id);
    if (entry === undefined) return ok();
    const released = await this.#inject(input, false);
    if (released.ok) this.#forget(entry);
    return released;
  }

  /**
   * Lets go of everything: buttons, then keys, then modifiers, the latest first, so that a release is not taken for a
   * shortcut. Never rejects; a release that the system refuses twice is given up.
   */
  releaseAll(): Promise<void> {
    this.#releasing ??= this.#releaseEach().finally(() => {
      this.#releasing = undefined;
    });
    return this.#releasing;
  }

  /** What of `pressed`, which was asked for at `askedAt` by the ledger's clock, cannot be of our doing. */
  notOurs(pressed: ReadonlySet<string>, askedAt: number): readonly string[] {
    const ours = new Set<string>();
    for (const [id, trail] of this.#trails) {
      const isDown = pressed.has(id);
      if (trail.admits((wasDown) => wasDown === isDown, askedAt)) ours.add(id);
      if (trail.isSettled && trail.last === false) this.#trails.delete(id);
    }
    return [...pressed].filter((id) => !ours.has(id));
  }

  async #releaseEach(): Promise<void> {
    while (this.#held.size > 0) {
      // Stable, so each kind keeps the latest first. Looked at anew each round: a press may still have been under way.
      const next = this.held.toReversed().toSorted((a, b) => releaseRank(a) - releaseRank(b))[0];
      if (next === undefined) return;
      const released = await this.#inject(next, false);
      if (!released.ok) await this.#inject(next, false);
      this.#forget(next);
    }
  }

  async #inject(input: HeldInput, down: boolean): InputResult {
    const settle = this.#trailOf(heldId(input)).begin(down);
    const done = await (input.kind === 'key'
      ? this.#driver.key(input.code, down)
      : this.#driver.button(input.button, down));
    if (done.ok || done.code === 'unsupported-key') settle(done.ok);
    return done;
  }

  #trailOf(id: string): Trail<boolean> {
    const known = this.#trails.get(id);
    if (known !== undefined) return known;
    const trail = new Trail<boolean>(this.#now);
    trail.startOver(false, this.#now());
    this.#trails.set(id, trail);
    return trail;
  }

  #forget(entry: HeldInput): void {
    const id = heldId(entry);
    if (this.#held.get(id) === entry) this.#held.delete(id);
  }
}

function releaseRank(input: HeldInput): number {
  if (input.kind === 'button') return 0;
  return MODIFIERS.has(input.code) ? 2 : 1;
}
