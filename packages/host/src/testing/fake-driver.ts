/** A machine of paper: an `InputDriver` that remembers what was done to it. For tests of what builds on the port. */
import { ok, type KeyCode, type MouseButton } from '@alongside/protocol';
import { heldId, type InputDriver, type InputResult, type PixelPoint } from '../input/input-driver.ts';

export class FakeDriver implements InputDriver {
  readonly kind = 'x11';
  /** Everything that happened, in order, in words. */
  readonly log: string[] = [];
  readonly down = new Set<string>();
  at: PixelPoint = { x: 0, y: 0 };
  /** Awaited in each call, so that a test can hold the machine up. */
  delay: () => Promise<unknown> = async () => undefined;
  /** What each call answers after it took effect. */
  answer: () => Awaited<InputResult> = () => ok();

  readonly move = (to: PixelPoint): InputResult =>
    this.#act(`move ${to.x},${to.y}`, () => {
      this.at = to;
    });

  readonly button = (button: MouseButton, down: boolean): InputResult =>
    this.#toggle(heldId({ kind: 'button', button }), down);

  readonly key = (code: KeyCode, down: boolean): InputResult =>
    this.#toggle(heldId({ kind: 'key', code }), down);

  readonly wheel = (dx: number, dy: number): InputResult => this.#act(`wheel ${dx},${dy}`);

  readonly type = async (text: string, signal?: AbortSignal): InputResult => {
    for (const character of text) {
      if (signal?.aborted === true) break;
      await this.#act(`type ${character}`);
    }
    return ok();
  };

  readonly pointer = async () => ok(this.at);
  readonly sample = async () => ok({ pointer: this.at, pressed: new Set(this.down) });
  readonly watchDevices = async () => () => undefined;
  readonly close = async () => undefined;

  #toggle(id: string, down: boolean): InputResult {
    return this.#act(`${down ? 'down' : 'up'} ${id}`, () => {
      if (down) this.down.add(id);
      else this.down.delete(id);
    });
  }

  async #act(words: string, effect: () => void = () => undefined): InputResult {
    await this.delay();
    effect();
    this.log.push(words);
    return this.answer();
  }
}
