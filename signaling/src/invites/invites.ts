/**
 * Invitations: made by a CSR, each for one person, used once by one atomic update. A token or code is stored as a
 * keyed hash only; wrong, expired and used ones take the same path and the same time.
 */
import {
  fail,
  isCsr,
  type Invite,
  type InviteId,
  inviteIdSchema,
  type JoinRequest,
  ok,
  type ParticipantId,
  participantIdSchema,
  type Result,
  type SessionId,
} from '@alongside/protocol';
import type { Selectable } from 'kysely';
import type { Foundation } from '../context.ts';
import { randomId, randomJoinCode, type Secrets } from '../secrets.ts';
import type { Room } from '../sessions/room.ts';
import { addPlace, type Place, placeOf } from '../sessions/session-state.ts';
import * as sessionStore from '../sessions/session-store.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { InviteTable } from '../storage/tables.ts';

type InviteRow = Selectable<InviteTable>;
export type Credential = JoinRequest['credential'];
type RedeemCode = 'invite-invalid' | 'session-full';
type Redeemed = { readonly sessionId: SessionId; readonly placeId: ParticipantId };

type InviteKind = 'customer' | 'representative';
type InviteOrder = {
  readonly room: Room;
  readonly by: Place;
  readonly label: string | null;
  readonly kind: InviteKind;
};

/** A colleague's way in: `use` takes the invitation, once. */
export type ColleagueWay = {
  readonly room: Room;
  readonly invitedBy: string;
  readonly use: () => Promise<boolean>;
};

export type Invites = {
  /** Throws where storage is full. */
  readonly create: (order: InviteOrder) => Promise<Result<Invite, 'too-many'>>;
  readonly withdraw: (
    room: Room,
    by: Place,
    id: InviteId,
  ) => Promise<Result<undefined, 'invite-invalid' | 'already-done'>>;
  /** Who invites by this, while it is good. */
  readonly preview: (credential: Credential) => Promise<InviteRow | undefined>;
  readonly wayOfColleague: (token: string) => Promise<Result<ColleagueWay, 'invite-invalid'>>;
  /** Throws where storage is full. */
  readonly redeem: (request: JoinRequest) => Promise<Result<Redeemed, RedeemCode>>;
};

type Deps = { readonly base: Foundation; readonly sessions: Sessions };

export function createInvites(base: Foundation, sessions: Sessions): Invites {
  const deps = { base, sessions };
  return {
    create: (order) => create(base, order),
    withdraw: (room, by, id) => withdraw(base, { room, by, id }),
    preview: (credential) => lookUp(base, credential).then((row) => (isGood(base, row) ? row : undefined)),
    wayOfColleague: (token) => wayOfColleague(deps, token),
    redeem: (request) => redeem(deps, request),
  };
}

