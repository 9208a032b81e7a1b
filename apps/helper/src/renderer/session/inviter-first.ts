/**
 * Who shares the link's secret, and who may be met before it was proved. Only the inviter can prove it; until that is
 * done nobody else who calls himself a CSR is let in, since it is the relay that says who is one.
 */
import { isCsr, type Participant, type ParticipantId } from '@alongside/protocol';
import type { LinkOptions } from '@alongside/rtc';

/** What of the link's state it looks at. */
type Sight = {
  readonly inviter: ParticipantId | null;
  readonly peers: ReadonlyMap<ParticipantId, { readonly trust: { readonly level: string } | null }>;
};

/** `secret` null: a spoken code was typed, and the safety words have to do for everybody. */
export function inviterFirst(
  secret: string | null,
  /** In this session already, by a window that broke. */
  wasProved = false,
): Pick<LinkOptions, 'secretOf'> & Required<Pick<LinkOptions, 'mayMeet'>> {
  let isProved = wasProved;
  return {
    secretOf: ({ id, role }, { inviter }) => (isCsr(role) && id === inviter ? secret : null),
    mayMeet({ id, role }: Participant, { inviter, peers }: Sight) {
      if (secret === null || !isCsr(role)) return true;
      // Once proved it stays so: the inviter may go, and whoever was called in goes on.
      isProved ||= inviter !== null && peers.get(inviter)?.trust?.level === 'link-proved';
      return isProved || id === inviter;
    },
  };
}
