/**
 * Pasting over there waits until what was copied here has got there; whatever is pressed behind it waits with it, in
 * order. Owns the queue, and knows a paste when it passes.
 */

import type { InputCommand, KeyCode } from '@alongside/protocol';

const CONTROL: ReadonlySet<KeyCode> = new Set(['ControlLeft', 'ControlRight', 'MetaLeft', 'MetaRight']);
const SHIFT: ReadonlySet<KeyCode> = new Set(['ShiftLeft', 'ShiftRight']);

type PasteGateOptions = {
  readonly pass: (commands: readonly InputCommand[]) => void;
  /** Resolves when it can be pasted; null where there is nothing to wait for. */
  readonly beforePaste: () => Promise<void> | null;
};

export class PasteGate {
  readonly #options: PasteGateOptions;
  readonly #held = new Set<KeyCode>();
  #waiting: InputCommand[] | null = null;

  constructor(options: PasteGateOptions) {
    this.#options = options;
  }

  send(commands: readonly InputCommand[]): void {
    for (const command of commands) this.#take(command);
  }

  #take(command: InputCommand): void {
    if (command.kind === 'release-all') {
      // Everything is let go of: what waited for a paste is not wanted any more.
      this.#held.clear();
      this.#waiting = null;
      this.#options.pass([command]);
      return;
    }
    if (command.kind === 'key') {
      if (command.down) this.#held.add(command.code);
      else this.#held.delete(command.code);
    }
    if (this.#waiting !== null) {
      this.#waiting.push(command);
      return;
    }
    const ready = this.#isPaste(command) ? this.#options.beforePaste() : null;
    if (ready === null) this.#options.pass([command]);
    else void this.#wait(command, ready);
  }

  async #wait(command: InputCommand, ready: Promise<void>): Promise<void> {
    const queue = [command];
    this.#waiting = queue;
    await ready;
    if (this.#waiting !== queue) return;
    this.#waiting = null;
    this.#options.pass(queue);
  }

  #isPaste(command: InputCommand): boolean {
    if (command.kind !== 'key' || !command.down) return false;
    const isHeld = (keys: ReadonlySet<KeyCode>): boolean => [...this.#held].some((code) => keys.has(code));
    return (command.code === 'KeyV' && isHeld(CONTROL)) || (command.code === 'Insert' && isHeld(SHIFT));
  }
}
