/**
 * The trusted side on a CSR's own machine, while they show a monitor or a window and let customers ask to control it:
 * the same consent, windows, guards and hands as on a customer's, the other way round. It limits what can be asked for to
 * what is shown; the picture goes without it.
 */
import type { Handlers, Served } from '@alongside/ipc';
import { decodePeerMessage, ok, UNASKED_MACHINE, type DisplayInfo, type Machine } from '@alongside/protocol';
import { captureSources } from '@alongside/shell';
import type { WindowChoice } from '../contract/consent-contract.ts';
import type { HostContract } from '../contract/session-contract.ts';
import { createHelperCore, type HelperCore } from '../core/helper-core.ts';
import {
  KEEP_NOTHING,
  NO_CLIPBOARD,
  NO_DOWNLOADS,
  NO_FOLDERS,
  NO_OVERLAY,
  NO_REBOOT,
  NO_ACTIVE_WINDOW,
  NO_SYSTEM_INFO,
  SAVED_BY_PAGE,
  NO_WINDOWS,
  NO_ZONES_HERE,
  type Displays,
  type Ports,
  type SessionWindow,
  type Windows,
} from '../core/ports.ts';
import { createBannerWindow } from './banner-window.ts';
import { createConsentWindow } from './consent-window.ts';
import { createTextSize } from './text-size.ts';
import { createThisComputer } from './this-computer.ts';

export { isElectronGuard, runElectronGuard } from './electron-guard.ts';

export type OwnHost = {
  readonly handlers: Handlers<HostContract>;
  /** From now on customers may ask to control this capture source; false where it is there no more. */
  readonly open: (source: string) => Promise<boolean>;
  /** All that was allowed is taken back, everything held is let go. */
  readonly close: () => Promise<void>;
};

type Shown =
  | { readonly kind: 'display'; readonly display: DisplayInfo }
  | { readonly kind: 'window'; readonly window: WindowChoice };

type Running = {
  readonly core: HelperCore;
  readonly machine: ReturnType<typeof createThisComputer>;
  readonly shown: Shown;
};

export function createOwnHost(emit: Served<HostContract>['emit']): OwnHost {
  let running: Running | null = null;
  let windows: HostWindows | null = null;
  const close = async (): Promise<void> => {
    const ending = running;
    running = null;
    ending?.core.close();
    await ending?.machine.input.close();
  };
  return {
    handlers: forwardTo(() => running),
    async open(source) {
      await close();
      const machine = createThisComputer();
      // Nobody is promised what cannot be done.
      const [shown] = await Promise.all([find(source, machine.ports), machine.input.check()]);
      if (shown === undefined || machine.input.problem() !== null) return false;
      windows ??= openWindows(() => running);
      const core = createHelperCore({ ...portsFor({ machine, shown, emit }), ...windows });
      running = { core, machine, shown };
      void machine.input.open().then(() => {
        core.checkMachine();
      });
      return true;
    },
    close,
  };
}

type HostWindows = Pick<Ports, 'prompts' | 'banner'>;

/** Once: their pages are served as long as the program runs. They show only what is running. */
function openWindows(running: () => Running | null): HostWindows {
  const core = (): HelperCore => {
    const now = running();
    if (now === null) throw new Error('a window of a host that is closed');
    return now.core;
  };
  const textSize = createTextSize();
  return {
    prompts: createConsentWindow(
      () => core().consent,
      textSize,
      (capability) => running()?.machine.prepareFor(capability),
    ),
    banner: createBannerWindow(() => core().banner, textSize),
  };
}

async function find(
  source: string,
  { displays, windows }: { readonly displays: Displays; readonly windows: Windows },
): Promise<Shown | undefined> {
  const window = (await windows.list()).find(({ id }) => id === source);
  if (window !== undefined) return { kind: 'window', window };
  const screens = await captureSources('screen');
  const screen = screens.find(({ id }) => id === source)?.display_id;
  const display = displays.list().find(({ id }) => id === screen);
  return display === undefined ? undefined : { kind: 'display', display };
}

type Parts = Pick<Running, 'machine' | 'shown'> & { readonly emit: Served<HostContract>['emit'] };

