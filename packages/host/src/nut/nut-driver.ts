/**
 * Injection through nut-js: all of it on Windows and macOS, the pointer on X11. Owns the translation of its exceptions
 * into codes; must not know which system's quirks come from where but for the units of the wheel.
 *
 * Positions go to the system as they are. On X11 these are root coordinates over all monitors. On Windows they are
 * physical only in a process that is aware of the DPI of each monitor: Electron is; plain Node is not, and there
 * Windows scales positions by the primary monitor's factor.
 * macOS knows points only, so a display's bounds are given in points there.
 * https://learn.microsoft.com/windows/win32/hidpi/high-dpi-desktop-application-development-on-windows
 */
import { fail, ok, type KeyCode, type MouseButton, type Result } from '@alongside/protocol';
import type { InputDriver, InputFault, InputResult, PixelPoint } from '../input/input-driver.ts';
import { loadNut, type Nut } from './load-nut.ts';
import { NUT_KEYS } from './nut-keys.ts';

/** What `scrollMouse` takes for one notch: wheel delta on Windows, pixels on macOS, clicks of a button on X11. */
const UNITS_PER_NOTCH: Readonly<Partial<Record<NodeJS.Platform, number>>> = { win32: 120, darwin: 30 };

export async function createNutDriver(): Promise<Result<InputDriver, 'unsupported'>> {
  const nut = await loadNut();
  return nut.ok ? ok(new NutDriver(nut.value)) : nut;
}

class NutDriver implements InputDriver {
  readonly kind = 'nut';
  readonly #nut: Nut;
  #isOpen = true;
  #wheelRest = { x: 0, y: 0 };

  constructor(nut: Nut) {
    this.#nut = nut;
  }

  readonly move = (to: PixelPoint): InputResult =>
    this.#inject(async () => {
      const { mouse, Point } = this.#nut;
      await mouse.setPosition(new Point(to.x, to.y));
      if (process.platform !== 'win32') return;
      // Windows takes 65,536ths of the primary display, cut off: it may stop one pixel short of where it was sent.
      const at = await mouse.getPosition();
      const short = { x: to.x - at.x === 1 ? 1 : 0, y: to.y - at.y === 1 ? 1 : 0 };
      if (short.x + short.y > 0) await mouse.setPosition(new Point(to.x + short.x, to.y + short.y));
    });

  readonly button = (button: MouseButton, down: boolean): InputResult => {
    const { mouse, Button } = this.#nut;
    const which = { left: Button.LEFT, middle: Button.MIDDLE, right: Button.RIGHT }[button];
    return this.#inject(() => (down ? mouse.pressButton(which) : mouse.releaseButton(which)));
  };

  readonly wheel = (dx: number, dy: number): InputResult =>
    this.#inject(async () => {
      const { mouse } = this.#nut;
      const unit = UNITS_PER_NOTCH[process.platform] ?? 1;
      const x = this.#wheelRest.x + dx * unit;
      const y = this.#wheelRest.y + dy * unit;
      const [wholeX, wholeY] = [Math.trunc(x), Math.trunc(y)];
      this.#wheelRest = { x: x - wholeX, y: y - wholeY };
      if (wholeY !== 0) await (wholeY > 0 ? mouse.scrollDown(wholeY) : mouse.scrollUp(-wholeY));
      // Its left and right are the wrong way round, on all three systems alike.
      if (wholeX !== 0) await (wholeX > 0 ? mouse.scrollLeft(wholeX) : mouse.scrollRight(-wholeX));
    });

  readonly key = async (code: KeyCode, down: boolean): InputResult => {
    const name = NUT_KEYS[code];
    // On X11 its own Xlib ends the whole process at a key that the layout lacks (F13, say): keys are XTEST's there.
    if (name === null || process.platform === 'linux') return fail('unsupported-key');
    const { keyboard, Key } = this.#nut;
    return this.#inject(() => (down ? keyboard.pressKey(Key[name]) : keyboard.releaseKey(Key[name])));
  };

  readonly type = async (text: string, signal?: AbortSignal): InputResult => {
    if (process.platform === 'linux') return fail('unsupported-text');
    return this.#inject(async () => {
      // By the character rather than at once, so that an abort finds a place to stop.
      for (const character of text.replaceAll('\r\n', '\n')) {
        if (signal?.aborted === true) return;
        await this.#typeOne(character);
      }
    });
  };

  readonly pointer = async (): Promise<Result<PixelPoint, InputFault>> => {
    if (!this.#isOpen) return fail('closed');
    try {
      const { x, y } = await this.#nut.mouse.getPosition();
      return ok({ x, y });
    } catch {
      return fail('injection-failed');
    }
  };

  // nut-js can tell where the pointer is, but not what is pressed.
  readonly sample: InputDriver['sample'] = async () => {
    const pointer = await this.pointer();
    return pointer.ok ? ok({ pointer: pointer.value, pressed: new Set<string>() }) : pointer;
  };

  readonly watchDevices: InputDriver['watchDevices'] = async () => () => undefined;

  readonly close = async (): Promise<void> => {
    this.#isOpen = false;
  };

  /** Line breaks and tabs are keys: programs do not take them as typed characters. */
  async #typeOne(character: string): Promise<void> {
    const { keyboard, Key } = this.#nut;
    const key = { '\n': Key.Return, '\r': Key.Return, '\t': Key.Tab, '\b': Key.Backspace }[character];
    if (key === undefined) {
      await keyboard.type(character);
      return;
    }
    await keyboard.pressKey(key);
    await keyboard.releaseKey(key);
  }

  async #inject(act: () => Promise<unknown>): InputResult {
    if (!this.#isOpen) return fail('closed');
    try {
      await act();
      return ok();
    } catch {
      // The native module throws for a single event (a protected window, a locked screen): that event is dropped.
      return fail('injection-failed');
    }
  }
}
