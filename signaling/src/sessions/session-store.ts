/** Sessions, places and what they missed, in the database: so that they outlive the relay's process. */
import {
  type Ending,
  inviteIdSchema,
  type ParticipantId,
  participantIdSchema,
  participantSchema,
  type SessionId,
  sessionIdSchema,
  trackingSchema,
} from '@alongside/protocol';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { PlaceTable, SupportSessionTable, Tables } from '../storage/tables.ts';
import type { Kept } from './outbox.ts';
import type { Place, SessionState } from './session-state.ts';

type Saved = {
  readonly state: SessionState;
  readonly outboxes: ReadonlyMap<ParticipantId, SavedOutbox>;
};
type SavedOutbox = { readonly seq: number; readonly kept: readonly Kept[] };
export type PlaceEnd = Ending | 'left' | 'expired';

type Trx = Transaction<Tables>;

export async function insertSession(trx: Trx, state: SessionState): Promise<void> {
  const { id, accountId, name, sessionType, tracking, organisation, verified, startedAt } = state;
  const { configHash } = state;
  await trx
    .insertInto('support_session')
    .values({
      id,
      name,
      organisation,
      account_id: accountId,
      type: sessionType,
      tracking: JSON.stringify(tracking),
      verified: verified ? 1 : 0,
      started_at: startedAt,
      ended_at: null,
      ending: null,
      notes: '',
      config_hash: configHash,
    })
    .execute();
  await savePlaces(trx, state, () => 0);
}

/** Writes every place as it is now. `seqOf` says how far a place's numbers have come. */
export async function savePlaces(
  trx: Trx,
  state: SessionState,
  seqOf: (id: ParticipantId) => number,
): Promise<void> {
  for (const place of state.places) {
    const row = placeRow(state.id, place, seqOf(place.id));
    await trx
      .insertInto('place')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
}

export async function closePlace(
  trx: Trx,
  end: { readonly id: ParticipantId; readonly why: PlaceEnd; readonly at: number },
): Promise<void> {
  await trx
    .updateTable('place')
    .set({ left_at: end.at, left_why: end.why })
    .where('id', '=', end.id)
    .where('left_at', 'is', null)
    .execute();
  await trx.deleteFrom('missed').where('place_id', '=', end.id).execute();
}

export async function closeSession(
  trx: Trx,
  end: {
    readonly id: SessionId;
    readonly why: Ending;
    readonly at: number;
    /** Left as they were saved last where nobody says otherwise. */
    readonly notes?: string | undefined;
  },
): Promise<void> {
  const { id, why, at, notes } = end;
  const places = trx.selectFrom('place').select('id').where('session_id', '=', id);
  await trx
    .updateTable('support_session')
    .set({ ended_at: at, ending: why, ...(notes === undefined ? {} : { notes }) })
    .where('id', '=', id)
    .execute();
  await trx
    .updateTable('place')
    .set({ left_at: at, left_why: why })
    .where('session_id', '=', id)
    .where('left_at', 'is', null)
    .execute();
  await trx.deleteFrom('missed').where('place_id', 'in', places).execute();
  await trx
    .updateTable('invite')
    .set({ withdrawn_at: at })
    .where('session_id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/**
 * Kept only for places that are away: the others have it on their way already. What is no longer kept goes, or a member
 * could fill the disk with signals to somebody who is not there.
 */
export async function saveMissed(trx: Trx, id: ParticipantId, kept: readonly Kept[]): Promise<void> {
  const [first] = kept;
  const old = trx.deleteFrom('missed').where('place_id', '=', id);
  await (first === undefined ? old : old.where('seq', '<', first.seq)).execute();
  if (first === undefined) return;
  const rows = kept.map(({ seq, body }) => ({ place_id: id, seq, body }));
  await trx
    .insertInto('missed')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every session that had not ended when the relay stopped, however it stopped. */
export async function loadOpenSessions(db: Kysely<Tables>, now: number): Promise<readonly Saved[]> {
  const sessions = await db.selectFrom('support_session').selectAll().where('ended_at', 'is', null).execute();
  return Promise.all(sessions.map((row) => loadSession(db, row, now)));
}

async function loadSession(
  db: Kysely<Tables>,
  row: Selectable<SupportSessionTable>,
  now: number,
): Promise<Saved> {
  const rows = await db
    .selectFrom('place')
    .selectAll()
    .where('session_id', '=', row.id)
    .where('left_at', 'is', null)
    .orderBy('joined_at')
    .execute();
  const outboxes = new Map<ParticipantId, SavedOutbox>();
  for (const place of rows) outboxes.set(participantIdSchema.parse(place.id), await loadOutbox(db, place));
  const places = rows.map((place) => placeFrom(place, now));
  return { state: { ...sessionFrom(row), places }, outboxes };
}

async function loadOutbox(db: Kysely<Tables>, place: Selectable<PlaceTable>): Promise<SavedOutbox> {
  const kept = await db
    .selectFrom('missed')
    .select(['seq', 'body'])
    .where('place_id', '=', place.id)
    .orderBy('seq')
    .execute();
  return { seq: place.seq, kept };
}

function sessionFrom(row: Selectable<SupportSessionTable>): Omit<SessionState, 'places'> {
  const { name, organisation } = row;
  const id = sessionIdSchema.parse(row.id);
  const tracking = trackingSchema.parse(JSON.parse(row.tracking));
  const { account_id: accountId, type: sessionType, started_at: startedAt } = row;
  return {
    id,
    name,
    organisation,
    accountId,
    sessionType,
    startedAt,
    tracking,
    configHash: row.config_hash,
    verified: row.verified === 1,
  };
}

/** Nobody is connected to a relay that has just started; a place's time to come back runs from now. */
function placeFrom(row: Selectable<PlaceTable>, now: number): Place {
  const shape = participantSchema.shape;
  return {
    id: participantIdSchema.parse(row.id),
    accountId: row.account_id,
    name: row.name,
    role: shape.role.parse(row.role),
    client: shape.client.parse(row.client),
    admitted: row.admitted === 1,
    connected: false,
    everConnected: row.ever_connected === 1,
    joinedAt: row.joined_at,
    inviteId: inviteIdSchema.nullable().parse(row.invite_id),
    invitedBy: row.invited_by,
    inviter: participantIdSchema.nullable().parse(row.inviter),
    joinedBy: shape.joinedBy.parse(row.joined_by),
    awaySince: row.away_since ?? now,
  };
}

function placeRow(sessionId: SessionId, place: Place, seq: number): PlaceTable {
  const { id, name, role, client } = place;
  return {
    id,
    name,
    role,
    client,
    seq,
    session_id: sessionId,
    account_id: place.accountId,
    admitted: place.admitted ? 1 : 0,
    ever_connected: place.everConnected ? 1 : 0,
    joined_at: place.joinedAt,
    joined_by: place.joinedBy,
    invite_id: place.inviteId,
    invited_by: place.invitedBy,
    inviter: place.inviter,
    away_since: place.awaySince,
    left_at: null,
    left_why: null,
  };
}
