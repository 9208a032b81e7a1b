/** Starts the real programs: relay, console, helper, and the customer's other program. Each returns what closes it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, chromium, errors, type BrowserContext, type ElectronApplication } from '@playwright/test';
import { firstLine, run } from './processes.ts';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
export const CSR = { email: 'kim@example.com', name: 'Kim Minji', password: 'correct horse battery staple' };

const NODE = process.execPath;
const START_TIMEOUT_MS = 30_000;
const LAUNCH_ATTEMPTS = 3;
/** Chromium refuses its sandbox to root, and only then is it given up. */
export const SANDBOX_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const QUIET_CHROMIUM = [
  ...SANDBOX_FLAGS,
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // No bars and bubbles of the browser's own over what is tested.
  '--test-type',
];

const NO_PASSWORD_BUBBLE = {
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
};

export type RelayProgram = AsyncDisposable & {
  readonly url: string;
  readonly data: string;
  /** `SIGKILL`: nothing is saved that was not saved already. */
  kill(): Promise<void>;
  /** A new process on the same port and data. */
  start(): Promise<void>;
};

type RelaySettings = {
  /** Beside the one CSR. */
  readonly accounts?: readonly (typeof CSR)[];
  /** Further words on its command line. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What its command line begins with, where it runs in a namespace of its own. */
  readonly within?: readonly string[];
};

/** A relay on a free port with one CSR account. */
export async function startRelayProcess(settings: RelaySettings = {}): Promise<RelayProgram> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-relay-'));
  for (const account of [CSR, ...(settings.accounts ?? [])]) await addAccount(data, account);
  let relay = await spawnRelay(data, 0, settings);
  const port = Number(new URL(relay.url).port);
  const kill = async () => {
    relay.running.process.kill('SIGKILL');
    await relay.running.close();
  };
  return {
    url: relay.url,
    data,
    kill,
    start: async () => {
      relay = await spawnRelay(data, port, settings);
    },
    [Symbol.asyncDispose]: async () => {
      await relay.running.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function spawnRelay(data: string, port: number, { args = [], env, within = [] }: RelaySettings) {
  const flags = ['--port', String(port), '--data', data, ...args];
  const [program = NODE, ...rest] = [...within, NODE, 'signaling/src/main.ts', ...flags];
  const running = run(program, rest, { cwd: ROOT, env: env ?? {} });
  const url = await firstLine(running, listeningUrl, START_TIMEOUT_MS);
  return { running, url };
}

export function listeningUrl(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== 'object' || entry === null || !('msg' in entry) || entry.msg !== 'listening')
    return undefined;
  return 'url' in entry && typeof entry.url === 'string' ? entry.url : undefined;
}

export async function addAccount(data: string, account: typeof CSR): Promise<void> {
  const args = [
    'user',
    'add',
    '--email',
    account.email,
    '--name',
    account.name,
    '--role',
    'csr',
    '--password-stdin',
  ];
  const { spawnSync } = await import('node:child_process');
  const added = spawnSync(NODE, ['signaling/src/admin.ts', ...args, '--data', data], {
    cwd: ROOT,
    input: `${account.password}\n`,
    encoding: 'utf8',
  });
  if (added.status !== 0) throw new Error(`user add failed: ${added.stderr}${added.stdout}`);
}

/** Undefined where no Electron is to be had; its tests then say why they were skipped. */
export function electronPath(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined) return join(override, 'electron');
  try {
    const path: unknown = createRequire(import.meta.url)('electron');
    return typeof path === 'string' ? path : undefined;
  } catch {
    // The package throws where its binary could not be downloaded.
    return undefined;
  }
}

/** As the runtime says of itself, in the `version` file beside its binary. */
export function electronVersion(): string | null {
  const path = electronPath();
  return path === undefined ? null : readFileSync(join(dirname(path), 'version'), 'utf8').trim();
}

type ElectronLaunch = {
  /** The app's folder or script; none where the program has its app packed in. */
  readonly entry?: string;
  readonly program?: string;
  readonly display: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/**
 * Starts Electron under Playwright. The driver's handshake with a starting program now and then never ends on a busy
 * machine, before any code of ours has run, so it is tried anew; what the program does after that is never retried.
 */
export async function launchElectron({ entry, program, display, args = [], env = {} }: ElectronLaunch) {
  const executablePath = program ?? electronPath();
  if (executablePath === undefined) throw new Error('Electron is not to be had on this machine');
  const options = {
    executablePath,
    args: [...SANDBOX_FLAGS, ...(entry === undefined ? [] : [entry]), ...args],
    env: { ...definedEnv(), DISPLAY: display, LANGUAGE: 'en', LANG: 'en_US.UTF-8', ...env },
    timeout: START_TIMEOUT_MS,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch(options);
    } catch (error) {
      if (attempt === LAUNCH_ATTEMPTS || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
}

type AppOptions = {
  readonly display: string;
  readonly relay: string;
  readonly profile: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export function launchConsole(options: AppOptions): Promise<ElectronApplication> {
  return launchApp('console', options);
}

export function launchHelper(options: AppOptions): Promise<ElectronApplication> {
  return launchApp('helper', options);
}

function launchApp(name: 'console' | 'helper', options: AppOptions): Promise<ElectronApplication> {
  const args = [`--relay=${options.relay}`, `--profile=${options.profile}`, ...(options.args ?? [])];
  const { display, env = {} } = options;
  return launchElectron({ entry: join(ROOT, 'apps', name), display, args, env });
}

type BrowserOptions = {
  readonly display: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** The upper left corner of its window on the display. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly args?: readonly string[];
};

/** `whole`: fills the display, without a frame. `window`: one among others, as people have it. */
type TargetOptions = BrowserOptions & {
  readonly as?: 'whole' | 'window';
  /** Which of the programs in `target`. */
  readonly name?: 'page' | 'scroll';
};

/** A Chromium of its own with a visible window. */
export async function launchBrowser(options: BrowserOptions): Promise<BrowserContext & AsyncDisposable> {
  const profile = mkdtempSync(join(tmpdir(), 'alongside-browser-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(NO_PASSWORD_BUBBLE));
  const { width, height } = options.size ?? { width: 1280, height: 800 };
  const { x, y } = options.at ?? { x: 0, y: 0 };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: false,
    viewport: null,
    locale: 'en-US',
    env: { ...definedEnv(), DISPLAY: options.display },
    args: [
      ...QUIET_CHROMIUM,
      `--window-position=${x},${y}`,
      `--window-size=${width},${height}`,
      ...(options.args ?? []),
    ],
  });
  return Object.assign(context, {
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  });
}

/** Chromium takes a pixel off both sides of a window that has just the size of its monitor. */
function covering({ width, height }: { width: number; height: number }) {
  return { width, height: height + 1 };
}

/** The customer's other program: it keeps what mouse and keyboard do to it. */
export async function launchTarget({ as = 'whole', name = 'page', ...options }: TargetOptions) {
  const page = fileURLToPath(new URL(`../target/${name}.html`, import.meta.url));
  const context = await launchBrowser({
    ...options,
    ...(as === 'whole' && options.size !== undefined ? { size: covering(options.size) } : {}),
    args: [...(as === 'whole' ? ['--kiosk'] : []), `--app=file://${page}`, ...(options.args ?? [])],
  });
  const [window] = context.pages();
  if (window === undefined) throw new Error('the target has no window');
  await window.locator('#text').waitFor();
  return { context, page: window, [Symbol.asyncDispose]: () => context[Symbol.asyncDispose]() };
}

/** A profile folder for one run. */
export function temporaryProfile(prefix = 'alongside-profile-'): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), prefix));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
