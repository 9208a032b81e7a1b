/** `invite.create` and `invite.withdraw`: by any CSR of the session. */
import { type ClientRequest, fail, isCsr } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { isStorageFull } from '../storage/database.ts';
import { DONE, type Outcome } from './outcome.ts';
import { whenSeated } from './seated.ts';

type Request<T extends ClientRequest['type']> = Extract<ClientRequest, { type: T }>;

export function createInvite(
  relay: Relay,
  connection: Connection,
  message: Request<'invite.create'>,
): Promise<Outcome> {
  return refusingWhenFull(
    whenSeated(connection, async ({ room, place }): Promise<Outcome> => {
      if (!isCsr(place.role)) return fail('not-allowed');
      const made = await relay.invites.create({ room, by: place, label: message.label, kind: 'customer' });
      return made.ok ? { ok: true, value: { answer: { type: 'invite.created', invite: made.value } } } : made;
    }),
  );
}

export function withdrawInvite(
  relay: Relay,
  connection: Connection,
  message: Request<'invite.withdraw'>,
): Promise<Outcome> {
  return refusingWhenFull(
    whenSeated(connection, async ({ room, place }): Promise<Outcome> => {
      if (!isCsr(place.role)) return fail('not-allowed');
      const done = await relay.invites.withdraw(room, place, message.inviteId);
      return done.ok ? DONE : done;
    }),
  );
}

async function refusingWhenFull(work: Promise<Outcome>): Promise<Outcome> {
  try {
    return await work;
  } catch (error) {
    if (isStorageFull(error)) return fail('storage-full');
    throw error;
  }
}
