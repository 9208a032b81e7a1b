/** A virtual X display of a test's own. Owns the server it started and nothing else; never part of a program. */
import { spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';
import { openX } from '../x11/x-connection.ts';

export type Xvfb = AsyncDisposable & { readonly display: string; readonly processId: number };

/** Why tests that need a display are skipped here; undefined where they can run. */
export function whyNoXvfb(): string | undefined {
  if (process.platform !== 'linux') return 'X displays exist on Linux only';
  return spawnSync('sh', ['-c', 'command -v Xvfb']).status === 0 ? undefined : 'Xvfb is not installed';
}

/** Whether a program that a test drives is installed. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;
}

/**
 * The server ends by itself with its last client. It is not killed, since Xlib inside nut-js ends the whole process
 * when its server goes first: on dispose we only let go, and the test process's own end does the rest.
 */
export async function startXvfb(screen = '1280x720x24'): Promise<Xvfb> {
  // The server picks a free display itself and says which on descriptor 3 when it is ready.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-terminate'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  server.unref();
  const display = `:${await firstLine(server.stdio[3] as Readable)}`;
  const holding = await openX(display);
  if (!holding.ok) throw new Error(`no connection to Xvfb ${display}`);
  // It has written its display, so it has started.
  const processId = server.pid ?? 0;
  return { display, processId, [Symbol.asyncDispose]: async () => holding.value.close() };
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  if (text === '') throw new Error('Xvfb did not start');
  return text.trim();
}
