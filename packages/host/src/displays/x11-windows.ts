/**
 * The windows of an X11 desktop. Owns the reading only. Not through nut-js: its Xlib ends the whole process at a window
 * that closes in the midst of it.
 */
import { fail, ok, type Result } from '@alongside/protocol';
import type { Geometry } from 'x11';
import { openX, type XConnection } from '../x11/x-connection.ts';
import type { WindowInfo } from './window-info.ts';

const VIEWABLE = 2;
/** A window manager puts the program's window into a frame, and that sometimes into another. */
const MAX_DEPTH = 3;
const MAX_TITLE_WORDS = 256;
const ANY_TYPE = 0;

type Owner = { readonly id: number; readonly title: string; readonly processId: number | undefined };

/** Every window that can be seen, menus and tooltips too, from front to back. */
export async function listWindowsX11(): Promise<Result<readonly WindowInfo[], 'no-display'>> {
  const opened = await openX();
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    const active = await activeWindow(connection);
    const found = await Promise.all(
      (await childrenOf(connection, connection.root)).map((id) => readWindow(connection, id, active)),
    );
    // The server lists them from the bottom of the pile.
    return ok(found.filter((window) => window !== undefined).toReversed());
  } catch {
    return fail('no-display');
  } finally {
    connection.close();
  }
}

/** Undefined for what cannot be seen or has gone meanwhile. */
async function readWindow(
  connection: XConnection,
  id: number,
  active: number,
): Promise<WindowInfo | undefined> {
  const { client } = connection;
  try {
    const { mapState } = await connection.ask<{ readonly mapState: number }>((done) =>
      client.GetWindowAttributes(id, done),
    );
    if (mapState !== VIEWABLE) return undefined;
    const at = await connection.ask<Geometry>((done) => client.GetGeometry(id, done));
    const owner = (await findOwner(connection, id, MAX_DEPTH)) ?? { id, title: '', processId: undefined };
    const border = 2 * at.borderWidth;
    return {
      title: owner.title,
      region: { x: at.xPos, y: at.yPos, width: at.width + border, height: at.height + border },
      processId: owner.processId,
      isActive: active === id || active === owner.id,
    };
  } catch {
    if (!connection.isOpen) throw new Error('the X server has gone');
    return undefined;
  }
}

/** The window itself, or the one inside its frame, that says which program it belongs to. */
async function findOwner(connection: XConnection, id: number, depth: number): Promise<Owner | undefined> {
  const [netName, name, process] = await Promise.all(
    ['_NET_WM_NAME', 'WM_NAME', '_NET_WM_PID'].map((property) => readProperty(connection, id, property)),
  );
  const title = (netName?.toString('utf8') || name?.toString('latin1')) ?? '';
  const processId = process !== undefined && process.length >= 4 ? process.readUInt32LE(0) : undefined;
  if (processId !== undefined) return { id, title, processId };
  for (const child of depth > 1 ? await childrenOf(connection, id) : []) {
    const owner = await findOwner(connection, child, depth - 1);
    if (owner !== undefined) return owner;
  }
  return title === '' ? undefined : { id, title, processId };
}

async function activeWindow(connection: XConnection): Promise<number> {
  const said = await readProperty(connection, connection.root, '_NET_ACTIVE_WINDOW');
  if (said !== undefined && said.length >= 4) return said.readUInt32LE(0);
  // No window manager that tells.
  const { focus } = await connection.ask<{ readonly focus: number }>((done) =>
    connection.client.GetInputFocus(done),
  );
  return focus;
}

async function childrenOf(connection: XConnection, id: number): Promise<readonly number[]> {
  const { children } = await connection.ask<{ readonly children: readonly number[] }>((done) =>
    connection.client.QueryTree(id, done),
  );
  return children;
}

/** Undefined where the window has no such property. */
async function readProperty(connection: XConnection, id: number, name: string): Promise<Buffer | undefined> {
  const { client } = connection;
  const atom = await connection.ask<number>((done) => client.InternAtom(false, name, done));
  const { data } = await connection.ask<{ readonly data: Buffer }>((done) =>
    client.GetProperty(0, id, atom, ANY_TYPE, 0, MAX_TITLE_WORDS, done),
  );
  return data.length === 0 ? undefined : data;
}
