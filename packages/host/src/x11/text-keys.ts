/**
 * Types any text on X11: puts each character on a key code that the layout leaves empty, then presses it. Owns those
 * spare key codes for as long as it is open and gives them back empty; must not touch a key that the layout uses.
 *
 * Programs learn of a new mapping by an event and then ask for the mapping *as it is by then*, so a key code whose
 * character changed again in the meantime would type the wrong one. Hence many spare codes in rotation, each left alone
 * for a while after its last press, and given its next character well before that one is pressed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { XTest } from 'x11';
import { withoutCapsLock } from './caps-lock.ts';
import { CODE_OF_X_KEYCODE, X_KEYCODES } from './x-keycodes.ts';
import type { XConnection } from './x-connection.ts';

/** How long a program may lag behind before a key code is given another character. */
const REUSE_AFTER_MS = 700;
/**
 * Between giving a key its character and pressing it. Toolkits that listen on a connection of their own (GDK inside
 * Chromium) may learn of the character after the press; it passes while earlier characters are typed.
 */
const SETTLE_MS = 50;
/** Between two presses, so that slow programs do not drop one. */
const GAP_MS = 3;
/** A wait for a key code to become free is looked up from this often. */
const ABORT_CHECK_MS = 20;
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

type Slot = { readonly keycode: number; keysym: number; assignedAt: number; usedAt: number };
/** One character: a key that exists, or a keysym that a spare key code is to be given. */
type Stroke = { readonly kind: 'control' | 'keysym'; readonly value: number };

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
    const strokes = strokesOf(text);
    for (const [index, { kind, value }] of strokes.entries()) {
      if (signal?.aborted === true) break;
      if (kind === 'control') await this.#press(value);
      else await this.#pressSpare(strokes.slice(index, index + this.#slots.length), signal);
    }
  }

  /** Empties the spare key codes; typing may go on afterwards. Never rejects. */
  async close(): Promise<void> {
    clearTimeout(this.#restoring);
    for (const slot of this.#slots.filter(({ keysym }) => keysym !== 0)) this.#assign(slot, 0);
    // A server that has gone took the mapping with it.
    await this.#connection.sync().catch(() => undefined);
  }

  /** Types the first of `coming`. Gives up where no key code is free before the abort. */
  async #pressSpare(coming: readonly Stroke[], signal: AbortSignal | undefined): Promise<void> {
    const wanted = new Set(coming.filter(({ kind }) => kind === 'keysym').map(({ value }) => value));
    for (;;) {
      await this.#assignAhead(wanted);
      const slot = this.#slots.find(({ keysym }) => keysym === coming[0]?.value);
      if (slot !== undefined) {
        await sleepUntil(slot.assignedAt + SETTLE_MS);
        slot.usedAt = performance.now();
        return this.#press(slot.keycode);
      }
      await sleep(Math.min(ABORT_CHECK_MS, this.#untilReusable(wanted)));
      if (signal?.aborted === true) return;
    }
  }

  /** Gives the characters that have no key yet as many keys as nobody needs any more, those needed first first. */
  async #assignAhead(wanted: ReadonlySet<number>): Promise<void> {
    const reusable = this.#slotsBeside(wanted).filter(({ usedAt }) => untilReusable(usedAt) <= 0);
    const assigned: Slot[] = [];
    for (const keysym of wanted) {
      if (this.#slots.some((slot) => slot.keysym === keysym)) continue;
      const slot = reusable.shift();
      if (slot === undefined) break;
      this.#assign(slot, keysym);
      assigned.push(slot);
    }
    if (assigned.length === 0) return;
    await this.#connection.sync();
    for (const slot of assigned) slot.assignedAt = performance.now();
  }

  #untilReusable(wanted: ReadonlySet<number>): number {
    return Math.max(1, Math.min(...this.#slotsBeside(wanted).map(({ usedAt }) => untilReusable(usedAt))));
  }

  /** There is one while a wanted character has none, since no more are wanted than there are. The oldest comes first. */
  #slotsBeside(wanted: ReadonlySet<number>): Slot[] {
    return this.#slots.filter(({ keysym }) => !wanted.has(keysym)).toSorted((a, b) => a.usedAt - b.usedAt);
  }

  async #press(keycode: number): Promise<void> {
    this.#xtest.FakeInput(this.#xtest.KeyPress, keycode, 0, 0, 0, 0);
    this.#xtest.FakeInput(this.#xtest.KeyRelease, keycode, 0, 0, 0, 0);
    await this.#connection.sync();
    await sleep(GAP_MS);
  }

  #assign(slot: Slot, keysym: number): void {
    if (!this.#connection.isOpen) return;
    this.#connection.client.ChangeKeyboardMapping(slot.keycode, 2, [keysym, keysym]);
    slot.keysym = keysym;
  }
}

function untilReusable(usedAt: number): number {
  return usedAt + REUSE_AFTER_MS - performance.now();
}

async function sleepUntil(time: number): Promise<void> {
  const ms = time - performance.now();
  if (ms > 0) await sleep(ms);
}

/** Characters that no key can type are left out. */
function strokesOf(text: string): Stroke[] {
  return Array.from(text.replaceAll('\r\n', '\n')).flatMap((character): Stroke[] => {
    const control = CONTROL_KEYCODES.get(character);
    if (control !== undefined) return [{ kind: 'control', value: control }];
    const keysym = keysymOf(character.codePointAt(0) ?? 0);
    return keysym === undefined ? [] : [{ kind: 'keysym', value: keysym }];
  });
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
    .map(({ keycode, keysyms }) => ({
      keycode,
      keysym: keysyms[0] ?? 0,
      assignedAt: 0,
      usedAt: -REUSE_AFTER_MS,
    }));
}

function isSpare(keysyms: readonly number[]): boolean {
  const [lower = 0, upper = 0] = keysyms;
  const isEmpty = keysyms.every((keysym) => keysym === 0);
  const isOurs = lower === upper && (lower & UNICODE_KEYSYM) !== 0 && lower < 0x02000000;
  return isEmpty || isOurs;
}
