/** The first message of a socket: who it is, and its place again where it had one. Closes with the reason otherwise. */
import {
  type ClientMessage,
  type CloseReason,
  decodeClientMessage,
  fail,
  type ParticipantId,
  PROTOCOL_VERSION,
  type Result,
} from '@alongside/protocol';
import { z } from 'zod';
import type { SignedIn } from '../accounts/accounts.ts';
import { siteStatement } from '../config/announce.ts';
import type { Relay } from '../context.ts';
import { sha256 } from '../secrets.ts';
import type { Room } from '../sessions/room.ts';
import { connectPlace, placeOf, sessionView } from '../sessions/session-state.ts';
import type { ResumeTable } from '../storage/tables.ts';
import { iceFor } from '../turn/ice-access.ts';
import { closeWith } from './close-with.ts';
import type { Connection } from './connection.ts';

type Hello = Extract<ClientMessage, { type: 'hello' }>;
/** Only enough of a hello to say that it is of another version. */
const anyHello = z.object({ type: z.literal('hello'), protocol: z.int() });

export async function shakeHands(relay: Relay, connection: Connection, raw: string): Promise<void> {
  const hello = decodeHello(raw);
  const greeted = hello.ok ? await greet(relay, connection, hello.value) : hello;
  if (!greeted.ok) closeWith(relay, connection, greeted.code);
}

type Greeting = Result<undefined, CloseReason>;
const GREETED: Greeting = { ok: true, value: undefined };

function decodeHello(raw: string): Result<Hello, 'badHello' | 'versionUnsupported'> {
  const decoded = decodeClientMessage(raw);
  if (decoded.ok && decoded.value.type === 'hello') {
    return decoded.value.protocol === PROTOCOL_VERSION
      ? { ok: true, value: decoded.value }
      : fail('versionUnsupported');
  }
  return isOtherVersion(raw) ? fail('versionUnsupported') : fail('badHello');
}

/** A hello of tomorrow may hold what we do not know; its number still says why we part. */
function isOtherVersion(raw: string): boolean {
  try {
    const parsed = anyHello.safeParse(JSON.parse(raw));
    return parsed.success && parsed.data.protocol !== PROTOCOL_VERSION;
  } catch {
    return false;
  }
}

async function greet(relay: Relay, connection: Connection, hello: Hello): Promise<Greeting> {
  connection.client = hello.client;
  if (hello.auth.kind === 'resume') return resume(relay, connection, hello.auth);
  const holder = relay.tickets.take(hello.auth.ticket);
  if (holder === undefined) return fail('badTicket');
  if (holder.kind === 'account') {
    return welcomeAccount(relay, connection, { signIn: holder.authSessionId, usedHash: null });
  }
  const room = relay.sessions.find(holder.sessionId);
  if (room === undefined) return fail('sessionEnded');
  return takePlace(relay, connection, { room, id: holder.placeId, seen: null, usedHash: null });
}

async function resume(
  relay: Relay,
  connection: Connection,
  auth: { readonly token: string; readonly seen: number },
): Promise<Greeting> {
  const row = await relay.resumes.find(auth.token);
  if (row === undefined || row.expires_at <= relay.now()) return fail('badTicket');
  const usedHash = sha256(auth.token);
  if (row.place_id === null) {
    return welcomeAccount(relay, connection, { signIn: row.auth_session_id ?? '', usedHash });
  }
  if (row.auth_session_id !== null) {
    const account = await relay.accounts.bySignIn(row.auth_session_id);
    if (account === undefined) return fail('revoked');
    const seated = seatAccount(relay, connection, account);
    if (!seated.ok) return seated;
  }
  const room = relay.sessions.findPlace(row.place_id);
  const place = room?.state.places.find(({ id }) => id === row.place_id);
  if (room === undefined || place === undefined) return fail(await whyGone(relay, row));
  return takePlace(relay, connection, { room, id: place.id, seen: auth.seen, usedHash });
}

