/** The customer takes back: one grant, or everything at once. */
import { inTurn, unchanged, type Step } from './draft.ts';
import type { GrantEvent } from './events.ts';
import { endGrants } from './grants.ts';
import { dropRequests } from './prompt-queue.ts';
import { withoutBlanket, type AuthorityState } from './state.ts';

type EventOf<T extends GrantEvent['type']> = Extract<GrantEvent, { type: T }>;

export function revokeGrant(state: AuthorityState, event: EventOf<'grant.revoke'>): Step {
  const revoked = state.grants.find((grant) => grant.id === event.grantId);
  if (revoked === undefined) return unchanged(state);
  return inTurn(
    state,
    (now) => endGrants(now, { of: (grant) => grant.id === revoked.id, why: 'revoked', at: event.at }),
    (now) => unchanged(withoutBlanket(now, (peer) => peer.id === revoked.csr)),
  );
}

/** Also what is asked at this moment: a customer who presses the panic key has no *Allow* left on screen. */
export function revokeAll(state: AuthorityState, { why, at }: EventOf<'revoke-all'>): Step {
  return inTurn(
    state,
    (now) => endGrants(now, { of: () => true, why, at }),
    (now) => dropRequests(now, () => true, 'declined'),
    (now) => unchanged(withoutBlanket(now, () => true)),
    // Another session is another press of *Join*: it begins with a clean sheet.
    (now) => unchanged(why === 'ended' ? { ...now, asks: [], refusedKeys: [] } : now),
  );
}
