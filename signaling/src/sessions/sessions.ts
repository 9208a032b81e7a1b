/** The running sessions: found by id, kept in storage, swept by the relay's clock. The only writer of rooms. */
import type { Ending, ParticipantId, SessionId } from '@alongside/protocol';
import type { AuditEntry } from '../audit/audit-log.ts';
import type { Foundation } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { Outbox } from './outbox.ts';
import { Room } from './room.ts';
import * as store from './session-store.ts';
import {
  disconnectPlace,
  heirOf,
  leadOf,
  type Place,
  removePlace,
  type SessionState,
  withLead,
} from './session-state.ts';
import { reviewLead } from './succession.ts';

type EndOrder = { readonly why: Ending; readonly by: string | null; readonly notes?: string };
export type Gone = { readonly place: Place; readonly why: store.PlaceEnd };

export type Sessions = {
  readonly find: (id: string) => Room | undefined;
  readonly findPlace: (id: string) => Room | undefined;
  readonly ids: () => readonly SessionId[];
  readonly count: () => number;
  /** Throws where storage is full. */
  readonly start: (state: SessionState, entry: AuditEntry) => Promise<Room>;
  /** Storage and audit of a change to a running session; what finds no room waits. */
  readonly save: (room: Room, state: SessionState, entries: readonly AuditEntry[]) => Promise<void>;
  readonly saveMissed: (room: Room, id: ParticipantId) => Promise<void>;
  /** The same for everybody who is away. */
  readonly saveAway: (room: Room) => Promise<void>;
  /** A place that is no more, in storage and in memory; the caller tells the others. */
  readonly dismiss: (room: Room, gone: Gone, entries: readonly AuditEntry[]) => Promise<void>;
  /** Ends it in storage; the answer tells everybody and closes their sockets. */
  readonly end: (room: Room, order: EndOrder) => Promise<() => void>;
  /** A socket that sat in the room has gone. */
  readonly dropped: (connection: Connection) => Promise<void>;
  readonly load: () => Promise<void>;
  readonly sweep: () => Promise<void>;
  /** When all that has begun is done. */
  readonly settled: () => Promise<void>;
};

export function createSessions(base: Foundation): Sessions {
  const rooms = new Map<string, Room>();
  const deps = { base, rooms };
  return {
    find: (id) => rooms.get(id),
    findPlace: (id) => [...rooms.values()].find(({ state }) => state.places.some((place) => place.id === id)),
    ids: () => [...rooms.values()].map(({ state }) => state.id),
    count: () => rooms.size,
    async start(state, entry) {
      await base.audit.commit([entry], (trx) => store.insertSession(trx, state));
      const room = new Room(state, base.limits);
      rooms.set(state.id, room);
      base.log.info({ session: state.id }, 'session started');
      return room;
    },
    save: (room, state, entries) => save(base, room, { state, entries }),
    saveMissed: (room, id) => saveMissed(base, room, id),
    saveAway: (room) => saveAway(base, room),
    dismiss: (room, gone, entries) => dismiss(base, room, { gone, entries }),
    end: (room, order) => end(deps, room, order),
    dropped: (connection) => dropped(deps, connection),
    load: () => load(deps),
    sweep: () => sweep(deps),
    async settled() {
      for (const room of rooms.values()) await room.exclusive(() => Promise.resolve());
    },
  };
}

type Deps = { readonly base: Foundation; readonly rooms: Map<string, Room> };
type Change = { readonly state: SessionState; readonly entries: readonly AuditEntry[] };

async function save(base: Foundation, room: Room, { state, entries }: Change): Promise<void> {
  room.state = state;
  await base.audit.note(entries, (trx) => store.savePlaces(trx, state, (id) => room.outboxOf(id).seq));
}

async function saveMissed(base: Foundation, room: Room, id: ParticipantId): Promise<void> {
  const kept = [...room.outboxOf(id).kept];
  await base.audit.note([], (trx) => store.saveMissed(trx, id, kept));
}

