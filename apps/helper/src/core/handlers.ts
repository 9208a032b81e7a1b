/** What each window's calls do, as the contracts list them. Nothing here can grant: it reports, answers, takes back. */
import type { Handlers } from '@alongside/ipc';
import { isCsr, ok } from '@alongside/protocol';
import type { BannerContract, BannerView } from '../contract/banner-contract.ts';
import type { ConsentContract } from '../contract/consent-contract.ts';
import type { SessionContract } from '../contract/session-contract.ts';
import type { AuthorityShell } from './authority-shell.ts';
import type { InputVerdict } from './input-gate.ts';
import { hearPeer } from './peer-messages.ts';
import type { Ports } from './ports.ts';
import type { Prompts } from './prompts.ts';
import type { SessionBook } from './session-book.ts';
import type { SharedDisplay } from './shared-display.ts';

type SessionParts = {
  readonly ports: Ports;
  readonly shell: AuthorityShell;
  readonly book: SessionBook;
  readonly display: SharedDisplay;
  readonly stopAll: (why: 'revoked' | 'ended') => void;
  readonly onInput: (bytes: Uint8Array) => InputVerdict;
};

export function serveSession(parts: SessionParts): Handlers<SessionContract> {
  const { ports, shell, book, stopAll, onInput } = parts;
  return {
    ...servePage(parts),
    'session.joined'(joined) {
      ports.log('session joined');
      book.join(joined);
      return ok();
    },
    'session.ended'() {
      ports.log('session ended');
      endSession(parts);
      return ok();
    },
    'grant.revoke'({ grantId }) {
      shell.dispatch({ type: 'grant.revoke', grantId });
      return ok();
    },
    'grants.revoke-all'() {
      stopAll('revoked');
      return ok();
    },
    'capture.ended'() {
      shell.dispatch({ type: 'capture.stopped' });
      return ok();
    },
    ...servePeers(parts),
    input(bytes) {
      onInput(bytes);
    },
  };
}

type PageCalls = Pick<
  Handlers<SessionContract>,
  'app.start' | 'app.close' | 'relay.confirm' | 'relay.explain'
>;

function servePage(parts: SessionParts): PageCalls {
  const { ports } = parts;
  return {
    'app.start'() {
      // A page that begins knows of nobody: what an earlier one left behind is nobody's any more.
      endSession(parts);
      return ok(ports.start());
    },
    'app.close'() {
      ports.session.close();
      return ok();
    },
    'relay.confirm': ({ relay, intent }) => ports.session.confirmRelay(relay, intent),
    'relay.explain': () => ok(ports.session.explainFailure()),
  };
}

type PeerCalls = Pick<
  Handlers<SessionContract>,
  `peer.${'present' | 'trust' | 'distrust' | 'lost' | 'gone' | 'message'}`
>;

function servePeers({ ports, shell, book, display }: SessionParts): PeerCalls {
  return {
    'peer.present'(present) {
      const { peer: id, name, role } = present;
      book.meet({ id, name, isCsr: isCsr(role) });
      shell.dispatch({ type: 'peer.present', ...present });
      return ok();
    },
    'peer.trust'(trust) {
      shell.dispatch({ type: 'peer.trust', ...trust });
      return ok();
    },
    'peer.distrust'(distrust) {
      shell.dispatch({ type: 'peer.distrust', ...distrust });
      return ok();
    },
    'peer.lost'(lost) {
      shell.dispatch({ type: 'peer.lost', ...lost });
      return ok();
    },
    'peer.gone'(gone) {
      shell.dispatch({ type: 'peer.gone', ...gone });
      return ok();
    },
    'peer.message'({ peer, raw }) {
      const heard = hearPeer(raw, { peer, newGrantId: ports.newGrantId, hasDisplay: display.has });
      if (heard.ok) shell.dispatch(heard.value);
      else ports.log('peer message left alone', { code: heard.code });
      return ok();
    },
  };
}

/** Everything that was given ends with the session, and so does everybody who was in it. */
export function endSession({ shell, book, stopAll }: Pick<SessionParts, 'shell' | 'book' | 'stopAll'>): void {
  stopAll('ended');
  for (const peer of shell.state.peers.keys()) shell.dispatch({ type: 'peer.gone', peer, why: 'ended' });
  book.end();
}

export function serveConsent(prompts: Prompts): Handlers<ConsentContract> {
  return { 'prompt.get': prompts.get, 'prompt.answer': prompts.answer };
}

export function serveBanner(
  banner: () => BannerView | null,
  stopAll: (why: 'revoked') => void,
): Handlers<BannerContract> {
  return {
    'banner.get': () => ok(banner()),
    'banner.stop'() {
      stopAll('revoked');
      return ok();
    },
  };
}
