/** Picks the way to inject input on this machine, and says beforehand whether there is one. Owns the choice only. */
import { fail, ok, type InputProblem, type Result } from '@alongside/protocol';
import type { InputDriver } from './input/input-driver.ts';
import { createNutDriver } from './nut/nut-driver.ts';
import { isTrustedByMac } from './nut/mac-permission.ts';
import { createX11Driver } from './x11/x11-driver.ts';
import { openX, type XConnection } from './x11/x-connection.ts';

export type InputMeans = { readonly driver: InputDriver['kind'] };

export type ProbeOptions = {
  /** How to ask macOS for the Accessibility permission; Electron knows it best (`isTrustedAccessibilityClient(false)`). */
  readonly isTrustedOnMac?: () => boolean | Promise<boolean>;
};

/** Tells why nothing could be injected, before anyone waits for it. Presses nothing and asks the user nothing. */
export async function probeInput(options: ProbeOptions = {}): Promise<Result<InputMeans, InputProblem>> {
  switch (process.platform) {
    case 'linux':
      return probeX11();
    case 'darwin':
      return (await (options.isTrustedOnMac ?? isTrustedByMac)())
        ? ok({ driver: 'nut' })
        : fail('not-permitted');
    case 'win32':
      return ok({ driver: 'nut' });
    default:
      return fail('unsupported');
  }
}

export async function createInputDriver(
  options: ProbeOptions = {},
): Promise<Result<InputDriver, InputProblem>> {
  const means = await probeInput(options);
  if (!means.ok) return means;
  const nut = await createNutDriver();
  if (!nut.ok || means.value.driver === 'nut') return nut;
  return createX11Driver(nut.value);
}

async function probeX11(): Promise<Result<InputMeans, InputProblem>> {
  const opened = await openX();
  if (!opened.ok) return fail(isWaylandSession() ? 'wayland' : 'no-display');
  const connection = opened.value;
  try {
    if (await isXwayland(connection)) return fail('wayland');
    return (await hasExtension(connection, 'XTEST')) ? ok({ driver: 'x11' }) : fail('unsupported');
  } catch {
    return fail('no-display');
  } finally {
    connection.close();
  }
}

function isWaylandSession(): boolean {
  return process.env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Under Wayland an X server runs for old programs; what is injected there reaches those alone. The server itself is
 * asked, since the session's variables are inherited by nested and virtual displays too, where injection does work.
 * Xwayland names its extension from 23.1 on, and its outputs before that.
 */
async function isXwayland(connection: XConnection): Promise<boolean> {
  if (await hasExtension(connection, 'XWAYLAND')) return true;
  if (!(await hasExtension(connection, 'RANDR'))) return false;
  const randr = await connection.extension('randr');
  const { outputs } = await connection.ask<{ readonly outputs: readonly number[] }>((done) =>
    randr.GetScreenResourcesCurrent(connection.root, done),
  );
  const first = outputs[0];
  if (first === undefined) return false;
  const { name } = await connection.ask<{ readonly name: string }>((done) =>
    randr.GetOutputInfo(first, 0, done),
  );
  return name.startsWith('XWAYLAND');
}

async function hasExtension(connection: XConnection, name: string): Promise<boolean> {
  const answer = await connection.ask<{ readonly present: boolean | number }>((done) =>
    connection.client.QueryExtension(name, done),
  );
  return Boolean(answer.present);
}