async function dismiss(
  base: Foundation,
  room: Room,
  { gone, entries }: { readonly gone: Gone; readonly entries: readonly AuditEntry[] },
): Promise<void> {
  const { place, why } = gone;
  const state = removePlace(room.state, place.id);
  room.state = state;
  const at = base.now();
  await base.audit.note(entries, async (trx) => {
    await store.closePlace(trx, { id: place.id, why, at });
    await store.savePlaces(trx, state, (id) => room.outboxOf(id).seq);
  });
}

async function end({ base, rooms }: Deps, room: Room, order: EndOrder): Promise<() => void> {
  const { id, places } = room.state;
  const { why, by, notes } = order;
  const at = base.now();
  room.isEnded = true;
  const entry: AuditEntry = {
    kind: 'session.ended',
    at,
    sessionId: id,
    detail: { why, participants: places.length },
  };
  await base.audit.note([entry], (trx) => store.closeSession(trx, { id, why, at, notes }));
  rooms.delete(id);
  base.log.info({ session: id, why }, 'session ended');
  return () => {
    for (const place of places) room.post(place.id, { type: 'session.ended', reason: why, by });
    for (const socket of room.sockets.values()) {
      base.metrics.closes.inc({ reason: 'sessionEnded' });
      socket.close('sessionEnded');
    }
  };
}

async function dropped({ base }: Deps, connection: Connection): Promise<void> {
  const { seat } = connection;
  if (seat === null) return;
  const { room, id } = seat;
  await room.exclusive(async () => {
    // Somebody else may sit here by now, by the resume token.
    if (room.isEnded || room.sockets.get(id) !== connection) return;
    room.sockets.delete(id);
    await save(base, room, { state: disconnectPlace(room.state, id, base.now()), entries: [] });
    await saveMissed(base, room, id);
    room.postRoster();
    await saveAway(base, room);
  });
}

/** What was just posted to places that are away has to outlive the relay too. */
async function saveAway(base: Foundation, room: Room): Promise<void> {
  for (const place of room.state.places) {
    if (!place.connected && place.everConnected) await saveMissed(base, room, place.id);
  }
}

async function load({ base, rooms }: Deps): Promise<void> {
  for (const { state, outboxes } of await store.loadOpenSessions(base.db, base.now())) {
    const room = new Room(state, base.limits);
    for (const [id, { seq, kept }] of outboxes) room.outboxes.set(id, new Outbox(base.limits, seq, kept));
    rooms.set(state.id, room);
  }
  if (rooms.size > 0) base.log.info({ sessions: rooms.size }, 'sessions taken up again');
}

async function sweep(deps: Deps): Promise<void> {
  const latest = deps.base.now() - deps.base.limits.resumeLifeMs;
  for (const room of deps.rooms.values()) {
    const overdue = room.state.places.filter((place) => isOverdue(place, latest));
    if (overdue.length > 0) await room.exclusive(() => expire(deps, room, latest));
    reviewLead(deps.base, room);
  }
}

function isOverdue(place: Place, latest: number): boolean {
  return place.awaySince !== null && place.awaySince <= latest;
}

/** Who did not come back loses the place; the lead's goes to a colleague, and without any CSR a session is over. */
async function expire(deps: Deps, room: Room, latest: number): Promise<void> {
  const { base } = deps;
  if (room.isEnded) return;
  for (const place of room.state.places.filter((each) => isOverdue(each, latest))) {
    const detail = { participant: place.id, why: 'expired' };
    const entry = { kind: 'participant.left', at: base.now(), sessionId: room.state.id, detail } as const;
    await dismiss(base, room, { gone: { place, why: 'expired' }, entries: [entry] });
    room.forget(place.id);
  }
  const heir = leadOf(room.state) === undefined ? heirOf(room.state) : undefined;
  if (heir !== undefined) {
    const detail = { participant: heir.id };
    const entry = { kind: 'lead.inherited', at: base.now(), sessionId: room.state.id, detail } as const;
    await save(base, room, { state: withLead(room.state, heir.id), entries: [entry] });
  }
  if (leadOf(room.state) === undefined) {
    const finish = await end(deps, room, { why: 'relay-expired', by: null });
    finish();
    return;
  }
  room.postRoster();
}
