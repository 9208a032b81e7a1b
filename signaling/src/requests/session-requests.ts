/** `session.start`, `session.leave`, `session.end`. */
import {
  type ClientRequest,
  fail,
  type RelayErrorCode,
  type Result,
  sessionIdSchema,
  type Site,
} from '@alongside/protocol';
import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Relay } from '../context.ts';
import { randomId } from '../secrets.ts';
import { disconnectPlace, type Place, type SessionState, sessionView } from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';
import { isStorageFull } from '../storage/database.ts';
import { sendIce } from '../turn/ice-access.ts';
import { accountPlace } from './account-place.ts';
import type { Outcome } from './outcome.ts';
import { type Seated, whenSeated } from './seated.ts';

type Request<T extends ClientRequest['type']> = Extract<ClientRequest, { type: T }>;
type Start = Request<'session.start'>;

export async function startSession(relay: Relay, connection: Connection, message: Start): Promise<Outcome> {
  const { account, client } = connection;
  if (account === null || client === null) return fail('not-allowed');
  if (connection.seat !== null) return fail('already-in-session');
  const checked = checkTracking(relay.policy.site(), message);
  if (!checked.ok) return checked;
  const at = relay.now();
  const lead = accountPlace({ account, role: 'lead-csr', client, invitedBy: null, at });
  const state = newSession({ relay, account, message, lead, at });
  // The account's id is in the row, its name and address are not: the audit outlives the account.
  const { organisation, configHash } = state;
  const detail = {
    type: message.sessionType,
    account: account.accountId,
    site: organisation,
    ...(configHash === null ? {} : { config: configHash }),
  };
  try {
    const room = await relay.sessions.start(state, {
      kind: 'session.started',
      at,
      sessionId: state.id,
      actor: lead.id,
      detail,
    });
    connection.seat = { room, id: lead.id };
    room.sockets.set(lead.id, connection);
    if (connection.resume !== null) await relay.resumes.bind(connection.resume.token, lead.id);
    sendIce(relay, connection);
  } catch (error) {
    if (isStorageFull(error)) return fail('storage-full');
    throw error;
  }
  return {
    ok: true,
    value: { answer: { type: 'session.started', self: lead.id, session: sessionView(state) } },
  };
}

function checkTracking(site: Site, { sessionType, tracking }: Start): Result<undefined, RelayErrorCode> {
  if (!site.sessionTypes.some((type) => type.id === sessionType)) return fail('unknown-session-type');
  const known = new Set(site.trackingCodes.map((code) => code.id));
  if (Object.keys(tracking).some((id) => !known.has(id))) return fail('bad-message');
  const missing = site.trackingCodes.some((code) => code.required && (tracking[code.id] ?? '').trim() === '');
  return missing ? fail('tracking-code-missing') : { ok: true, value: undefined };
}

type NewSession = {
  readonly relay: Relay;
  readonly account: SignedIn;
  readonly message: Start;
  readonly lead: Place;
  readonly at: number;
};

function newSession({ relay, account, message, lead, at }: NewSession): SessionState {
  const { organisation, verified, sessionTypes } = relay.policy.site();
  const { sessionType, tracking } = message;
  const label = sessionTypes.find((type) => type.id === sessionType)?.label ?? sessionType;
  const name = `${label.slice(0, 70)} ${randomBytes(2).toString('hex').toUpperCase()}`;
  return {
    id: sessionIdSchema.parse(randomId()),
    accountId: account.accountId,
    name,
    sessionType,
    tracking,
    organisation,
    verified,
    configHash: relay.policy.hash(),
    startedAt: at,
    places: [lead],
  };
}

export function endSession(
  relay: Relay,
  connection: Connection,
  message: Request<'session.end'>,
): Promise<Outcome> {
  return whenSeated(connection, async ({ room, place }) => {
    if (place.role !== 'lead-csr') return fail('not-allowed');
    const order = { why: 'ended-by-lead', by: place.name, notes: message.notes } as const;
    const after = await relay.sessions.end(room, order);
    return { ok: true, value: { answer: { type: 'ok' }, after } };
  });
}

/** A customer's place goes; the lead's waits while others are there, and the session ends where nobody is. */
export function leaveSession(relay: Relay, connection: Connection): Promise<Outcome> {
  return whenSeated(connection, async (seated): Promise<Outcome> => {
    if (seated.place.role !== 'lead-csr') return leaveForGood(relay, connection, seated);
    const { room, id } = seated;
    const others = room.state.places.some((place) => place.id !== id && place.connected);
    if (others) return stepOut(relay, connection, seated);
    const after = await relay.sessions.end(room, { why: 'everyone-left', by: null });
    return { ok: true, value: { answer: { type: 'ok' }, after } };
  });
}

async function leaveForGood(relay: Relay, connection: Connection, { room, place }: Seated): Promise<Outcome> {
  const detail = { participant: place.id, why: 'left' };
  const entry = {
    kind: 'participant.left',
    at: relay.now(),
    sessionId: room.state.id,
    actor: place.id,
    detail,
  } as const;
  await relay.sessions.dismiss(room, { place, why: 'left' }, [entry]);
  return closing(connection, () => {
    room.forget(place.id);
    room.postRoster();
  });
}

async function stepOut(relay: Relay, connection: Connection, { room, id }: Seated): Promise<Outcome> {
  const at = relay.now();
  const detail = { participant: id, why: 'stepped-out' };
  const entry = { kind: 'participant.left', at, sessionId: room.state.id, actor: id, detail } as const;
  await relay.sessions.save(room, disconnectPlace(room.state, id, at), [entry]);
  return closing(connection, () => {
    room.sockets.delete(id);
    room.postRoster();
  });
}

function closing(connection: Connection, before: () => void): Outcome {
  const after = () => {
    before();
    connection.seat = null;
    connection.close('normal');
  };
  return { ok: true, value: { answer: { type: 'ok' }, after } };
}
