/** Joins Electron's windows, screen and keys to the core. One connection after the other; no decision is made here. */
import type { Capability } from '@alongside/protocol';
import { watchCertificates } from '@alongside/shell';
import type { Machine, Start } from '../contract/session-contract.ts';
import { createHelperCore, type HelperCore } from '../core/helper-core.ts';
import { BAKED_RELAY } from './baked-relay.ts';
import { createBannerWindow } from './banner-window.ts';
import { createClock } from './clock.ts';
import { createConsentWindow } from './consent-window.ts';
import { createCaptureGate } from './display-media.ts';
import { createDisplays } from './displays.ts';
import { electronGuardCommand } from './electron-guard.ts';
import { endSafely } from './end-safely.ts';
import { createMachineInput } from './input-sink.ts';
import { createKeyGuard } from './key-guard.ts';
import { relayOf, type StartOptions } from './join-intent.ts';
import { log } from './log.ts';
import { captureProblemOf, isTrustedOnMac } from './machine.ts';
import type { Mailbox } from './mailbox.ts';
import { newGrantId } from './new-grant-id.ts';
import { createOwnWindows } from './own-windows.ts';
import { openPageHome } from './page-window.ts';
import { createPanicKey } from './panic-key.ts';
import type { Profile } from './profile.ts';
import { createRelayOrigins } from './relay-origins.ts';
import { MainSessionWindow, type PageStart } from './session-window.ts';

export type HelperRun = {
  readonly options: StartOptions;
  readonly profile: Profile;
  readonly starts: Mailbox;
};

const KEY_NAMES = process.platform === 'darwin' ? 'mac' : 'other';

export function runHelper({ options, profile, starts }: HelperRun): void {
  const { intent, relay } = options;
  const relays = createRelayOrigins([BAKED_RELAY, relay, relayOf(intent.join)], BAKED_RELAY);
  const home = openPageHome('session', relays.list());
  const explainFailure = watchCertificates(home.session);
  const machine = createMachine();
  // Looked at while the window opens; the page waits for it, so that nobody is promised what cannot be done.
  const checked = machine.input.check();
  const start = (page: PageStart): Start => {
    const about = { client: 'helper', keyNames: KEY_NAMES, machine: machine.report() } as const;
    return { ...page, ...about, relay: relay ?? BAKED_RELAY, bakedRelay: BAKED_RELAY };
  };
  const window = new MainSessionWindow({
    home,
    relays,
    intent,
    start,
    explainFailure,
    handlers: () => ({ ...core.session, 'app.start': () => checked.then(() => core.session['app.start']()) }),
    onGone: () => core.endSession(),
    onSeen: () => void machine.input.open().then(() => core.checkMachine()),
  });
  const core: HelperCore = createHelperCore({
    ...machine.ports,
    session: window,
    start: () => window.start(),
    prompts: createConsentWindow(() => core.consent, machine.prepareFor),
    banner: createBannerWindow(() => core.banner),
    capture: createCaptureGate({ session: home.session, isTrusted: window.isFrame, log }),
  });
  endSafely({ core, input: machine.input, profile });
  window.open();
  starts.open((news) => (news === null ? window.show() : window.fill(news)));
}

/** Everything of this computer that the core works with and that has no window. */
function createMachine() {
  const ownWindows = createOwnWindows();
  const displays = createDisplays();
  const guard = createKeyGuard(electronGuardCommand());
  const input = createMachineInput({
    ownWindows,
    log,
    isTrustedOnMac,
    guard,
  });
  const report = (): Machine => {
    return { captureProblem: captureProblemOf(displays), inputProblem: input.problem() };
  };
  const ports = {
    clock: createClock(),
    panicKey: createPanicKey(),
    machine: report,
    keyNames: KEY_NAMES,
    newGrantId,
    displays,
    input,
    ownWindows,
    log,
  } as const;
  // Whoever may be given control soon finds the guard in its place.
  const prepareFor = (capability: Capability): void => {
    if (capability === 'control-desktop') guard.open();
  };
  return { input, report, ports, prepareFor };
}
