/** `chat.keep` by the lead: what was said to everyone goes with the session, where the site keeps it. */
import { type ClientRequest, fail, MAX_KEPT_LINES } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { isStorageFull } from '../storage/database.ts';
import { DONE, type Outcome } from './outcome.ts';
import { whenSeated } from './seated.ts';

type Keep = Extract<ClientRequest, { type: 'chat.keep' }>;

export function keepChat(relay: Relay, connection: Connection, { lines }: Keep): Promise<Outcome> {
  return whenSeated(connection, async ({ room, place }): Promise<Outcome> => {
    if (place.role !== 'lead-csr' || !relay.policy.site().chatKept) return fail('not-allowed');
    const session = room.state.id;
    const rows = lines.map(({ id, from, name, text, at }) => {
      return { session_id: session, id, author: from, name, text, at };
    });
    try {
      await relay.audit.commit([], async (trx) => {
        const { count } = await trx
          .selectFrom('chat_line')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('session_id', '=', session)
          .executeTakeFirstOrThrow();
        const kept = rows.slice(0, Math.max(0, MAX_KEPT_LINES - Number(count)));
        if (kept.length === 0) return;
        await trx
          .insertInto('chat_line')
          .values(kept)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
    } catch (error) {
      if (isStorageFull(error)) return fail('storage-full');
      throw error;
    }
    return DONE;
  });
}
