/** The request on screen and those behind it. Knows how they end, not what comes of them. */
import type { Fact, PeerMessageOf } from '@alongside/protocol';
import { unchanged, type Step } from './draft.ts';
import type { AuthorityEffect } from './effects.ts';
import type { AuthorityState, PendingRequest } from './state.ts';

export type Outcome = PeerMessageOf<'consent.answer'>['outcome'];

export function pendingRequests(state: AuthorityState): readonly PendingRequest[] {
  return state.desk.kind === 'asking' ? [state.desk.shown, ...state.desk.waiting] : [];
}

export function enqueue(state: AuthorityState, request: PendingRequest, at: number): AuthorityState {
  const { desk } = state;
  return {
    ...state,
    desk:
      desk.kind === 'clear'
        ? { kind: 'asking', shown: request, shownAt: at, waiting: [] }
        : { ...desk, waiting: [...desk.waiting, request] },
  };
}

/** Without an outcome nobody is told: the asker is not there. Which one is on screen next, `settle` sees to. */
export function dropRequests(
  state: AuthorityState,
  of: (request: PendingRequest) => boolean,
  outcome?: Outcome,
): Step {
  const { desk } = state;
  const dropped = pendingRequests(state).filter(of);
  if (desk.kind === 'clear' || dropped.length === 0) return unchanged(state);
  const [shown, ...waiting] = pendingRequests(state).filter((request) => !dropped.includes(request));
  return {
    state: {
      ...state,
      desk:
        shown === undefined ? { kind: 'clear' } : { kind: 'asking', shown, shownAt: desk.shownAt, waiting },
    },
    effects: outcome === undefined ? [] : dropped.map((request) => answer(request, outcome)),
  };
}

export function expireRequests(state: AuthorityState, at: number): Step {
  const expired = pendingRequests(state).filter((request) => request.expiresAt <= at);
  const dropped = dropRequests(state, (request) => expired.includes(request), 'expired');
  const facts = expired.map((request) => recordOf('consent.expired', request, at));
  return { ...dropped, effects: [...facts, ...dropped.effects] };
}

export function answer({ peer, requestId }: PendingRequest, outcome: Outcome): AuthorityEffect {
  return { type: 'tell', peer, message: { type: 'consent.answer', requestId, outcome } };
}

export function recordOf(
  kind: 'consent.asked' | 'consent.declined' | 'consent.expired',
  { requestId, capability, peer: csr }: PendingRequest,
  at: number,
): AuthorityEffect {
  const fact: Fact = { kind, at, requestId, capability, csr };
  return { type: 'record', fact };
}
