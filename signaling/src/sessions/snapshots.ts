/** Readings of customers' machines that are kept with a session: taken in from its CSRs while it runs, read by them later. */
import { deflateSync, inflateSync } from 'node:zlib';
import {
  fail,
  type KeptSnapshot,
  keptSnapshotSchema,
  MAX_KEPT_SNAPSHOTS,
  ok,
  type Result,
  type SessionId,
} from '@alongside/protocol';
import type { Relay } from '../context.ts';
import { type Looker, mayLookAt } from './recent.ts';

type Order = { readonly accountId: string; readonly session: SessionId; readonly snapshot: KeptSnapshot };

/** The same again changes nothing. */
export async function keepSnapshot(
  { db, audit, policy }: Relay,
  { accountId, session, snapshot }: Order,
): Promise<Result<undefined, 'not-found' | 'too-many'>> {
  if (!policy.site().snapshotsKept) return fail('not-found');
  const place = await db
    .selectFrom('place')
    .innerJoin('support_session', 'support_session.id', 'place.session_id')
    .select('place.id')
    .where('place.session_id', '=', session)
    .where('place.account_id', '=', accountId)
    .where('place.left_at', 'is', null)
    .where('support_session.ended_at', 'is', null)
    .executeTakeFirst();
  if (place === undefined) return fail('not-found');
  const body = deflateSync(JSON.stringify(snapshot));
  let isFull = false;
  await audit.commit([], async (trx) => {
    const { count } = await trx
      .selectFrom('snapshot')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('session_id', '=', session)
      .executeTakeFirstOrThrow();
    isFull = Number(count) >= MAX_KEPT_SNAPSHOTS;
    if (isFull) return;
    await trx
      .insertInto('snapshot')
      .values({ session_id: session, id: snapshot.id, at: snapshot.at, body })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return isFull ? fail('too-many') : ok(undefined);
}

/** Undefined where this account may not look at the session. */
export async function keptSnapshots(
  { db }: Relay,
  look: Looker & { readonly session: SessionId },
): Promise<readonly KeptSnapshot[] | undefined> {
  if (!(await mayLookAt(db, look))) return undefined;
  const rows = await db
    .selectFrom('snapshot')
    .select('body')
    .where('session_id', '=', look.session)
    .orderBy('at')
    .execute();
  return rows.map(({ body }) => keptSnapshotSchema.parse(JSON.parse(inflateSync(body).toString('utf8'))));
}
