/** Joins Electron's windows, screen and keys to the core. One connection after the other; no decision is made here. */
import type { Machine } from '@alongside/protocol';
import { createSourceGate, watchCertificates } from '@alongside/shell';
import { app } from 'electron';
import type { Start } from '../contract/session-contract.ts';
import { createHelperCore, type HelperCore } from '../core/helper-core.ts';
import type { Reboot } from '../core/ports.ts';
import type { KeptSession } from '../core/kept-session.ts';
import { BAKED_RELAY } from './baked-relay.ts';
import { createBannerWindow } from './banner-window.ts';
import { createConsentWindow } from './consent-window.ts';
import { createCaptureGate } from './display-media.ts';
import { endSafely } from './end-safely.ts';
import { relayOf, type StartOptions } from './join-intent.ts';
import { log } from './log.ts';
import type { Mailbox } from './mailbox.ts';
import { openPageHome } from './page-window.ts';
import { createComeback, createReboot } from './reboot/reboot.ts';
import type { Profile } from './profile.ts';
import { createRelayOrigins } from './relay-origins.ts';
import { SessionKeeper } from './session-keeper.ts';
import { createThisComputer, KEY_NAMES } from './this-computer.ts';
import { createTextSize } from './text-size.ts';
import { MainSessionWindow, type PageStart } from './session-window.ts';

export type HelperRun = {
  readonly options: StartOptions;
  readonly profile: Profile;
  readonly starts: Mailbox;
};

export function runHelper(run: HelperRun): void {
  const { options, profile } = run;
  const keeper = new SessionKeeper({ dir: profile.dir, relay: options.relay });
  const earlier = keeper.takeUp(options);
  const comeback = createComeback(options.profileDir);
  comeback?.disarm();
  // Started by the system, and there is nothing to go back to.
  if (options.resumes && earlier === null) return app.quit();
  openHelper(run, { keeper, earlier, reboot: createReboot(keeper, comeback) });
}

type Around = {
  readonly keeper: SessionKeeper;
  readonly earlier: KeptSession | null;
  readonly reboot: Reboot;
};

function openHelper({ options, profile, starts }: HelperRun, { keeper, earlier, reboot }: Around): void {
  const site = openSite(options, earlier);
  const machine = createThisComputer();
  // Looked at while the window opens; the page waits for it, so that nobody is promised what cannot be done.
  const checked = machine.input.check();
  const textSize = createTextSize();
  const window = new MainSessionWindow({
    ...site,
    intent: options.intent,
    earlier: earlier?.place ?? null,
    onPlace: keeper.setPlace,
    comesBack: keeper.end,
    start: (page) => startOf(page, { relay: site.relay, core, machine: machine.report() }),
    textSize,
    handlers: () => ({ ...core.session, 'app.start': () => checked.then(() => core.session['app.start']()) }),
    onBroke: () => core.windowBroke(),
    onGone: () => core.endSession(),
    onSeen: () => void machine.input.open().then(() => core.checkMachine()),
  });
  const core: HelperCore = createHelperCore({
    ...machine.ports,
    askers: 'csrs',
    keep: keeper.setCore,
    reboot,
    session: window,
    start: () => window.start(),
    prompts: createConsentWindow(() => core.consent, textSize, machine.prepareFor),
    banner: createBannerWindow(() => core.banner, textSize),
    capture: createCaptureGate(
      createSourceGate({ session: site.home.session, isTrusted: window.isFrame, log }),
    ),
  });
  if (earlier !== null) core.goOn(earlier.core, earlier.aliveAt);
  endSafely({ core, input: machine.input, profile, comesBack: keeper.end });
  window.open();
  starts.open((news) => (news === null ? window.show() : window.fill(news)));
}

/** Where the session window's page lives, and which relays it may reach. */
function openSite({ intent, relay: asked }: StartOptions, earlier: KeptSession | null) {
  const relay = earlier?.relay ?? asked;
  const invited = relayOf(earlier?.place.join ?? intent.join);
  const relays = createRelayOrigins([BAKED_RELAY, relay, invited], BAKED_RELAY);
  const home = openPageHome('session', { connectTo: relays.list(), persists: true });
  return { relay, relays, home, explainFailure: watchCertificates(home.session) };
}

function startOf(
  page: PageStart,
  {
    relay,
    core,
    machine,
  }: { readonly relay: string | null; readonly core: HelperCore; readonly machine: Machine },
): Start {
  const about = { client: 'helper', keyNames: KEY_NAMES, machine } as const;
  const place = page.place === null ? null : { ...page.place, proved: core.wasProved() };
  return { ...page, ...about, place, relay: relay ?? BAKED_RELAY, bakedRelay: BAKED_RELAY };
}
