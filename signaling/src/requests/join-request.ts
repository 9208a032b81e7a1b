/** `session.join`: a CSR comes into a running session: called by a colleague, by a link, or back into the own place. */
import { type ClientRequest, fail, type RelayErrorCode, type Result } from '@alongside/protocol';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Relay } from '../context.ts';
import type { Room } from '../sessions/room.ts';
import {
  addPlace,
  connectPlace,
  type Place,
  type SessionState,
  sessionView,
} from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';
import { closeWith } from '../sockets/close-with.ts';
import { isStorageFull } from '../storage/database.ts';
import { sendIce } from '../turn/ice-access.ts';
import { accountPlace } from './account-place.ts';
import type { Outcome } from './outcome.ts';

type Join = Extract<ClientRequest, { type: 'session.join' }>;
/** By whose word somebody comes in. */
type Way = { readonly room: Room; readonly invitedBy: string; readonly use: () => Promise<boolean> };

export async function joinSession(relay: Relay, connection: Connection, message: Join): Promise<Outcome> {
  const { account, client } = connection;
  if (account === null || client === null) return fail('not-allowed');
  if (connection.seat !== null) return fail('already-in-session');
  const way = await wayIn(relay, account, message.by);
  if (!way.ok) return way;
  try {
    return await way.value.room.exclusive(() =>
      enter(relay, { connection, account, client, way: way.value }),
    );
  } catch (error) {
    if (isStorageFull(error)) return fail('storage-full');
    throw error;
  }
}

async function wayIn(relay: Relay, account: SignedIn, by: Join['by']): Promise<Result<Way, RelayErrorCode>> {
  if (by.kind === 'link') return relay.invites.wayOfColleague(by.token);
  if (by.kind === 'return') return wayBack(relay, account, by.session);
  const pending = relay.calls.find(by.call);
  if (pending === undefined || pending.accountId !== account.accountId) return fail('call-ended');
  const use = (): Promise<boolean> => {
    relay.calls.end(pending, 'accepted');
    return Promise.resolve(true);
  };
  return { ok: true, value: { room: pending.room, invitedBy: pending.by.name, use } };
}

/** A place of one's own is needed: what a CSR has left for good takes an invitation again. */
function wayBack(relay: Relay, account: SignedIn, session: string): Result<Way, RelayErrorCode> {
  const room = relay.sessions.find(session);
  if (room === undefined || !hasPlace(room, account)) return fail('session-ended');
  // Asked again at the door: a removal may have been under way, and whoever is removed does not walk back in.
  const use = (): Promise<boolean> => Promise.resolve(hasPlace(room, account));
  return { ok: true, value: { room, invitedBy: account.name, use } };
}

function hasPlace(room: Room, { accountId }: SignedIn): boolean {
  return room.state.places.some((place) => place.accountId === accountId);
}

type Entrance = {
  readonly connection: Connection;
  readonly account: SignedIn;
  readonly client: Place['client'];
  readonly way: Way;
};

async function enter(relay: Relay, entrance: Entrance): Promise<Outcome> {
  const { connection, account, way } = entrance;
  const { room } = way;
  if (room.isEnded) return fail('session-ended');
  // The same person again, perhaps from another computer: one place each.
  const known = room.state.places.find(({ accountId }) => accountId === account.accountId);
  if (known === undefined && room.state.places.length >= relay.limits.maxParticipants)
    return fail('session-full');
  if (!(await way.use())) return fail('invite-invalid');
  const {
    client,
    way: { invitedBy },
  } = entrance;
  const place = known ?? accountPlace({ account, role: 'assisting-csr', client, invitedBy, at: relay.now() });
  const seatedState = known === undefined ? addPlace(room.state, place) : connectPlace(room.state, place.id);
  await take(relay, { connection, room, place, state: seatedState });
  return {
    ok: true,
    value: {
      answer: { type: 'session.started', self: place.id, session: sessionView(room.state) },
      after: () => room.postRoster(),
    },
  };
}

type Taking = {
  readonly connection: Connection;
  readonly room: Room;
  readonly place: Place;
  readonly state: SessionState;
};

async function take(relay: Relay, { connection, room, place, state }: Taking): Promise<void> {
  const entry = {
    kind: 'colleague.joined',
    at: relay.now(),
    sessionId: room.state.id,
    actor: place.id,
  } as const;
  await relay.sessions.save(room, state, [{ ...entry, detail: { account: place.accountId } }]);
  const older = room.sockets.get(place.id);
  if (older !== undefined && older !== connection) closeWith(relay, older, 'replaced');
  room.sockets.set(place.id, connection);
  connection.seat = { room, id: place.id };
  if (connection.resume !== null) await relay.resumes.bind(connection.resume.token, place.id);
  await relay.sessions.saveAway(room);
  sendIce(relay, connection);
}
