/**
 * Says when windows, focus or monitors of an X11 desktop have changed, so that nobody has to keep asking. Owns a
 * connection; must not know what anybody reads after it.
 */
import { ok, type Result } from '@alongside/protocol';
import type { XEvent } from 'x11';
import { openX } from '../x11/x-connection.ts';

/**
 * `focus`: another window has the keyboard. `windows`: one came, went, moved or was raised. `displays`: the desktop has
 * another size.
 */
export type DesktopChange = 'focus' | 'windows' | 'displays';

export type DesktopWatch = { readonly close: () => void };

// https://www.x.org/releases/current/doc/xproto/x11protocol.html#Encoding::Types (SETofEVENT)
const STRUCTURE_NOTIFY = 0x2_0000;
const SUBSTRUCTURE_NOTIFY = 0x8_0000;
const PROPERTY_CHANGE = 0x40_0000;

const WINDOW_EVENTS: ReadonlySet<string> = new Set([
  'CreateNotify',
  'DestroyNotify',
  'MapNotify',
  'UnmapNotify',
  'ReparentNotify',
  'ConfigureNotify',
  'CirculateNotify',
]);

/** Focus is told only where a window manager tells it. */
export async function watchDesktopX11(
  onChange: (change: DesktopChange) => void,
): Promise<Result<DesktopWatch, 'no-display'>> {
  const opened = await openX();
  if (!opened.ok) return opened;
  const connection = opened.value;
  const { client, root } = connection;
  const activeWindow = await connection
    .ask<number>((done) => client.InternAtom(false, '_NET_ACTIVE_WINDOW', done))
    .catch(() => null);
  client.on('event', (event: XEvent) => {
    if (event.name === 'PropertyNotify' && event.atom === activeWindow) onChange('focus');
    if (event.name === 'ConfigureNotify' && event.wid === root) onChange('displays');
    else if (WINDOW_EVENTS.has(event.name ?? '')) onChange('windows');
  });
  client.ChangeWindowAttributes(root, {
    eventMask: STRUCTURE_NOTIFY | SUBSTRUCTURE_NOTIFY | PROPERTY_CHANGE,
  });
  return ok({ close: () => connection.close() });
}
