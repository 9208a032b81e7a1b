/** The sessions of an account, running or over: listed, searched, and their notes written afterwards. */
import {
  displayNameSchema,
  factSchema,
  historyLineSchema,
  MAX_RECORD_LINES,
  type KeptLine,
  SESSIONS_PER_PAGE,
  type SessionsQuery,
  type RecentSession,
  type SessionId,
  sessionIdSchema,
  type SessionRecord,
  sessionRecordSchema,
  trackingSchema,
} from '@alongside/protocol';
import { type ExpressionBuilder, sql } from 'kysely';
import type { AccountRole } from '../accounts/accounts.ts';
import type { Relay } from '../context.ts';
import type { Tables } from '../storage/tables.ts';

const MAX_NAMES = 32;

/** An admin looks at all sessions, everybody else at their own. */
export type Looker = { readonly accountId: string; readonly role: AccountRole };
type Look = Looker & { readonly query: SessionsQuery };

export async function recentSessions({ db }: Relay, look: Look): Promise<readonly RecentSession[]> {
  const rows = await db
    .selectFrom('support_session')
    .selectAll()
    .where((eb) => isOf(eb, look))
    .where((eb) => isWithin(eb, look.query))
    .where((eb) => holds(eb, look.query.search))
    .orderBy('started_at', 'desc')
    .limit(SESSIONS_PER_PAGE)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const { people, open } = await peopleOf(db, ids, look.accountId);
  const namesOf = (session: string, isCsr: boolean) =>
    people
      .filter((place) => place.session_id === session && (place.account_id !== null) === isCsr)
      .slice(0, MAX_NAMES)
      .map((place) => displayNameSchema.parse(place.name));
  const chats = await chatCounts(db, ids);
  return rows.map((row) => ({
    id: sessionIdSchema.parse(row.id),
    name: row.name,
    sessionType: row.type,
    tracking: trackingSchema.parse(JSON.parse(row.tracking)),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    customers: namesOf(row.id, false),
    representatives: [...new Set(namesOf(row.id, true))],
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

type LookAt = Looker & { readonly session: SessionId };

export async function mayLookAt(db: Relay['db'], { session, ...looker }: LookAt): Promise<boolean> {
  const found = await db
    .selectFrom('support_session')
    .select('id')
    .where('id', '=', session)
    .where((eb) => isOf(eb, looker))
    .executeTakeFirst();
  return found !== undefined;
}

/** Undefined where this account neither led nor took part. */
export async function sessionRecord({ db }: Relay, look: LookAt): Promise<SessionRecord | undefined> {
  if (!(await mayLookAt(db, look))) return undefined;
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
  const { count } = await db
    .selectFrom('snapshot')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('session_id', '=', look.session)
    .executeTakeFirstOrThrow();
  return sessionRecordSchema.parse({ people, facts, snapshots: Number(count) });
}

/** Undefined where this account neither led nor took part. */
export async function keptChat({ db }: Relay, look: LookAt): Promise<readonly KeptLine[] | undefined> {
  if (!(await mayLookAt(db, look))) return undefined;
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

/** Who was let into these sessions, and in which of them the account has a place still. */
async function peopleOf(db: Relay['db'], ids: readonly string[], accountId: string) {
  const places = db.selectFrom('place').where('session_id', 'in', ids);
  const people = await places
    .select(['session_id', 'name', 'account_id'])
    .where('admitted', '=', 1)
    .orderBy('joined_at')
    .execute();
  const own = await places
    .select('session_id')
    .where('account_id', '=', accountId)
    .where('left_at', 'is', null)
    .execute();
  return { people, open: new Set(own.map((place) => place.session_id)) };
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

function isOf(eb: Sessions, { accountId, role }: Looker) {
  if (role === 'admin') return eb.val(true);
  const tookPart = eb
    .selectFrom('place')
    .select('place.id')
    .whereRef('place.session_id', '=', 'support_session.id')
    .where('place.account_id', '=', accountId);
  return eb.or([eb('account_id', '=', accountId), eb.exists(tookPart)]);
}

function isWithin(eb: Sessions, { type, from, to, before }: SessionsQuery) {
  return eb.and([
    ...(type === '' ? [] : [eb('type', '=', type)]),
    ...(from === undefined ? [] : [eb('started_at', '>=', from)]),
    ...(to === undefined ? [] : [eb('started_at', '<', to)]),
    ...(before === undefined ? [] : [eb('started_at', '<', before)]),
  ]);
}

/** Every word somewhere: in name, codes, notes, the name of anybody who was there, or what was said. Bound values only. */
function holds(eb: Sessions, search: string) {
  const words = search.split(/\s+/).filter((word) => word !== '');
  return eb.and(
    words.map((word) => {
      const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      const like = (column: 'name' | 'tracking' | 'notes') =>
        sql<boolean>`${sql.ref(`support_session.${column}`)} like ${pattern} escape '\\'`;
      const person = eb
        .selectFrom('place')
        .select('place.id')
        .whereRef('place.session_id', '=', 'support_session.id')
        .where('place.admitted', '=', 1)
        .where(sql<boolean>`place.name like ${pattern} escape '\\'`);
      const said = eb
        .selectFrom('chat_line')
        .select('chat_line.id')
        .whereRef('chat_line.session_id', '=', 'support_session.id')
        .where(sql<boolean>`chat_line.text like ${pattern} escape '\\'`);
      const texts = [like('name'), like('tracking'), like('notes')];
      return eb.or([...texts, eb.exists(person), eb.exists(said)]);
    }),
  );
}
