/**
 * The trusted side in the page itself, for joining in a browser: the same core with the few ports that a page has.
 * There is no hand to lend here; what is shown, the customer picks in the browser's own dialog.
 */
import { serveInPage, type ServedInPage } from '@alongside/ipc/in-page';
import { grantIdSchema, ok, type CaptureProblem, type GrantId, type Machine } from '@alongside/protocol';
import { createStore, type Store } from '@alongside/ui';
import { bannerContract, type BannerContract, type BannerView } from '../../contract/banner-contract.ts';
import { consentContract, type ConsentContract, type PromptView } from '../../contract/consent-contract.ts';
import {
  sessionContract,
  type Intent,
  type SessionContract,
  type Start,
} from '../../contract/session-contract.ts';
import { createHelperCore } from '../../core/helper-core.ts';
import {
  NO_OVERLAY,
  NO_CLIPBOARD,
  NO_REBOOT,
  NO_ACTIVE_WINDOW,
  NO_SYSTEM_INFO,
  SAVED_BY_PAGE,
  NO_FOLDERS,
  NO_WINDOWS,
  NO_ZONES_HERE,
  type Clock,
  type Ports,
} from '../../core/ports.ts';

import { createPagePlace } from './page-place.ts';
import { PAGE_DOWNLOADS } from './page-downloads.ts';

export type InPageCore = {
  readonly session: ServedInPage<SessionContract>;
  readonly consent: ServedInPage<ConsentContract>;
  readonly banner: ServedInPage<BannerContract>;
  readonly prompt: Store<PromptView | null>;
  readonly shared: Store<BannerView | null>;
  readonly close: () => void;
};

export function createInPageCore(intent: Intent): InPageCore {
  const prompt = createStore<PromptView | null>(null);
  const shared = createStore<BannerView | null>(null);
  const place = createPagePlace(sessionStorage);
  const core = createHelperCore({
    ...pagePorts(),
    keep: ({ proved }) => place.setProved(proved),
    start: () => ({ ...startOf(intent), place: place.load() }),
    session: {
      emit: (name, payload) => session.emit(name, payload),
      confirmRelay: () => ok('go-on'),
      explainFailure: () => 'unreachable',
      keepPlace: place.keep,
      close: () => undefined,
    },
    prompts: {
      show(asked) {
        prompt.set(asked);
        consent.emit('prompt.changed', asked);
      },
      close: () => prompt.set(null),
    },
    banner: { show: (banner) => shared.set(banner) },
  });
  const session = serveInPage(sessionContract, core.session, { onBug: reportBug });
  const consent = serveInPage(consentContract, core.consent, { onBug: reportBug });
  const banner = serveInPage(bannerContract, core.banner, { onBug: reportBug });
  const close = (): void => {
    place.freeze();
    core.close();
  };
  return { session, consent, banner, prompt, shared, close };
}

function startOf(intent: Intent): Start {
  const relay = location.origin;
  return {
    client: 'browser-join',
    intent,
    relay,
    // The page comes from the relay: whoever is here has reached it already.
    bakedRelay: relay,
    machine: pageMachine(),
    keyNames: 'none',
    pressedJoin: false,
    place: null,
    notice: null,
  };
}

function pageMachine(): Machine {
  const rest = {
    inputProblem: 'unsupported',
    applicationProblem: 'unsupported',
    clipboardProblem: 'unsupported',
    rebootProblem: 'unsupported',
    systemInfoProblem: 'unsupported',
    filesProblem: 'unsupported',
    drawingProblem: 'unsupported',
  } as const;
  return { captureProblem: captureProblem(), ...rest };
}

function captureProblem(): CaptureProblem | null {
  const { mediaDevices } = navigator as Partial<Navigator>;
  return mediaDevices !== undefined && 'getDisplayMedia' in mediaDevices ? null : 'unsupported';
}

const nothing = (): void => undefined;

type PagePorts = Omit<Ports, 'start' | 'session' | 'prompts' | 'banner' | 'keep'>;

function pagePorts(): PagePorts {
  return {
    askers: 'csrs',
    clock: createPageClock(),
    newGrantId,
    windows: NO_WINDOWS,
    zones: NO_ZONES_HERE,
    clipboard: NO_CLIPBOARD,
    overlay: NO_OVERLAY,
    reboot: NO_REBOOT,
    systemInfo: NO_SYSTEM_INFO,
    activeWindow: NO_ACTIVE_WINDOW,
    saveFile: SAVED_BY_PAGE,
    downloads: PAGE_DOWNLOADS,
    folders: NO_FOLDERS,
    displays: { list: () => [], onChange: () => nothing },
    // The browser's own picker is the gate.
    capture: { open: nothing, close: nothing },
    input: { inject: nothing, stop: nothing, watch: nothing },
    ownWindows: { covers: () => true, hasFocus: () => true, onChange: () => nothing },
    panicKey: { arm: () => false },
    machine: pageMachine,
    keyNames: 'none',
    log: nothing,
  };
}

function createPageClock(): Clock {
  return {
    now: () => Math.round(performance.timeOrigin + performance.now()),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

function newGrantId(): GrantId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = btoa(String.fromCharCode(...bytes));
  return grantIdSchema.parse(text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
}

/** The browser's own console is the edge of this program. */
function reportBug(error: unknown): void {
  reportError(error);
}
