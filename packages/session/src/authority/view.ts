/** What the customer's own windows show: who is here, what they were given, what is paused. Derived, never stored. */
import {
  type Capability,
  type GrantId,
  type ParticipantId,
  type Role,
  type SharedWindow,
} from '@alongside/protocol';
import type { Pause } from './effects.ts';
import { holderOf } from './control.ts';
import { pauseOf } from './pauses.ts';
import { mayAsk, type AuthorityState, type Presence, type Trust } from './state.ts';

type AuthorityView = {
  readonly csrs: readonly {
    readonly peer: ParticipantId;
    readonly name: string;
    readonly role: Role;
    readonly presence: Presence['kind'];
    readonly trust: Trust;
    /** *Allow all actions this session* was ticked. */
    readonly allowsAll: boolean;
  }[];
  readonly grants: readonly {
    readonly grantId: GrantId;
    readonly capability: Capability;
    readonly peer: ParticipantId;
    readonly name: string;
    readonly givenAt: number;
    readonly expiresAt: number | null;
    readonly mouseOnly: boolean;
    readonly folders: readonly string[] | null;
  }[];
  readonly control: {
    readonly holder: ParticipantId | null;
    readonly epoch: number;
    readonly paused: Pause | null;
  };
  readonly display: string | null;
  readonly window: SharedWindow | null;
};

export function viewOf(state: AuthorityState): AuthorityView {
  return {
    csrs: [...state.peers.values()]
      .filter(({ role }) => mayAsk(state, role))
      .map(({ id: peer, name, role, presence, trust, blanket }) => {
        return { peer, name, role, presence: presence.kind, trust, allowsAll: blanket.kind === 'all' };
      }),
    grants: state.grants.map(({ id: grantId, csr: peer, ...given }) => {
      const name = state.peers.get(peer)?.name ?? '';
      return { grantId, peer, name, ...given };
    }),
    control: { holder: holderOf(state), epoch: state.epoch, paused: pauseOf(state) },
    display: state.surface.display,
    window: state.surface.window,
  };
}
