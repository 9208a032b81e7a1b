/** Invitations of this session. Owns the link secrets, which the relay never sees: they live here and in the links. */

import { encodeJoinLink, formatJoinCode } from '@alongside/protocol';
import type { InviteId, Participant } from '@alongside/protocol';
import { createStore } from '@alongside/ui';
import type { ErrorCode, Store } from '@alongside/ui';
import type { Link } from '@alongside/rtc';
import { randomId } from '@alongside/rtc';

export type Invitation = {
  readonly id: InviteId;
  readonly link: string;
  /** In groups of four, as it is read out. */
  readonly code: string;
  readonly expiresAt: number;
};

/**
 * `none`: → making. `making`: the relay was asked. → ready, failed. `ready`: stands until another is made. → making
 * `failed`: → making
 */
export type InviteState =
  | { readonly kind: 'none' }
  | { readonly kind: 'making' }
  | { readonly kind: 'ready'; readonly invitation: Invitation }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export type Invitations = {
  readonly store: Store<InviteState>;
  readonly make: (link: Pick<Link, 'request'>) => Promise<InviteState>;
  /** The secret that came with this person's link; null where a code was typed. */
  readonly secretOf: (participant: Participant) => string | null;
};

/** @param relay the origin that stands in the links */
export function createInvitations(relay: string): Invitations {
  const store = createStore<InviteState>({ kind: 'none' });
  const secrets = new Map<InviteId, string>();

  const ask = async (link: Pick<Link, 'request'>): Promise<InviteState> => {
    const answer = await link.request({ type: 'invite.create', label: null });
    if (!answer.ok) return { kind: 'failed', code: answer.code };
    if (answer.value.type !== 'invite.created') return { kind: 'failed', code: 'bad-answer' };
    const { id, token, code, expiresAt } = answer.value.invite;
    const secret = randomId();
    secrets.set(id, secret);
    const invitation: Invitation = {
      id,
      link: encodeJoinLink({ relay, token, secret }),
      code: formatJoinCode(code),
      expiresAt,
    };
    return { kind: 'ready', invitation };
  };

  return {
    store,
    async make(link) {
      store.set({ kind: 'making' });
      const state = await ask(link);
      store.set(state);
      return state;
    },
    secretOf: ({ inviteId, joinedBy }) =>
      joinedBy === 'link' && inviteId !== null ? (secrets.get(inviteId) ?? null) : null,
  };
}