async function whyGone(relay: Relay, row: ResumeTable): Promise<CloseReason> {
  const place = await relay.db
    .selectFrom('place')
    .select('left_why')
    .where('id', '=', row.place_id ?? '')
    .executeTakeFirst();
  return place?.left_why === 'removed' || place?.left_why === 'refused' ? 'removed' : 'sessionEnded';
}

function seatAccount(relay: Relay, connection: Connection, account: SignedIn): Greeting {
  // Checked and taken in one step, so that six at once cannot all be the fifth.
  if (relay.hub.ofAccount(account.accountId) >= relay.limits.socketsPerAccount)
    return fail('tooManyOfAccount');
  connection.account = account;
  return GREETED;
}

type AccountHello = { readonly signIn: string; readonly usedHash: string | null };

/** A CSR before the start of a session. */
async function welcomeAccount(
  relay: Relay,
  connection: Connection,
  { signIn, usedHash }: AccountHello,
): Promise<Greeting> {
  const account = await relay.accounts.bySignIn(signIn);
  if (account === undefined) return fail('revoked');
  const seated = seatAccount(relay, connection, account);
  if (!seated.ok) return seated;
  const { accountId, authSessionId, expiresAt } = account;
  const token = await relay.resumes.issue({ placeId: null, accountId, authSessionId, expiresAt });
  connection.resume = { token, usedHash, isConfirmed: false };
  open(connection, {
    self: null,
    name: account.name,
    resumeToken: token,
    resumed: usedHash !== null,
    session: null,
    invitedBy: null,
    inviter: null,
    ...surroundings(relay, connection),
  });
  return GREETED;
}

type Claim = {
  readonly room: Room;
  readonly id: ParticipantId;
  /** Null at the first time; else the last number this client has seen. */
  readonly seen: number | null;
  readonly usedHash: string | null;
};

function takePlace(relay: Relay, connection: Connection, claim: Claim): Promise<Greeting> {
  const { room, id } = claim;
  return room.exclusive(async () => {
    if (room.isEnded) return fail('sessionEnded');
    if (placeOf(room.state, id) === undefined) return fail('removed');
    if (connection.phase === 'closing') return GREETED;
    const token = await issueFor(relay, connection, id);
    const older = room.sockets.get(id);
    if (older !== undefined) closeWith(relay, older, 'replaced');
    room.sockets.set(id, connection);
    connection.seat = { room, id };
    connection.resume = { token, usedHash: claim.usedHash, isConfirmed: false };
    const state = connectPlace(room.state, id);
    await relay.sessions.save(room, state, []);
    welcomePlace(relay, connection, claim);
    room.postRoster();
    await relay.sessions.saveAway(room);
    return GREETED;
  });
}

function issueFor(relay: Relay, { account }: Connection, placeId: ParticipantId): Promise<string> {
  const accountId = account?.accountId ?? null;
  const authSessionId = account?.authSessionId ?? null;
  return relay.resumes.issue({ placeId, accountId, authSessionId, expiresAt: null });
}

function welcomePlace(relay: Relay, connection: Connection, { room, id, seen }: Claim): void {
  const place = placeOf(room.state, id);
  if (place === undefined || connection.resume === null) return;
  const { missed, complete } = room.outboxOf(id).since(seen ?? 0);
  open(connection, {
    self: id,
    name: place.name,
    resumeToken: connection.resume.token,
    resumed: seen !== null && complete,
    session: place.admitted ? sessionView(room.state) : null,
    invitedBy: place.invitedBy,
    inviter: place.inviter,
    ...surroundings(relay, connection),
  });
  for (const { body } of missed) connection.send(body);
}

function surroundings(relay: Relay, connection: Connection) {
  return { ...siteStatement(relay), ice: iceFor(relay, connection), serverTime: relay.now() };
}

function open(connection: Connection, welcome: Record<string, unknown>): void {
  if (connection.phase !== 'hello') return;
  connection.phase = 'open';
  connection.send(JSON.stringify({ type: 'welcome', protocol: PROTOCOL_VERSION, ...welcome }));
  // The pong says that the welcome has arrived, and with it the new resume token.
  connection.ping();
}
