/** Joins the installed browser, the X server and the loopback carrier to the core. No decision is made here. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createPages } from '@alongside/shell/pages';
import type { Machine } from '@alongside/protocol';
import type { Start } from '../../contract/session-contract.ts';
import { createHelperCore, type HelperCore } from '../../core/helper-core.ts';
import type { BannerWindow, CaptureGate } from '../../core/ports.ts';
import { BAKED_RELAY } from '../baked-relay.ts';
import { relayOf, type StartOptions } from '../join-intent.ts';
import { log } from '../log.ts';
import type { Profile } from '../profile.ts';
import { createRelayOrigins } from '../relay-origins.ts';
import { browserFlags } from './browser-flags.ts';
import { createBrowserMachine, KEY_NAMES } from './browser-machine.ts';
import { BrowserProgram } from './browser-program.ts';
import { endInOrder } from './end-in-order.ts';
import { createLoopbackPromptWindow } from './loopback-prompt-window.ts';
import { LoopbackSessionWindow, type PageStart } from './loopback-session-window.ts';

const SIZE = { width: 440, height: 720 } as const;

type BrowserHelperRun = {
  readonly options: StartOptions;
  readonly profile: Profile;
  /** The installed browser. */
  readonly program: string;
  readonly remoteDebugging: boolean;
};

/** Resolves when all has ended and nothing is left behind. */
export async function runBrowserHelper(run: BrowserHelperRun): Promise<void> {
  const { options, profile } = run;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const browser = new BrowserProgram({
    program: run.program,
    profileDir: profile.dir,
    flags: () => flagsOf(run, machine.screens()),
    onEnd: end,
  });
  const { pages, consentPages, relays } = servePages(options);
  const machine = await createBrowserMachine(() => browser.processId);
  const window = new LoopbackSessionWindow({
    pages,
    relays,
    intent: options.intent,
    start: (page) => startOf(page, options, machine.report()),
    handlers: () => core.session,
    onGone: () => core.endSession(),
    onClosed: end,
  });
  const core: HelperCore = createHelperCore({
    ...machine.ports,
    askers: 'csrs',
    session: window,
    start: () => window.start(),
    prompts: createLoopbackPromptWindow({
      pages: consentPages,
      handlers: () => core.consent,
      openWindow: (url) => browser.openWindow(url),
    }),
    banner: NO_BANNER,
    capture: NO_GATE,
  });
  const closing = endInOrder({ core, window, machine, browser, profile, end });
  browser.openWindow(await window.open());
  log('helper started', { carrier: 'browser' });
  await ended;
  await closing.close();
}

function startOf(page: PageStart, { relay }: StartOptions, machine: Machine): Start {
  const about = { client: 'helper-browser', keyNames: KEY_NAMES, machine } as const;
  return { ...page, ...about, place: null, relay: relay ?? BAKED_RELAY, bakedRelay: BAKED_RELAY };
}

/** A browser has no window that stays on top: the session window says and stops what is shared, and so does its own bar. */
const NO_BANNER: BannerWindow = { show: () => undefined };

/** A browser asks nobody before its own page captures: the page does so when it is told to, and only then. */
const NO_GATE: CaptureGate = { open: () => undefined, close: () => undefined };

function flagsOf({ profile, remoteDebugging }: BrowserHelperRun, screens: number): readonly string[] {
  return browserFlags({ profileDir: profile.dir, size: SIZE, screens, remoteDebugging });
}

function servePages({ relay, intent }: StartOptions) {
  const rootDir = builtPages();
  const relays = createRelayOrigins([BAKED_RELAY, relay, relayOf(intent.join)], BAKED_RELAY);
  return {
    relays,
    pages: createPages({ rootDir, connectTo: relays.list() }),
    consentPages: createPages({ rootDir }),
  };
}

/** Beside the built program, or in the app's `dist` when run from its source. */
function builtPages(): string {
  const here = import.meta.dirname;
  const found = ['../renderer', '../../../dist/renderer']
    .map((folder) => path.resolve(here, folder))
    .find(
      (folder) =>
        existsSync(path.join(folder, 'session.html')) && !folder.includes(`${path.sep}src${path.sep}`),
    );
  if (found === undefined) throw new Error('the pages are not built: npm run build');
  return found;
}
