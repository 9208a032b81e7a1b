/**
 * Types any text on X11: puts each character on a key code that the layout leaves empty, then presses it. Owns those
 * spare key codes for as long as it is open and gives them back empty; must not touch a key that the layout uses.
 *
 * Programs learn of a new mapping by an event and then ask for the mapping *as it is by then*, so a key code whose
 * character changed again in the meantime would type the wrong one. Hence many spare codes in rotation, each left alone
 * for a while after its last press.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { XTest } from 'x11';
import { withoutCapsLock } from './caps-lock.ts';
import { CODE_OF_X_KEYCODE, X_KEYCODES } from './x-keycodes.ts';
import type { XConnection } from './x-connection.ts';

/** How long a program may lag behind before a key code is given another character. */
const REUSE_AFTER_MS = 300;
/** Between giving a key its character and pressing it; toolkits reload their keymap meanwhile. */
const SETTLE_MS = 8;
/** Between two presses, so that slow programs do not drop one. */
const GAP_MS = 3;
/** Idle this long, the spare codes are emptied again. */
const RESTORE_AFTER_MS = 5_000;
/** X key codes below this have no Linux input code behind them, and some toolkits drop them. */
const FIRST_USABLE_KEYCODE = 9;

const UNICODE_KEYSYM = 0x01000000;
/** Controls are keys of their own: browsers act on the physical key there, not on its keysym. */
const CONTROL_KEYCODES: ReadonlyMap<string, number> = new Map([
  ['\b', X_KEYCODES.Backspace],
  ['\t', X_KEYCODES.Tab],
  ['\n', X_KEYCODES.Enter],
  ['\r', X_KEYCODES.Enter],
]);

type Slot = { readonly keycode: number; keysym: number; usedAt: number };

/** The keysym that types a code point; undefined for controls. */
export function keysymOf(codePoint: number): number | undefined {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return undefined;
  return codePoint <= 0xff ? codePoint : UNICODE_KEYSYM | codePoint;
}

export async function openTextKeys(connection: XConnection, xtest: XTest): Promise<TextKeys> {
  return new TextKeys(connection, xtest, await findSpareSlots(connection));
}

export class TextKeys {
  /** The key codes in use, which are nobody's physical keys. */
  readonly keycodes: ReadonlySet<number>;
  readonly #connection: XConnection;
  readonly #xtest: XTest;
  readonly #slots: readonly Slot[];
  #restoring: NodeJS.Timeout | undefined;

  constructor(connection: XConnection, xtest: XTest, slots: readonly Slot[]) {
    this.#connection = connection;
    this.#xtest = xtest;
    this.#slots = slots;
    this.keycodes = new Set(slots.map(({ keycode }) => keycode));
  }

  /** Presses one character after the other; false where no key code is spare. Rejects where the server has gone. */
  async type(text: string, signal?: AbortSignal): Promise<boolean> {
    clearTimeout(this.#restoring);
    if (this.#slots.length === 0) return false;
    await withoutCapsLock(this.#connection, () => this.#typeEach(text, signal));
    // Programs that lag behind still need the mapping, so it goes only after a while.
    this.#restoring = setTimeout(() => void this.close(), RESTORE_AFTER_MS);
    this.#restoring.unref();
    return true;
  }

  async #typeEach(text: string, signal: AbortSignal | undefined): Promise<void> {
    for (const character of text.replaceAll('\r\n', '\n')) {
      if (signal?.aborted === true) break;
      const control = CONTROL_KEYCODES.get(character);
      const keysym = keysymOf(character.codePointAt(0) ?? 0);
      if (control !== undefined) await this.#press(control);
      else if (keysym !== undefined) await this.#pressSpare(keysym);
    }
  }

  /** Empties the spare key codes; typing may go on afterwards. Never rejects. */
  async close(): Promise<void> {
    clearTimeout(this.#restoring);
    for (const slot of this.#slots.filter(({ keysym }) => keysym !== 0)) this.#assign(slot, 0);
    // A server that has gone took the mapping with it.
    await this.#connection.sync().catch(() => undefined);
  }

  async #pressSpare(keysym: number): Promise<void> {
    const slot = await this.#slotFor(keysym);
    slot.usedAt = performance.now();
    await this.#press(slot.keycode);
  }

  async #press(keycode: number): Promise<void> {
    this.#xtest.FakeInput(this.#xtest.KeyPress, keycode, 0, 0, 0, 0);
    this.#xtest.FakeInput(this.#xtest.KeyRelease, keycode, 0, 0, 0, 0);
    await this.#connection.sync();
    await sleep(GAP_MS);
  }

  async #slotFor(keysym: number): Promise<Slot> {
    const known = this.#slots.find((slot) => slot.keysym === keysym);
    if (known !== undefined) return known;
    const oldest = this.#slots.reduce((best, slot) => (slot.usedAt < best.usedAt ? slot : best));
    await sleep(Math.max(0, oldest.usedAt + REUSE_AFTER_MS - performance.now()));
    this.#assign(oldest, keysym);
    await this.#connection.sync();
    await sleep(SETTLE_MS);
    return oldest;
  }

  #assign(slot: Slot, keysym: number): void {
    if (!this.#connection.isOpen) return;
    this.#connection.client.ChangeKeyboardMapping(slot.keycode, 2, [keysym, keysym]);
    slot.keysym = keysym;
  }
}

/** Key codes without any keysym, and those that an earlier run left behind when it was killed. */
async function findSpareSlots(connection: XConnection): Promise<Slot[]> {
  const { client, keycodes } = connection;
  const first = Math.max(keycodes.min, FIRST_USABLE_KEYCODE);
  const rows = await connection.ask<readonly (readonly number[])[]>((done) =>
    client.GetKeyboardMapping(first, keycodes.max - first + 1, done),
  );
  return rows
    .map((keysyms, index) => ({ keysyms, keycode: first + index }))
    .filter(({ keycode, keysyms }) => !CODE_OF_X_KEYCODE.has(keycode) && isSpare(keysyms))
    .map(({ keycode, keysyms }) => ({ keycode, keysym: keysyms[0] ?? 0, usedAt: -REUSE_AFTER_MS }));
}

function isSpare(keysyms: readonly number[]): boolean {
  const [lower = 0, upper = 0] = keysyms;
  const isEmpty = keysyms.every((keysym) => keysym === 0);
  const isOurs = lower === upper && (lower & UNICODE_KEYSYM) !== 0 && lower < 0x02000000;
  return isEmpty || isOurs;
}
