/** What is allowed, and every way in which it ends. Control covers the picture: there is one grant to a request. */
import {
  CONTROL_LIFE_MS,
  type Capability,
  type Grant,
  type GrantEnding,
  type GrantId,
  type ParticipantId,
} from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { AuthorityEffect } from './effects.ts';
import type { GrantEvent } from './events.ts';
import type { AuthorityPeer, AuthorityState } from './state.ts';

type EventOf<T extends GrantEvent['type']> = Extract<GrantEvent, { type: T }>;

/** Also by a grant that says more: who controls, sees. */
export function isCovered(state: AuthorityState, csr: ParticipantId, capability: Capability): boolean {
  return state.grants.some(
    (grant) =>
      grant.csr === csr && (grant.capability === capability || grant.capability === 'control-desktop'),
  );
}

export function controlGrant(state: AuthorityState): Grant | undefined {
  return state.grants.find((grant) => grant.capability === 'control-desktop');
}

/** Control has one holder: giving it takes it from whoever had it. */
export function giveGrant(
  state: AuthorityState,
  give: {
    readonly grantId: GrantId;
    readonly peer: AuthorityPeer;
    readonly capability: Capability;
    /** When the customer said the yes that this comes from. */
    readonly allowedAt: number;
    readonly at: number;
  },
): Step {
  const { grantId, peer, capability, allowedAt, at } = give;
  // An hour of control is an hour since somebody said yes, not since the last silent renewal.
  const expiresAt = capability === 'control-desktop' ? allowedAt + CONTROL_LIFE_MS : null;
  const grant: Grant = { id: grantId, capability, csr: peer.id, givenAt: at, expiresAt };
  const fact = { kind: 'grant.given', at, grantId, capability, csr: peer.id } as const;
  return inTurn(
    state,
    (now) =>
      capability === 'control-desktop'
        ? endGrants(now, { of: (held) => held.capability === 'control-desktop', why: 'revoked', at })
        : unchanged(now),
    (now) => ({
      state: { ...now, grants: [...now.grants, grant] },
      effects: [{ type: 'record', fact }],
    }),
  );
}

/** Whoever loses the picture loses control with it: nobody works blindly on somebody's machine. */
export function endGrants(
  state: AuthorityState,
  end: { readonly of: (grant: Grant) => boolean; readonly why: GrantEnding; readonly at: number },
): Step {
  const named = state.grants.filter(end.of);
  const blinded = new Set(named.filter((grant) => grant.capability === 'view-desktop').map(({ csr }) => csr));
  const ended = state.grants.filter((grant) => named.includes(grant) || blinded.has(grant.csr));
  if (ended.length === 0) return unchanged(state);
  return {
    state: { ...state, grants: state.grants.filter((grant) => !ended.includes(grant)) },
    effects: ended.map(({ id: grantId, capability, csr }): AuthorityEffect => {
      return {
        type: 'record',
        fact: { kind: 'grant.ended', at: end.at, grantId, capability, csr, why: end.why },
      };
    }),
  };
}

export function releaseGrant(state: AuthorityState, event: EventOf<'grant.release'>): Step {
  const { grantId, peer, at } = event;
  // Its own only: an id that a CSR has seen in `grants.changed` gives no say over another's.
  return endGrants(state, {
    of: (grant) => grant.id === grantId && grant.csr === peer,
    why: 'released',
    at,
  });
}
