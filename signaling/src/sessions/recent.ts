/** The sessions of an account, running or over: listed, searched, and their notes written afterwards. */
import {
  displayNameSchema,
  factSchema,
  historyLineSchema,
  MAX_RECORD_LINES,
  type KeptLine,
  type RecentSession,
  type SessionId,
  sessionIdSchema,
  type SessionRecord,
  sessionRecordSchema,
  trackingSchema,
} from '@alongside/protocol';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Relay } from '../context.ts';
import type { Tables } from '../storage/tables.ts';

const MAX_RECENT = 50;
const MAX_CUSTOMERS = 32;

type Look = { readonly accountId: string; readonly search: string };

export async function recentSessions({ db }: Relay, look: Look): Promise<readonly RecentSession[]> {
  const rows = await db
    .selectFrom('support_session')
    .selectAll()
    .where((eb) => isOf(eb, look.accountId))
    .where((eb) => holds(eb, look.search))
    .orderBy('started_at', 'desc')
    .limit(MAX_RECENT)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const { customers, open } = await peopleOf(db, ids, look.accountId);
  const chats = await chatCounts(db, ids);
  return rows.map((row) => ({
    id: sessionIdSchema.parse(row.id),
    name: row.name,
    sessionType: row.type,
    tracking: trackingSchema.parse(JSON.parse(row.tracking)),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    customers: customers
      .filter((place) => place.session_id === row.id)
      .slice(0, MAX_CUSTOMERS)
      .map((place) => displayNameSchema.parse(place.name)),
    notes: row.notes,
    chat: chats.get(row.id) ?? 0,
    own: row.account_id === look.accountId,
    returnable: row.ended_at === null && open.has(row.id),
  }));
}

async function chatCounts(db: Relay['db'], ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await db
    .selectFrom('chat_line')
    .select(({ fn }) => ['session_id', fn.countAll<number>().as('count')] as const)
    .where('session_id', 'in', ids)
    .groupBy('session_id')
    .execute();
  return new Map(counts.map(({ session_id, count }) => [session_id, Number(count)]));
}

type LookAt = { readonly accountId: string; readonly session: SessionId };

async function tookPart(db: Relay['db'], { accountId, session }: LookAt): Promise<boolean> {
  const found = await db
    .selectFrom('support_session')
    .select('id')
    .where('id', '=', session)
    .where((eb) => isOf(eb, accountId))
    .executeTakeFirst();
  return found !== undefined;
}

/** Undefined where this account neither led nor took part. */
export async function sessionRecord({ db }: Relay, look: LookAt): Promise<SessionRecord | undefined> {
  if (!(await tookPart(db, look))) return undefined;
  const places = await db
    .selectFrom('place')
    .select(['id', 'name', 'account_id'])
    .where('session_id', '=', look.session)
    .where('admitted', '=', 1)
    .orderBy('joined_at')
    .execute();
  const rows = await db
    .selectFrom('audit')
    .select('detail')
    .where('session_id', '=', look.session)
    .where('kind', '=', 'record')
    .orderBy('n')
    .limit(MAX_RECORD_LINES)
    .execute();
  const facts = rows.flatMap(({ detail }) => {
    // A relay of another version may have written what this one does not know.
    const fact = factSchema.safeParse(JSON.parse(detail));
    return fact.success ? [fact.data] : [];
  });
  const people = places.map(({ id, name, account_id }) => ({ id, name, isCsr: account_id !== null }));
  return sessionRecordSchema.parse({ people, facts });
}

/** Undefined where this account neither led nor took part. */
export async function keptChat({ db }: Relay, look: LookAt): Promise<readonly KeptLine[] | undefined> {
  if (!(await tookPart(db, look))) return undefined;
  const rows = await db
    .selectFrom('chat_line')
    .selectAll()
    .where('session_id', '=', look.session)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, author, name, text, at }) =>
    historyLineSchema.parse({ id, from: author, name, text, at }),
  );
}

/** The customers of these sessions, and in which of them the account has a place still. */
async function peopleOf(db: Relay['db'], ids: readonly string[], accountId: string) {
  const places = db.selectFrom('place').where('session_id', 'in', ids);
  const customers = await places
    .select(['session_id', 'name'])
    .where('admitted', '=', 1)
    .where('account_id', 'is', null)
    .orderBy('joined_at')
    .execute();
  const own = await places
    .select('session_id')
    .where('account_id', '=', accountId)
    .where('left_at', 'is', null)
    .execute();
  return { customers, open: new Set(own.map((place) => place.session_id)) };
}

/** False where this account led no such session. */
export async function writeNotes(
  { audit }: Relay,
  order: { readonly accountId: string; readonly session: SessionId; readonly notes: string },
): Promise<boolean> {
  let changed = false;
  await audit.commit([], async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('support_session')
      .set({ notes: order.notes })
      .where('id', '=', order.session)
      .where('account_id', '=', order.accountId)
      .where('ended_at', 'is not', null)
      .executeTakeFirstOrThrow();
    changed = numUpdatedRows === 1n;
  });
  return changed;
}

type Sessions = ExpressionBuilder<Tables, 'support_session'>;

function isOf(eb: Sessions, accountId: string) {
  const tookPart = eb
    .selectFrom('place')
    .select('place.id')
    .whereRef('place.session_id', '=', 'support_session.id')
    .where('place.account_id', '=', accountId);
  return eb.or([eb('account_id', '=', accountId), eb.exists(tookPart)]);
}

/** Every word somewhere: in name, codes, notes, or a customer's name. Bound values only. */
function holds(eb: Sessions, search: string) {
  const words = search.split(/\s+/).filter((word) => word !== '');
  return eb.and(
    words.map((word) => {
      const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      const like = (column: 'name' | 'tracking' | 'notes') =>
        sql<boolean>`${sql.ref(`support_session.${column}`)} like ${pattern} escape '\\'`;
      const customer = eb
        .selectFrom('place')
        .select('place.id')
        .whereRef('place.session_id', '=', 'support_session.id')
        .where('place.admitted', '=', 1)
        .where('place.account_id', 'is', null)
        .where(sql<boolean>`place.name like ${pattern} escape '\\'`);
      return eb.or([like('name'), like('tracking'), like('notes'), eb.exists(customer)]);
    }),
  );
}