function portsFor({ machine, shown, emit }: Parts): Omit<Ports, keyof HostWindows> {
  return {
    ...machine.ports,
    ...onlyShown(shown, machine.ports),
    askers: 'customers',
    machine: () => machineOf(machine.report()),
    clipboard: NO_CLIPBOARD,
    overlay: NO_OVERLAY,
    keep: KEEP_NOTHING,
    reboot: NO_REBOOT,
    systemInfo: NO_SYSTEM_INFO,
    activeWindow: NO_ACTIVE_WINDOW,
    saveFile: SAVED_BY_PAGE,
    downloads: NO_DOWNLOADS,
    folders: NO_FOLDERS,
    // The window sends the picture already, to whoever wants to look.
    capture: { open: () => undefined, close: () => undefined },
    session: windowFor(emit),
    start: neverAsked,
  };
}

/** Nothing else can be chosen, by either side. */
function onlyShown(shown: Shown, { displays, windows }: Running['machine']['ports']) {
  if (shown.kind === 'window') {
    const list = (): Promise<readonly WindowChoice[]> => Promise.resolve([shown.window]);
    return { windows: { list, watch: windows.watch }, displays };
  }
  const list = (): readonly DisplayInfo[] => displays.list().filter(({ id }) => id === shown.display.id);
  return { windows: NO_WINDOWS, zones: NO_ZONES_HERE, displays: { list, onChange: displays.onChange } };
}

function machineOf({ captureProblem, inputProblem }: Machine): Machine {
  const rest = {
    clipboardProblem: 'unsupported',
    drawingProblem: 'unsupported',
    rebootProblem: 'unsupported',
    systemInfoProblem: 'unsupported',
    filesProblem: 'unsupported',
  } as const;
  return { ...UNASKED_MACHINE, ...rest, captureProblem, inputProblem };
}

/** Whoever is shown a window does not ask for the desktop, and nobody asks for what they see already. */
function isFitting(raw: string, { kind }: Shown): boolean {
  const message = decodePeerMessage(raw);
  if (!message.ok || message.value.type !== 'consent.request') return true;
  return message.value.capability === (kind === 'window' ? 'control-application' : 'control-desktop');
}

type HostEvent = Parameters<Served<HostContract>['emit']>[0];

/** What a console's window has no use for. */
const OF_A_HELPER = { 'start.changed': true, 'app.closing': true, 'files.changed': true };

function windowFor(emit: Served<HostContract>['emit']): SessionWindow {
  return {
    emit: (name, payload) => {
      if (!(name in OF_A_HELPER)) emit(name as HostEvent, payload as never);
    },
    confirmRelay: neverAsked,
    explainFailure: neverAsked,
    keepPlace: () => undefined,
    close: neverAsked,
  };
}

/** These calls are not in the contract of a console's window. */
function neverAsked(): never {
  throw new Error('a console does not ask this of its own host');
}

function forwardTo(running: () => Running | null): Handlers<HostContract> {
  const session = () => running()?.core.session;
  return {
    'session.joined': (joined) => session()?.['session.joined'](joined) ?? ok(),
    'session.ended': () => session()?.['session.ended'](undefined) ?? ok(),
    'peer.present': (present) => session()?.['peer.present'](present) ?? ok(),
    'peer.trust': (trust) => session()?.['peer.trust'](trust) ?? ok(),
    'peer.distrust': (distrust) => session()?.['peer.distrust'](distrust) ?? ok(),
    'peer.lost': (lost) => session()?.['peer.lost'](lost) ?? ok(),
    'peer.gone': (gone) => session()?.['peer.gone'](gone) ?? ok(),
    'peer.message': (message) => {
      const now = running();
      if (now === null || !isFitting(message.raw, now.shown)) return ok();
      return now.core.session['peer.message'](message);
    },
    'grant.revoke': (grant) => session()?.['grant.revoke'](grant) ?? ok(),
    'grants.revoke-all': () => session()?.['grants.revoke-all'](undefined) ?? ok(),
    'capture.ended': () => session()?.['capture.ended'](undefined) ?? ok(),
    input: (bytes) => session()?.input(bytes),
  };
}
