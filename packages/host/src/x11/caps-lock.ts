/** Caps Lock would make capitals of every letter that we type: takes its lock off for a while, without pressing a key. */
import type { Xkb } from 'x11';
import type { XConnection } from './x-connection.ts';

const CAPS_LOCK_MASK = 0x02;

/** Carries `act` out with Caps Lock off and puts it back as it was. */
export async function withoutCapsLock<T>(connection: XConnection, act: () => Promise<T>): Promise<T> {
  const xkb = await openXkb(connection);
  if (xkb === undefined || !(await isCapsLocked(connection, xkb))) return act();
  lockCaps(xkb, false);
  try {
    return await act();
  } finally {
    if (connection.isOpen) lockCaps(xkb, true);
  }
}

/** Undefined on a server without it, which has no lock to take off by this way. */
async function openXkb(connection: XConnection): Promise<Xkb | undefined> {
  try {
    const xkb = await connection.extension('xkb');
    // To be said once per connection before any other request; saying it again changes nothing.
    await connection.ask((done) => xkb.UseExtension(1, 0, done));
    return xkb;
  } catch {
    return undefined;
  }
}

async function isCapsLocked(connection: XConnection, xkb: Xkb): Promise<boolean> {
  const state = await connection.ask<{ readonly lockedMods: number }>((done) =>
    xkb.GetState(xkb.UseCoreKbd, done),
  );
  return (state.lockedMods & CAPS_LOCK_MASK) !== 0;
}

function lockCaps(xkb: Xkb, isLocked: boolean): void {
  xkb.LatchLockState(xkb.UseCoreKbd, CAPS_LOCK_MASK, isLocked ? CAPS_LOCK_MASK : 0, false, 0, 0, 0, false, 0);
}
