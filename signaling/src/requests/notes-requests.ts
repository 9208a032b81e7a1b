/** `notes.get` by any CSR of the session, `notes.save` by its lead; the others see it at once. */
import { type ClientRequest, fail, isCsr } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { isStorageFull } from '../storage/database.ts';
import { DONE, type Outcome } from './outcome.ts';
import { whenSeated } from './seated.ts';

type Save = Extract<ClientRequest, { type: 'notes.save' }>;

export function getNotes(relay: Relay, connection: Connection): Promise<Outcome> {
  return whenSeated(connection, async ({ room, place }): Promise<Outcome> => {
    if (!isCsr(place.role)) return fail('not-allowed');
    const { notes } = await relay.db
      .selectFrom('support_session')
      .select('notes')
      .where('id', '=', room.state.id)
      .executeTakeFirstOrThrow();
    return { ok: true, value: { answer: { type: 'notes', notes } } };
  });
}

export function saveNotes(relay: Relay, connection: Connection, { notes }: Save): Promise<Outcome> {
  return whenSeated(connection, async ({ room, id, place }): Promise<Outcome> => {
    if (place.role !== 'lead-csr') return fail('not-allowed');
    try {
      // No row of audit for each pause in typing: the session's end says that there are notes.
      await relay.audit.commit([], async (trx) => {
        await trx.updateTable('support_session').set({ notes }).where('id', '=', room.state.id).execute();
      });
    } catch (error) {
      if (isStorageFull(error)) return fail('storage-full');
      throw error;
    }
    const body = JSON.stringify({ type: 'notes.changed', notes });
    for (const other of room.state.places) {
      if (other.id !== id && isCsr(other.role)) room.sockets.get(other.id)?.send(body);
    }
    return DONE;
  });
}
