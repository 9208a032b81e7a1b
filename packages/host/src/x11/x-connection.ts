// Our own types of x11 must be found by whoever compiles this file, and only a reference does that for an untyped package.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./x11.d.ts" />
/**
 * One connection to an X server, with promises. Owns its lifetime and turns the library's faults into rejections that
 * the files beside it translate; must not know what is sent over it.
 */
import { fail, ok, type Result } from '@alongside/protocol';
import x11, { type Callback, type Client, type Display, type Extensions } from 'x11';

const MAX_DISPLAY_NUMBER = 65_535 - 6_000;

export type XOpenProblem = 'no-display';

/** Connects to `display`, `$DISPLAY` by default. */
export async function openX(
  display: string | undefined = process.env['DISPLAY'],
): Promise<Result<XConnection, XOpenProblem>> {
  if (!isDisplayName(display)) return fail('no-display');
  return new Promise((resolve) => {
    try {
      // The library throws on a display name that it cannot read, and answers once for everything else.
      const client = x11.createClient({ display, shm: false }, (error, opened) => {
        resolve(error || opened === undefined ? fail('no-display') : ok(new XConnection(opened)));
      });
      // A refused authorisation is emitted, not answered; later X errors arrive here as well as at their request.
      client.on('error', () => resolve(fail('no-display')));
    } catch {
      resolve(fail('no-display'));
    }
  });
}

/** The library throws later, out of reach, on a number that makes no TCP port (6000 and up). */
function isDisplayName(display: string | undefined): display is string {
  const number = /:(\d{1,5})(\.\d+)?$/.exec(display ?? '')?.[1];
  return number !== undefined && Number(number) <= MAX_DISPLAY_NUMBER;
}

export class XConnection {
  readonly client: Client;
  readonly root: number;
  readonly screen: { readonly width: number; readonly height: number };
  readonly keycodes: { readonly min: number; readonly max: number };
  #isOpen = true;
  readonly #waiting = new Set<(reason: Error) => void>();

  constructor(display: Display) {
    const screen = display.screen[0];
    if (screen === undefined) throw new Error('an X server without a screen');
    this.client = display.client;
    this.root = screen.root;
    this.screen = { width: screen.pixel_width, height: screen.pixel_height };
    this.keycodes = { min: display.min_keycode, max: display.max_keycode };
    this.client.on('end', () => this.#end());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** One request and its answer; rejects on an X error, or when the server has gone. */
  ask<T>(send: (done: Callback<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.#isOpen) return reject(new Error('the X connection is closed'));
      this.#waiting.add(reject);
      send((error, value) => {
        this.#waiting.delete(reject);
        if (error) reject(error);
        else resolve(value);
        // The library emits an error as well unless its callback says that it is dealt with.
        return true;
      });
    });
  }

  /** Resolves when the server has carried out everything sent so far. */
  async sync(): Promise<void> {
    await this.ask((done) => this.client.GetInputFocus(done));
  }

  extension<Name extends keyof Extensions>(name: Name): Promise<Extensions[Name]> {
    return this.ask((done) => this.client.require(name, done));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#end();
    this.client.terminate();
  }

  #end(): void {
    this.#isOpen = false;
    for (const reject of this.#waiting) reject(new Error('the X server has gone'));
    this.#waiting.clear();
  }
}
