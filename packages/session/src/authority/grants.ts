/** What is allowed, and every way in which it ends. Control covers the picture: there is one grant to a request. */
import {
  CONTROL_LIFE_MS,
  covers,
  isControl,
  surfaceOf,
  type Capability,
  type Grant,
  type GrantEnding,
  type GrantId,
  type Limits,
  type ParticipantId,
  type SharedWindow,
} from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { AuthorityEffect } from './effects.ts';
import type { GrantEvent } from './events.ts';
import type { AuthorityPeer, AuthorityState } from './state.ts';

type EventOf<T extends GrantEvent['type']> = Extract<GrantEvent, { type: T }>;

export type Giving = {
  readonly grantId: GrantId;
  readonly peer: AuthorityPeer;
  readonly capability: Capability;
  /** When the customer said the yes that this comes from. */
  readonly allowedAt: number;
  readonly limits: Limits;
  /** The one that was chosen; null where no application is asked for. */
  readonly window: SharedWindow | null;
  readonly at: number;
};

/** Also by a grant that says more: who controls, sees. Whoever has the mouse only may ask for the keyboard. */
export function isCovered(state: AuthorityState, csr: ParticipantId, capability: Capability): boolean {
  return state.grants.some(
    (grant) =>
      grant.csr === csr &&
      covers(grant.capability, capability) &&
      !(grant.mouseOnly && grant.capability === capability),
  );
}

export function controlGrant(state: AuthorityState): Grant | undefined {
  return state.grants.find((grant) => isControl(grant.capability));
}

/** Begun and over in one: recorded like any other, and done. */
export function useOnce(state: AuthorityState, { grantId, peer, capability, at }: Giving): Step {
  const what = { at, grantId, capability, csr: peer.id } as const;
  return {
    state,
    effects: [
      { type: 'record', fact: { kind: 'grant.given', ...what } },
      { type: 'record', fact: { kind: 'grant.ended', ...what, why: 'used' } },
      ...(capability === 'reboot' ? [{ type: 'reboot', peer: peer.id } as const] : []),
    ],
  };
}

/** Control has one holder, and one thing is shown: giving takes from whoever had another. */
export function giveGrant(state: AuthorityState, giving: Giving): Step {
  const { grantId, peer, capability, limits, at } = giving;
  const grant: Grant = {
    id: grantId,
    capability,
    csr: peer.id,
    givenAt: at,
    expiresAt: expiryOf(giving),
    mouseOnly: limits.mouseOnly && isControl(capability),
    folders: limits.folders,
  };
  const fact = { kind: 'grant.given', at, grantId, capability, csr: peer.id } as const;
  return inTurn(
    state,
    (now) => turnTo(now, giving),
    (now) =>
      isControl(capability)
        ? endGrants(now, { of: (held) => isControl(held.capability), why: 'revoked', at })
        : unchanged(now),
    (now) => ({
      state: { ...now, grants: [...now.grants, grant] },
      effects: [{ type: 'record', fact }],
    }),
  );
}

/** An hour of control is an hour since somebody said yes, not since the last silent renewal. */
function expiryOf({ capability, allowedAt, limits }: Giving): number | null {
  const own = limits.minutes === null ? Infinity : limits.minutes * 60_000;
  const life = Math.min(own, isControl(capability) ? CONTROL_LIFE_MS : Infinity);
  return life === Infinity ? null : allowedAt + life;
}

/** Whoever was shown the desktop has not been allowed to see it beside the window that is shared now, nor the other way round. */
function turnTo(state: AuthorityState, { capability, window, at }: Giving): Step {
  const surface = surfaceOf(capability);
  if (surface === null) return unchanged(state);
  const isSame = window?.id === state.surface.window?.id;
  const isOther = (grant: Grant): boolean => {
    const shown = surfaceOf(grant.capability);
    return shown !== null && (shown !== surface || !isSame);
  };
  return inTurn(
    state,
    (now) => endGrants(now, { of: isOther, why: 'replaced', at }),
    (now) =>
      unchanged(
        isSame ? now : { ...now, surface: { ...now.surface, window, version: now.surface.version + 1 } },
      ),
  );
}

/**
 * Whoever loses the picture loses control with it: nobody works blindly on somebody's machine. Nor does anybody use files
 * that they may not see any more.
 */
export function endGrants(
  state: AuthorityState,
  end: { readonly of: (grant: Grant) => boolean; readonly why: GrantEnding; readonly at: number },
): Step {
  const named = state.grants.filter(end.of);
  const isBlinded = (grant: Grant): boolean =>
    named.some(({ csr, capability }) => csr === grant.csr && needs(grant.capability, capability));
  const ended = state.grants.filter((grant) => named.includes(grant) || isBlinded(grant));
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

function needs(held: Capability, lost: Capability): boolean {
  if (held === 'use-files') return lost === 'browse-files';
  return isControl(held) && covers(held, lost);
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
