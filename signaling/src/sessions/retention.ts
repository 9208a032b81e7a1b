/** Sessions that are over go when the site's time for them has run out, with notes, chat, snapshots and people. The audit stays. */
import type { Foundation } from '../context.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 60 * 60_000;
/** The write lock is held for this many at once, not longer. */
const AT_ONCE = 200;

export type Retention = { readonly sweep: () => Promise<void> };

export function createRetention(relay: Foundation): Retention {
  let nextAt = relay.now();
  return {
    async sweep() {
      const now = relay.now();
      if (now < nextAt) return;
      const removed = await removeBefore(relay, now - relay.policy.site().retentionDays * DAY_MS);
      // As long as there are more, the next sweep goes on.
      nextAt = removed < AT_ONCE ? now + EVERY_MS : now;
      if (removed > 0) relay.log.info({ removed }, 'sessions removed after their time');
    },
  };
}

async function removeBefore({ db, audit }: Foundation, before: number): Promise<number> {
  const rows = await db
    .selectFrom('support_session')
    .select('id')
    .where('ended_at', '<', before)
    .limit(AT_ONCE)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await audit.commit([], async (trx) => {
    const places = trx.selectFrom('place').select('id').where('session_id', 'in', ids);
    await trx.deleteFrom('missed').where('place_id', 'in', places).execute();
    await trx.deleteFrom('resume').where('place_id', 'in', places).execute();
    for (const table of ['chat_line', 'snapshot', 'invite', 'place'] as const)
      await trx.deleteFrom(table).where('session_id', 'in', ids).execute();
    await trx.deleteFrom('support_session').where('id', 'in', ids).execute();
  });
  return ids.length;
}
