/** The place of somebody with an account: let in and connected from the start. */
import { participantIdSchema } from '@alongside/protocol';
import type { SignedIn } from '../accounts/accounts.ts';
import { randomId } from '../secrets.ts';
import type { Place } from '../sessions/session-state.ts';

type Entry = Pick<Place, 'role' | 'client' | 'invitedBy'> & {
  readonly account: SignedIn;
  readonly at: number;
};

export function accountPlace({ account, role, client, invitedBy, at }: Entry): Place {
  return {
    id: participantIdSchema.parse(randomId()),
    accountId: account.accountId,
    name: account.name,
    role,
    client,
    admitted: true,
    connected: true,
    everConnected: true,
    joinedAt: at,
    inviteId: null,
    invitedBy,
    inviter: null,
    joinedBy: 'account',
    awaySince: null,
  };
}
