// X displays for a run: a plain virtual one, and one with two monitors of different size. Each takes a free
// number by itself, so that runs beside each other never meet, and ends with what opened it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 5_000;
const REFRESH_HZ = 60;
/** The server's whole surface; both monitors must fit in. */
const SURFACE = '4096 2048';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Monitor extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Display extends AsyncDisposable {
  /** As in the environment variable DISPLAY, such as ":7". */
  readonly name: string;
  readonly monitors: readonly Monitor[];
  close(): Promise<void>;
}

export interface DisplayOptions extends Size {
  /** Start openbox too: windows then have frames, can be moved, and take the focus as people know it. */
  readonly windowManager?: boolean;
}

/** A display with one monitor. */
export async function startDisplay({ width, height, windowManager }: DisplayOptions): Promise<Display> {
  const args = ['-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = await startServer('Xvfb', args);
  const display = displayOf([server.child], { ...server, monitors: [{ x: 0, y: 0, width, height }] });
  return windowManager === true ? withWindowManager(server.child, display) : display;
}

/** A display with two monitors side by side, the left one first and primary. */
export async function startTwoMonitors(
  left: Size,
  right: Size,
  options: { readonly windowManager?: boolean } = {},
): Promise<Display> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alongside-xorg-'));
  const config = path.join(folder, 'xorg.conf');
  await writeFile(config, XORG_CONFIG);
  const args = ['-config', config, '-logfile', path.join(folder, 'log'), '-nolisten', 'tcp', '-noreset'];
  const server = await startServer('/usr/lib/xorg/Xorg', args);
  const monitors = [
    { ...left, x: 0, y: 0 },
    { ...right, x: left.width, y: 0 },
  ];
  const cleanup = () => rm(folder, { recursive: true, force: true });
  const display = displayOf([server.child], { ...server, monitors, cleanup });
  try {
    await Promise.all(monitors.map((monitor) => addMode(server.name, monitor)));
    for (const [index, monitor] of monitors.entries()) await plugIn(server.name, monitor, index);
    // Programs that only ask for what is known already see the second monitor once somebody has looked for it.
    await output('xrandr', ['-d', server.name]);
  } catch (error) {
    await display.close();
    throw error;
  }
  return options.windowManager === true ? withWindowManager(server.child, display) : display;
}

const XORG_CONFIG = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
  Option "OffTime" "0"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual ${SURFACE}
  EndSubSection
EndSection
`;

interface Server {
  readonly name: string;
  readonly child: ChildProcess;
}

async function startServer(program: string, args: readonly string[]): Promise<Server> {
  const child = spawn(program, ['-displayfd', '3', ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const gone = once(child, 'exit').then(() => {
    throw new Error(`${program} ended before it was ready:\n${complaint}`);
  });
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  try {
    // Its fourth file is the pipe on which the server says the number that it took.
    const numbers = child.stdio[3] as Readable;
    const [number] = (await Promise.race([once(numbers, 'data', { signal: timeout }), gone])) as [Buffer];
    return { name: `:${number.toString('utf8').trim()}`, child };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    // Once it is ready, its end is the business of whoever closes it.
    gone.catch(() => undefined);
  }
}

interface DisplayParts {
  readonly name: string;
  readonly monitors: readonly Monitor[];
  readonly cleanup?: () => Promise<void>;
}

/** The children are stopped in the given order. */
function displayOf(children: readonly ChildProcess[], parts: DisplayParts): Display {
  const close = async (): Promise<void> => {
    for (const child of children) await stop(child);
    await parts.cleanup?.();
  };
  return { name: parts.name, monitors: parts.monitors, close, [Symbol.asyncDispose]: close };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(hard);
}

async function withWindowManager(server: ChildProcess, display: Display): Promise<Display> {
  const env = { ...process.env, DISPLAY: display.name };
  const manager = spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' });
  await once(manager, 'spawn');
  await untilManaged(display.name, manager);
  return displayOf([manager, server], {
    name: display.name,
    monitors: display.monitors,
    cleanup: () => display.close(),
  });
}

/** A window manager is there once it has named itself on the root window. */
async function untilManaged(name: string, manager: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await output('xprop', ['-display', name, '-root', '_NET_SUPPORTING_WM_CHECK'])).includes('0x')) {
    if (manager.exitCode !== null) throw new Error(`openbox ended with ${manager.exitCode}`);
    if (Date.now() > deadline) throw new Error('openbox did not get ready');
  }
}

function modeName({ width, height }: Size): string {
  return `alongside-${width}x${height}`;
}

async function addMode(name: string, { width, height }: Size): Promise<void> {
  const [total, lines] = [width + 160, height + 40];
  const clockMhz = ((total * lines * REFRESH_HZ) / 1e6).toFixed(2);
  const horizontal = [width, width + 48, width + 80, total];
  const vertical = [height, height + 3, height + 8, lines];
  const timing = [clockMhz, ...horizontal, ...vertical].map(String);
  await output('xrandr', ['-d', name, '--newmode', modeName({ width, height }), ...timing]);
}

async function plugIn(name: string, monitor: Monitor, index: number): Promise<void> {
  const port = `DUMMY${index}`;
  const mode = modeName(monitor);
  await output('xrandr', ['-d', name, '--addmode', port, mode]);
  const place = ['--output', port, '--mode', mode, '--pos', `${monitor.x}x${monitor.y}`];
  await output('xrandr', ['-d', name, ...place, ...(index === 0 ? ['--primary'] : [])]);
}

async function output(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${text}`);
  return text;
}