async function create(
  base: Foundation,
  { room, by, label, kind }: InviteOrder,
): Promise<Result<Invite, 'too-many'>> {
  const { db, limits, audit, secrets } = base;
  const at = base.now();
  const live = await db
    .selectFrom('invite')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('session_id', '=', room.state.id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirstOrThrow();
  if (live.count >= limits.maxLiveInvites) return fail('too-many');
  const expiresAt = at + limits.inviteLifeMs;
  const id = inviteIdSchema.parse(randomId());
  const invite = { id, token: randomId(), code: randomJoinCode(), expiresAt, label };
  const detail = { invite: invite.id, expiresAt };
  const entry = { kind: 'invite.created', at, sessionId: room.state.id, actor: by.id, detail } as const;
  await audit.commit([entry], async (trx) => {
    await trx.insertInto('invite').values(rowOf(secrets, { room, by, invite, at, kind })).execute();
  });
  return ok(invite);
}

type NewInvite = {
  readonly room: Room;
  readonly by: Place;
  readonly invite: Invite;
  readonly at: number;
  readonly kind: InviteKind;
};

function rowOf(secrets: Secrets, { room, by, invite, at, kind }: NewInvite): InviteTable {
  const { id, organisation, verified } = room.state;
  return {
    id: invite.id,
    session_id: id,
    created_by: by.id,
    invited_by: by.name,
    label: invite.label,
    organisation,
    verified: verified ? 1 : 0,
    token_hash: secrets.hash('token', invite.token),
    code_hash: secrets.hash('code', invite.code),
    created_at: at,
    expires_at: invite.expiresAt,
    used_at: null,
    withdrawn_at: null,
    device_hash: null,
    place_id: null,
    kind,
  };
}

async function withdraw(
  base: Foundation,
  { room, by, id }: { readonly room: Room; readonly by: Place; readonly id: InviteId },
): Promise<Result<undefined, 'invite-invalid' | 'already-done'>> {
  const row = await base.db
    .selectFrom('invite')
    .select(['used_at', 'withdrawn_at'])
    .where('id', '=', id)
    .where('session_id', '=', room.state.id)
    .executeTakeFirst();
  if (row === undefined) return fail('invite-invalid');
  if (row.used_at !== null || row.withdrawn_at !== null) return fail('already-done');
  const at = base.now();
  const entry = {
    kind: 'invite.withdrawn',
    at,
    sessionId: room.state.id,
    actor: by.id,
    detail: { invite: id },
  } as const;
  await base.audit.commit([entry], async (trx) => {
    await trx
      .updateTable('invite')
      .set({ withdrawn_at: at })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .execute();
  });
  return ok();
}

async function redeem(deps: Deps, request: JoinRequest): Promise<Result<Redeemed, RedeemCode>> {
  const row = await lookUp(deps.base, request.credential);
  const room = row === undefined ? undefined : deps.sessions.find(row.session_id);
  if (row === undefined || room === undefined) return fail('invite-invalid');
  return room.exclusive(() => redeemIn(deps, { row, room, request }));
}

type Redemption = { readonly row: InviteRow; readonly room: Room; readonly request: JoinRequest };

async function redeemIn(deps: Deps, redemption: Redemption): Promise<Result<Redeemed, RedeemCode>> {
  const { row, room, request } = redemption;
  const { base } = deps;
  if (room.isEnded) return fail('invite-invalid');
  const device = base.secrets.hash('device', request.device);
  const again = await placeOfDevice(base, redemption, device);
  if (again !== undefined) return ok({ sessionId: room.state.id, placeId: again });
  if (room.state.places.length >= base.limits.maxParticipants) {
    return isGood(base, row) ? fail('session-full') : fail('invite-invalid');
  }
  const place = newPlace(redemption, base.now());
  const state = addPlace(room.state, place);
  if (!(await useOnce(base, { redemption, place, device }))) return fail('invite-invalid');
  room.state = state;
  const inviteId = inviteIdSchema.parse(row.id);
  for (const each of room.state.places) {
    if (isCsr(each.role)) room.post(each.id, { type: 'invite.used', inviteId });
  }
  return ok({ sessionId: room.state.id, placeId: place.id });
}

async function wayOfColleague(
  { base, sessions }: Deps,
  token: string,
): Promise<Result<ColleagueWay, 'invite-invalid'>> {
  const row = await base.db
    .selectFrom('invite')
    .selectAll()
    .where('kind', '=', 'representative')
    .where('token_hash', '=', base.secrets.hash('token', token))
    .executeTakeFirst();
  const room = row === undefined ? undefined : sessions.find(row.session_id);
  if (row === undefined || room === undefined || !isGood(base, row)) return fail('invite-invalid');
  return ok({ room, invitedBy: row.invited_by, use: () => takeInvite(base, row) });
}

/** One conditional update again: of two colleagues with one link, one comes in. */
async function takeInvite(base: Foundation, row: InviteRow): Promise<boolean> {
  const at = base.now();
  const { numUpdatedRows } = await base.db
    .updateTable('invite')
    .set({ used_at: at })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

class LostRace extends Error {}

/** The single use: one conditional update. Whoever changes no row has come too late, and nothing else is written. */
async function useOnce(
  base: Foundation,
  use: { readonly redemption: Redemption; readonly place: Place; readonly device: string },
): Promise<boolean> {
  const { row, room } = use.redemption;
  const at = base.now();
  const detail = { invite: row.id, participant: use.place.id, by: use.place.joinedBy };
  try {
    await base.audit.commit([{ kind: 'invite.used', at, sessionId: room.state.id, detail }], async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('invite')
        .set({ used_at: at, device_hash: use.device, place_id: use.place.id })
        .where('id', '=', row.id)
        .where('used_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new LostRace();
      await sessionStore.savePlaces(trx, { ...room.state, places: [use.place] }, () => 0);
    });
    return true;
  } catch (error) {
    if (error instanceof LostRace) return false;
    throw error;
  }
}

/** The same device with the same invitation, while its place is free: a page that was loaded again. */
async function placeOfDevice(
  base: Foundation,
  { row, room }: Redemption,
  device: string,
): Promise<ParticipantId | undefined> {
  const used = await base.db
    .selectFrom('invite')
    .select('place_id')
    .where('id', '=', row.id)
    .where('device_hash', '=', device)
    .executeTakeFirst();
  if (used?.place_id === undefined || used.place_id === null) return undefined;
  const place = placeOf(room.state, participantIdSchema.parse(used.place_id));
  return place !== undefined && !place.connected ? place.id : undefined;
}

function newPlace({ row, request }: Redemption, now: number): Place {
  return {
    id: participantIdSchema.parse(randomId()),
    accountId: null,
    name: request.name,
    role: 'assistant-customer',
    client: request.client,
    admitted: false,
    connected: false,
    everConnected: false,
    joinedAt: now,
    inviteId: inviteIdSchema.parse(row.id),
    invitedBy: row.invited_by,
    inviter: participantIdSchema.parse(row.created_by),
    joinedBy: request.credential.kind,
    awaySince: now,
  };
}

function lookUp(base: Foundation, credential: Credential): Promise<InviteRow | undefined> {
  const all = base.db.selectFrom('invite').selectAll().where('kind', '=', 'customer');
  const { secrets } = base;
  return credential.kind === 'link'
    ? all.where('token_hash', '=', secrets.hash('token', credential.token)).executeTakeFirst()
    : all.where('code_hash', '=', secrets.hash('code', credential.code)).executeTakeFirst();
}

function isGood(base: Foundation, row: InviteRow | undefined): boolean {
  return (
    row !== undefined && row.used_at === null && row.withdrawn_at === null && row.expires_at > base.now()
  );
}
