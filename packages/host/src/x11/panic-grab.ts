/**
 * Takes a key combination for us alone on X11, for helpers without Electron's `globalShortcut`. Owns a connection and
 * the grab on it; must not know what the combination is for.
 */
import { fail, ok, type KeyCode, type PanicModifier, type Result } from '@alongside/protocol';
import type { XEvent } from 'x11';
import { openX, type XConnection } from './x-connection.ts';
import { X_KEYCODES } from './x-keycodes.ts';

export type KeyCombination = { readonly code: KeyCode; readonly modifiers: readonly PanicModifier[] };
export type KeyGrab = { readonly close: () => void };

const CAPS_LOCK_MASK = 0x02;
const MODIFIER_MASKS: Readonly<Record<PanicModifier, number>> = { shift: 0x01, control: 0x04, alt: 0x08 };
/** Keys whose modifier bit may be set without anyone meaning it. */
const LOCK_KEYCODES: readonly number[] = [X_KEYCODES.NumLock, X_KEYCODES.ScrollLock];
const ASYNC = 1;

/** `taken`: another program has the combination. `unsupported`: there is no X server to ask. */
export async function grabPanicKey(
  combination: KeyCombination,
  onPress: () => void,
): Promise<Result<KeyGrab, 'taken' | 'unsupported'>> {
  const opened = await openX();
  if (!opened.ok) return fail('unsupported');
  const connection = opened.value;
  const keycode = X_KEYCODES[combination.code];
  connection.client.on('event', (event: XEvent) => {
    if (event.name === 'KeyPress' && event.keycode === keycode) onPress();
  });
  try {
    const base = combination.modifiers.reduce((mask, modifier) => mask | MODIFIER_MASKS[modifier], 0);
    for (const locks of await lockVariants(connection)) await grab(connection, keycode, base | locks);
    // The server gives the grab back with the connection.
    return ok({ close: () => connection.close() });
  } catch {
    const isTaken = connection.isOpen;
    connection.close();
    return fail(isTaken ? 'taken' : 'unsupported');
  }
}

/** A grab holds for one exact set of modifiers, and locks are modifiers too: every mixture of them counts. */
async function lockVariants(connection: XConnection): Promise<readonly number[]> {
  const rows = await connection.ask<readonly (readonly number[])[]>((done) =>
    connection.client.GetModifierMapping(done),
  );
  const locks = new Set([CAPS_LOCK_MASK]);
  for (const [bit, keycodes] of rows.entries())
    if (keycodes.some((keycode) => LOCK_KEYCODES.includes(keycode))) locks.add(1 << bit);
  return [...locks].reduce<readonly number[]>(
    (masks, lock) => [...masks, ...masks.map((mask) => mask | lock)],
    [0],
  );
}

function grab(connection: XConnection, keycode: number, modifiers: number): Promise<unknown> {
  return connection.ask((done) =>
    connection.client.GrabKey(connection.root, 0, modifiers, keycode, ASYNC, ASYNC, done),
  );
}
