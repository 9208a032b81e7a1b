/**
 * The trusted side in the page itself, for joining in a browser: the same core with the few ports that a page has.
 * There is no hand to lend here; what is shown, the customer picks in the browser's own dialog.
 */
import { serveInPage, type ServedInPage } from '@alongside/ipc/in-page';
import { grantIdSchema, ok, type CaptureProblem, type GrantId } from '@alongside/protocol';
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
import type { Clock, Ports } from '../../core/ports.ts';

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
  const core = createHelperCore({
    ...pagePorts(),
    start: () => startOf(intent),
    session: {
      emit: (name, payload) => session.emit(name, payload),
      confirmRelay: () => ok('go-on'),
      explainFailure: () => 'unreachable',
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
  return { session, consent, banner, prompt, shared, close: core.close };
}

function startOf(intent: Intent): Start {
  const relay = location.origin;
  return {
    client: 'browser-join',
    intent,
    relay,
    // The page comes from the relay: whoever is here has reached it already.
    bakedRelay: relay,
    machine: { captureProblem: captureProblem(), inputProblem: 'unsupported' },
    keyNames: 'none',
    pressedJoin: false,
    notice: null,
  };
}

function captureProblem(): CaptureProblem | null {
  const { mediaDevices } = navigator as Partial<Navigator>;
  return mediaDevices !== undefined && 'getDisplayMedia' in mediaDevices ? null : 'unsupported';
}

const nothing = (): void => undefined;

type PagePorts = Omit<Ports, 'start' | 'session' | 'prompts' | 'banner'>;

function pagePorts(): PagePorts {
  return {
    clock: createPageClock(),
    newGrantId,
    displays: { list: () => [], onChange: () => nothing },
    // The browser's own picker is the gate.
    capture: { open: nothing, close: nothing },
    input: { inject: nothing, stop: nothing, watch: nothing },
    ownWindows: { covers: () => true, hasFocus: () => true, onChange: () => nothing },
    panicKey: { arm: () => false },
    machine: () => ({ captureProblem: captureProblem(), inputProblem: 'unsupported' }),
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
