/** Who is there, and whether it is who it says. What a peer was given is bound to its keys and falls with them. */
import { PEER_GRACE_MS, type Fact, type ParticipantId, type TrustLevel } from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { PeerEvent } from './events.ts';
import { endGrants } from './grants.ts';
import { dropRequests } from './prompt-queue.ts';
import { mayAsk, withoutBlanket, withPeer, type AuthorityPeer, type AuthorityState } from './state.ts';

/** Far more than anybody refuses by hand. */
const MAX_REFUSED_KEYS = 64;

type EventOf<T extends PeerEvent['type']> = Extract<PeerEvent, { type: T }>;

export function peerPresent(state: AuthorityState, event: EventOf<'peer.present'>): Step {
  const { peer: id, name, role, keys, at } = event;
  const known = state.peers.get(id);
  const fresh: AuthorityPeer = {
    id,
    name,
    role,
    keys,
    presence: { kind: 'here' },
    trust: { kind: state.refusedKeys.includes(keys) ? 'refused' : 'unknown' },
    blanket: { kind: 'ask' },
  };
  // Other keys are another machine, whatever name it brings: nothing that the old one had is for it.
  if (known !== undefined && known.keys !== keys) {
    const emptied = inTurn(
      state,
      (now) => endGrants(now, { of: (grant) => grant.csr === id, why: 'peer-lost', at }),
      (now) => dropRequests(now, (request) => request.peer === id),
    );
    return { ...emptied, state: withPeer(emptied.state, fresh) };
  }
  const back = known === undefined ? fresh : { ...known, name, role, presence: fresh.presence };
  const present = withPeer(state, back);
  if (!mayAsk(state, role)) return emptyPeer(present, { id, why: 'revoked', at });
  return known !== undefined && known.role !== role ? changeLead(present, at) : unchanged(present);
}

/** Whoever has the lead now asks for it all anew: what was allowed was allowed to somebody else's session. */
function changeLead(state: AuthorityState, at: number): Step {
  return inTurn(
    { ...state, leadership: state.leadership + 1 },
    (now) => endGrants(now, { of: () => true, why: 'lead-changed', at }),
    (now) => dropRequests(now, () => true, 'withdrawn'),
    (now) => unchanged(withoutBlanket(now, () => true)),
  );
}

export function trustPeer(state: AuthorityState, event: EventOf<'peer.trust'>): Step {
  const peer = state.peers.get(event.peer);
  if (peer === undefined || peer.trust.kind === 'refused') return unchanged(state);
  const { level, words, at } = event;
  const news = peer.trust.kind !== 'known' || peer.trust.level !== level;
  const kind = news ? TRUST_FACTS[level] : null;
  const fact: Fact | null = kind === null ? null : { kind, at, peer: peer.id };
  return {
    state: withPeer(state, { ...peer, trust: { kind: 'known', level, words } }),
    effects: fact === null ? [] : [{ type: 'record', fact }],
  };
}

export function distrustPeer(state: AuthorityState, event: EventOf<'peer.distrust'>): Step {
  const peer = state.peers.get(event.peer);
  if (peer === undefined || peer.trust.kind === 'refused') return unchanged(state);
  const { why, at } = event;
  const refusedKeys = [...state.refusedKeys, peer.keys].slice(-MAX_REFUSED_KEYS);
  const refused = withPeer({ ...state, refusedKeys }, { ...peer, trust: { kind: 'refused' } });
  const emptied = emptyPeer(refused, { id: peer.id, why: 'revoked', at, outcome: 'not-trusted' });
  const fact: Fact = {
    kind: why === 'words-differ' ? 'trust.words-differed' : 'trust.failed',
    at,
    peer: peer.id,
  };
  return { state: emptied.state, effects: [{ type: 'record', fact }, ...emptied.effects] };
}

/** What it asked is dropped: nobody would hear the answer. What it was given waits for the same keys. */
export function peerLost(state: AuthorityState, { peer: id, at }: EventOf<'peer.lost'>): Step {
  const peer = state.peers.get(id);
  if (peer === undefined || peer.presence.kind === 'lost') return unchanged(state);
  const lost = withPeer(state, { ...peer, presence: { kind: 'lost', until: at + PEER_GRACE_MS } });
  return dropRequests(lost, (request) => request.peer === id);
}

export function peerGone(state: AuthorityState, { peer: id, why, at }: EventOf<'peer.gone'>): Step {
  return removePeer(state, { id, why, at });
}

export function removePeer(
  state: AuthorityState,
  {
    id,
    why,
    at,
  }: { readonly id: ParticipantId; readonly why: 'left' | 'ended' | 'peer-lost'; readonly at: number },
): Step {
  if (!state.peers.has(id)) return unchanged(state);
  const emptied = inTurn(
    state,
    (now) => endGrants(now, { of: (grant) => grant.csr === id, why, at }),
    (now) => dropRequests(now, (request) => request.peer === id),
  );
  const peers = new Map(emptied.state.peers);
  peers.delete(id);
  return { ...emptied, state: { ...emptied.state, peers } };
}

const TRUST_FACTS = {
  'link-proved': 'trust.proved',
  'words-shown': null,
  'words-matched': 'trust.words-matched',
} as const satisfies Record<TrustLevel, Fact['kind'] | null>;

/** The peer stays, with nothing. */
function emptyPeer(
  state: AuthorityState,
  options: {
    readonly id: ParticipantId;
    readonly why: 'revoked';
    readonly at: number;
    readonly outcome?: 'not-trusted';
  },
): Step {
  const { id, why, at, outcome } = options;
  return inTurn(
    state,
    (now) => endGrants(now, { of: (grant) => grant.csr === id, why, at }),
    (now) => dropRequests(now, (request) => request.peer === id, outcome),
    (now) => {
      const peer = now.peers.get(id);
      return unchanged(peer === undefined ? now : withPeer(now, { ...peer, blanket: { kind: 'ask' } }));
    },
  );
}
