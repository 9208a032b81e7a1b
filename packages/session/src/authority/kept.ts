/**
 * What of the authority outlasts a program that broke off: who was known, and what they had been given. Whoever comes
 * back with the same keys in time goes on; nothing that was asked, paused or held at that moment does.
 */
import { PEER_GRACE_MS, type Grant, type SharedWindow } from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import { expireDue } from './deadlines.ts';
import { endGrants } from './grants.ts';
import type { AuthorityPeer, AuthorityState } from './state.ts';

/** As plain data: it is written to a file. */
export type KeptAuthority = {
  readonly peers: readonly Omit<AuthorityPeer, 'presence'>[];
  readonly grants: readonly Grant[];
  readonly surface: { readonly display: string | null; readonly window: SharedWindow | null };
  readonly refusedKeys: readonly string[];
  readonly epoch: number;
};

export function keepAuthority(state: AuthorityState): KeptAuthority {
  const { grants, refusedKeys, epoch, surface } = state;
  const peers = [...state.peers.values()].map(({ id, name, role, keys, trust, blanket }) => {
    return { id, name, role, keys, trust, blanket };
  });
  return { peers, grants, refusedKeys, epoch, surface: { display: surface.display, window: surface.window } };
}

/**
 * Only into a machine that knows nobody yet. Everyone counts as lost since `aliveAt`, when the program was last seen to
 * run: who is not back in time, or is too late already, loses all, as after any break.
 */
export function restoreAuthority(
  state: AuthorityState,
  { kept, aliveAt, at }: { readonly kept: KeptAuthority; readonly aliveAt: number; readonly at: number },
): Step {
  if (state.peers.size > 0) return unchanged(state);
  const { grants, refusedKeys, epoch, surface } = kept;
  // A clock that was set back meanwhile is no reason to wait longer.
  const until = aliveAt > at ? at : aliveAt + PEER_GRACE_MS;
  const peers = new Map(
    kept.peers.map((peer) => [peer.id, { ...peer, presence: { kind: 'lost', until } as const }]),
  );
  const version = state.surface.version + 1;
  return inTurn(
    { ...state, peers, grants, refusedKeys, epoch, surface: { ...surface, version } },
    (now) => expireDue(now, at),
    (now) => endGrants(now, { of: ({ csr }) => !now.peers.has(csr), why: 'peer-lost', at }),
  );
}
