/**
 * Injection on X11: the pointer by nut-js, keys and text by XTEST. Keys go by their physical key code, so that all of
 * them exist (nut-js has no Hangul, Pause or ISO key) and the customer's layout decides what they mean, as with a
 * real keyboard; text by spare key codes, since nut-js loses Korean, accents and emoji.
 */
import { fail, ok, type KeyCode, type MouseButton, type Result } from '@alongside/protocol';
import type { PointerState, XEvent, XTest } from 'x11';
import {
  heldId,
  type InputDriver,
  type InputFault,
  type InputResult,
  type PixelPoint,
  type PresenceSample,
} from '../input/input-driver.ts';
import { openTextKeys, type TextKeys } from './text-keys.ts';
import { openX, type XConnection } from './x-connection.ts';
import { CODE_OF_X_KEYCODE, X_KEYCODES } from './x-keycodes.ts';

/** Bits of the button state in a pointer's answer; wheel clicks come and go too fast to be seen there. */
const BUTTON_MASKS: readonly (readonly [MouseButton, number])[] = [
  ['left', 0x100],
  ['middle', 0x200],
  ['right', 0x400],
];
const ALL_MASTER_DEVICES = 1;
/** The server's own devices, through which all injection comes: ours, and that of others. */
const INJECTION_DEVICE = /XTEST/;

/** `pointer` moves and clicks; it is closed with this driver. */
export async function createX11Driver(
  pointer: InputDriver,
  display?: string,
): Promise<Result<InputDriver, 'no-display' | 'unsupported'>> {
  const opened = await openX(display);
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    const xtest = await connection.extension('xtest');
    const text = await openTextKeys(connection, xtest);
    return ok(new X11Driver({ connection, xtest, text, pointer }));
  } catch {
    connection.close();
    return fail('unsupported');
  }
}

type Parts = {
  readonly connection: XConnection;
  readonly xtest: XTest;
  readonly text: TextKeys;
  readonly pointer: InputDriver;
};

class X11Driver implements InputDriver {
  readonly kind = 'x11';
  readonly move: InputDriver['move'];
  readonly button: InputDriver['button'];
  readonly wheel: InputDriver['wheel'];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.move = parts.pointer.move;
    this.button = parts.pointer.button;
    this.wheel = parts.pointer.wheel;
  }

  readonly key = (code: KeyCode, down: boolean): InputResult => {
    const { xtest, connection } = this.#parts;
    return this.#translate(async () => {
      xtest.FakeInput(down ? xtest.KeyPress : xtest.KeyRelease, X_KEYCODES[code], 0, 0, 0, 0);
      await connection.sync();
      return ok();
    });
  };

  readonly type = (text: string, signal?: AbortSignal): InputResult =>
    this.#translate(async () =>
      (await this.#parts.text.type(text, signal)) ? ok() : fail('unsupported-text'),
    );

  readonly pointer = async (): Promise<Result<PixelPoint, InputFault>> => {
    const sample = await this.sample();
    return sample.ok ? ok(sample.value.pointer) : sample;
  };

  readonly sample = (): Promise<Result<PresenceSample, InputFault>> => {
    const { connection } = this.#parts;
    return this.#translate(async () => {
      const [at, keymap] = await Promise.all([
        connection.ask<PointerState>((done) => connection.client.QueryPointer(connection.root, done)),
        connection.ask<Uint8Array>((done) => connection.client.QueryKeymap(done)),
      ]);
      const buttons = BUTTON_MASKS.filter(([, mask]) => (at.keyMask & mask) !== 0);
      const pressed = [
        ...buttons.map(([button]) => heldId({ kind: 'button', button })),
        ...pressedKeys(keymap, this.#parts.text.keycodes),
      ];
      return ok({ pointer: { x: at.rootX, y: at.rootY }, pressed: new Set(pressed) });
    });
  };

  readonly watchDevices = async (onEvent: () => void): Promise<() => void> => {
    const { connection } = this.#parts;
    const { client } = connection;
    try {
      const xinput = await connection.extension('xinput');
      await connection.ask((done) => xinput.XIQueryVersion(2, 2, done));
      const devices = await connection.ask<readonly { deviceId: number; name: string }[]>((done) =>
        xinput.XIQueryDevice(0, done),
      );
      const injecting = new Set(
        devices.filter(({ name }) => INJECTION_DEVICE.test(name)).map(({ deviceId }) => deviceId),
      );
      const { RawMotion = 0, RawKeyPress = 0, RawButtonPress = 0 } = xinput.EventMask;
      const select = (mask: number): void => {
        if (connection.isOpen) xinput.XISelectEvents(connection.root, { deviceId: ALL_MASTER_DEVICES, mask });
      };
      const listen = (event: XEvent): void => {
        const isRaw = event.name?.startsWith('XIRaw') === true && event.sourceId !== undefined;
        if (isRaw && !injecting.has(event.sourceId)) onEvent();
      };
      client.on('event', listen);
      select(RawMotion | RawKeyPress | RawButtonPress);
      return () => {
        select(0);
        client.off('event', listen);
      };
    } catch {
      // A server without XInput 2 cannot tell devices apart: sampling alone has to do.
      return () => undefined;
    }
  };

  readonly close = async (): Promise<void> => {
    const { connection, text, pointer } = this.#parts;
    await text.close();
    connection.close();
    await pointer.close();
  };

  async #translate<T>(act: () => Promise<Result<T, InputFault>>): Promise<Result<T, InputFault>> {
    const { connection } = this.#parts;
    if (!connection.isOpen) return fail('closed');
    try {
      return await act();
    } catch {
      return fail(connection.isOpen ? 'injection-failed' : 'closed');
    }
  }
}

/** A bit per key code, less the spare ones that type text. */
function pressedKeys(keymap: Uint8Array, spare: ReadonlySet<number>): string[] {
  const pressed: string[] = [];
  for (const [index, byte] of keymap.entries()) {
    for (let bit = 0; byte !== 0 && bit < 8; bit += 1) {
      const keycode = index * 8 + bit;
      if ((byte & (1 << bit)) === 0 || spare.has(keycode)) continue;
      pressed.push(`key:${CODE_OF_X_KEYCODE.get(keycode) ?? `#${keycode}`}`);
    }
  }
  return pressed;
}
