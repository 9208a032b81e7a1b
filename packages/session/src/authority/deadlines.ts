/** What is over by the clock, and when to look again. */
import type { ParticipantId } from '@alongside/protocol';
import { inTurn, type Step } from './draft.ts';
import { endGrants } from './grants.ts';
import { restHand } from './pauses.ts';
import { removePeer } from './peers.ts';
import { expireRequests, pendingRequests } from './prompt-queue.ts';
import type { AuthorityState } from './state.ts';

/** When the next `tick` is due; null when nothing waits. A tick that comes late is made up for by any event. */
export function nextDeadline(state: AuthorityState): number | null {
  const due = [
    ...pendingRequests(state).map((request) => request.expiresAt),
    ...state.grants.flatMap((grant) => grant.expiresAt ?? []),
    ...lostPeers(state).map((lost) => lost.until),
    ...(state.hand.kind === 'on' ? [state.hand.until] : []),
  ];
  return due.length === 0 ? null : Math.min(...due);
}

export function expireDue(state: AuthorityState, at: number): Step {
  const overdue = lostPeers(state).filter((lost) => lost.until <= at);
  return inTurn(
    state,
    (now) => expireRequests(now, at),
    (now) =>
      endGrants(now, { of: ({ expiresAt }) => expiresAt !== null && expiresAt <= at, why: 'expired', at }),
    ...overdue.map(
      ({ id }) =>
        (now: AuthorityState) =>
          removePeer(now, { id, why: 'peer-lost', at }),
    ),
    (now) => restHand(now, at),
  );
}

function lostPeers(state: AuthorityState): readonly { readonly id: ParticipantId; readonly until: number }[] {
  return [...state.peers.values()].flatMap(({ id, presence }) =>
    presence.kind === 'lost' ? { id, until: presence.until } : [],
  );
}
