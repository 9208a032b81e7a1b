/** The monitors of an X11 desktop in root coordinates, for helpers without Electron's `screen`. Owns the reading only. */
import { fail, ok, type DisplayInfo, type Result } from '@alongside/protocol';
import type { Randr, RandrCrtc, RandrOutput } from 'x11';
import { openX, type XConnection } from '../x11/x-connection.ts';

const MAX_LABEL_LENGTH = 80;

/** Never empty: a server that tells no monitors is one display of its whole size. */
export async function listDisplaysX11(): Promise<Result<readonly DisplayInfo[], 'no-display'>> {
  const opened = await openX();
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    return ok(await readDisplays(connection));
  } catch {
    return fail('no-display');
  } finally {
    connection.close();
  }
}

async function readDisplays(connection: XConnection): Promise<readonly DisplayInfo[]> {
  const randr = await connection.extension('randr').catch(() => undefined);
  const monitors = randr === undefined ? [] : await readMonitors(connection, randr);
  if (monitors.length === 0) return [wholeScreen(connection)];
  return monitors.some(({ primary }) => primary)
    ? monitors
    : monitors.map((monitor, index) => ({ ...monitor, primary: index === 0 }));
}

async function readMonitors(connection: XConnection, randr: Randr): Promise<readonly DisplayInfo[]> {
  const { root } = connection;
  // Outputs arrived with 1.2, the primary one and reading without probing the hardware with 1.3.
  await connection.ask((done) => randr.QueryVersion(1, 3, done));
  const primary = await connection.ask<number>((done) => randr.GetOutputPrimary(root, done));
  const { outputs } = await connection.ask<{ readonly outputs: readonly number[] }>((done) =>
    randr.GetScreenResourcesCurrent(root, done),
  );
  const displays: DisplayInfo[] = [];
  const seen = new Set<number>();
  for (const output of outputs) {
    const info = await connection.ask<RandrOutput>((done) => randr.GetOutputInfo(output, 0, done));
    // Off, or the mirror of one that is listed already.
    if (info.crtc === 0 || seen.has(info.crtc)) continue;
    seen.add(info.crtc);
    const crtc = await connection.ask<RandrCrtc>((done) => randr.GetCrtcInfo(info.crtc, 0, done));
    if (crtc.width === 0 || crtc.height === 0) continue;
    const { x, y, width, height } = crtc;
    displays.push({
      id: String(output),
      label: info.name.slice(0, MAX_LABEL_LENGTH),
      bounds: { x, y, width, height },
      // X11 has no scale of its own: programs enlarge themselves, pixels stay pixels.
      scaleFactor: 1,
      primary: output === primary,
    });
  }
  return displays;
}

function wholeScreen({ root, screen }: XConnection): DisplayInfo {
  return {
    id: String(root),
    label: 'screen',
    bounds: { x: 0, y: 0, ...screen },
    scaleFactor: 1,
    primary: true,
  };
}
