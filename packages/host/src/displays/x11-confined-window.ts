/** One window of an X11 desktop: where it is, what lies over it, whether it has the keyboard. Reads and raises only. */
import { ok, type Result } from '@alongside/protocol';
import type { Geometry, Tree } from 'x11';
import { openX, type XConnection } from '../x11/x-connection.ts';
import type { ConfinedWindow } from './confined-window.ts';

const VIEWABLE = 2;
/** Frames within frames, and the parts of a program within its window. */
const MAX_DEPTH = 32;

// https://specifications.freedesktop.org/wm-spec/latest/ (_NET_ACTIVE_WINDOW): a pager's wish is followed at once.
const SOURCE_PAGER = 2;
const CLIENT_MESSAGE = 33;
const SUBSTRUCTURE_MASK = 0x18_0000;
const REVERT_TO_PARENT = 2;

export async function openConfinedWindowX11(window: number): Promise<Result<ConfinedWindow, 'no-display'>> {
  const opened = await openX();
  if (!opened.ok) return opened;
  const connection = opened.value;
  // A window that went between two questions is a window that cannot be seen: the answer is no.
  const orElse = async <T>(none: T, read: () => Promise<T>): Promise<T> => read().catch(() => none);
  return ok({
    region: () => orElse(undefined, () => regionOf(connection, window)),
    takes: (at) =>
      orElse(false, () =>
        at === undefined ? hasFocus(connection, window) : isTopAt(connection, window, at),
      ),
    raise: () => orElse(undefined, () => raise(connection, window)),
    exists: () => orElse(false, async () => (await treeOf(connection, window)).root === connection.root),
    close: () => connection.close(),
  });
}

async function regionOf(connection: XConnection, window: number) {
  const { client, root } = connection;
  const [shown, size, origin] = await Promise.all([
    connection.ask<{ readonly mapState: number }>((done) => client.GetWindowAttributes(window, done)),
    connection.ask<Geometry>((done) => client.GetGeometry(window, done)),
    connection.ask<{ readonly destX: number; readonly destY: number }>((done) =>
      client.TranslateCoordinates(window, root, 0, 0, done),
    ),
  ]);
  if (shown.mapState !== VIEWABLE) return undefined;
  return { x: origin.destX, y: origin.destY, width: size.width, height: size.height };
}

/** The server's own answer to what lies on top at a pixel, compared as children of the root. */
async function isTopAt(
  connection: XConnection,
  window: number,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<boolean> {
  const { client, root } = connection;
  const { child } = await connection.ask<{ readonly child: number }>((done) =>
    client.TranslateCoordinates(root, root, Math.round(x), Math.round(y), done),
  );
  return child !== 0 && child === (await frameOf(connection, window));
}

async function hasFocus(connection: XConnection, window: number): Promise<boolean> {
  const { focus } = await connection.ask<{ readonly focus: number }>((done) =>
    connection.client.GetInputFocus(done),
  );
  let at = focus;
  for (let depth = 0; depth < MAX_DEPTH && at > 1 && at !== connection.root; depth += 1) {
    if (at === window) return true;
    at = (await treeOf(connection, at)).parent;
  }
  return false;
}

/** The child of the root that it lies in: the window manager's frame, or itself. */
async function frameOf(connection: XConnection, window: number): Promise<number | undefined> {
  let at = window;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const { parent } = await treeOf(connection, at);
    if (parent === connection.root) return at;
    at = parent;
  }
  return undefined;
}

async function raise(connection: XConnection, window: number): Promise<void> {
  const { client, root } = connection;
  const manager = await connection.ask<number>((done) =>
    client.InternAtom(false, '_NET_SUPPORTING_WM_CHECK', done),
  );
  const { data } = await connection.ask<{ readonly data: Buffer }>((done) =>
    client.GetProperty(0, root, manager, 0, 0, 1, done),
  );
  if (data.length > 0) {
    const active = await connection.ask<number>((done) =>
      client.InternAtom(false, '_NET_ACTIVE_WINDOW', done),
    );
    client.SendEvent(root, 0, SUBSTRUCTURE_MASK, clientMessage(window, active, [SOURCE_PAGER, 0, 0, 0, 0]));
  } else {
    client.RaiseWindow((await frameOf(connection, window)) ?? window);
    client.SetInputFocus(window, REVERT_TO_PARENT);
  }
  await connection.sync();
}

function clientMessage(window: number, type: number, data: readonly number[]): Buffer {
  const event = Buffer.alloc(32);
  event.writeUInt8(CLIENT_MESSAGE, 0);
  event.writeUInt8(32, 1);
  event.writeUInt32LE(window, 4);
  event.writeUInt32LE(type, 8);
  data.forEach((word, index) => event.writeUInt32LE(word, 12 + 4 * index));
  return event;
}

function treeOf(connection: XConnection, window: number): Promise<Tree> {
  return connection.ask((done) => connection.client.QueryTree(window, done));
}
