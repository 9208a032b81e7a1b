/**
 * Who is in a session and what may happen to whom: pure. Knows no sockets, no storage and no clock.
 * Every function gives the next state or the code of the refusal; the state given in never changes.
 */
import {
  type ClientKind,
  fail,
  type InviteId,
  isCsr,
  ok,
  type Participant,
  type ParticipantId,
  type RelayErrorCode,
  type Result,
  type Role,
  type Session,
  type SessionId,
} from '@alongside/protocol';

/** One person's place in a session; it outlives the person's socket. */
export type Place = {
  readonly id: ParticipantId;
  readonly accountId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly client: ClientKind;
  readonly admitted: boolean;
  readonly connected: boolean;
  /** False until the first socket took it: such a place is on nobody's list yet. */
  readonly everConnected: boolean;
  readonly joinedAt: number;
  readonly inviteId: InviteId | null;
  readonly invitedBy: string | null;
  /** The place of whoever invited; it may be gone by now. */
  readonly inviter: ParticipantId | null;
  readonly joinedBy: Participant['joinedBy'];
  /** Null while connected. */
  readonly awaySince: number | null;
};

export type SessionState = {
  readonly id: SessionId;
  readonly accountId: string;
  readonly name: string;
  readonly sessionType: string;
  readonly tracking: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly verified: boolean;
  /** Of the site's config under which it began; null where there was none. */
  readonly configHash: string | null;
  readonly startedAt: number;
  readonly places: readonly Place[];
};

type Next = Result<SessionState, RelayErrorCode>;
export type Deed = { readonly actor: ParticipantId; readonly target: ParticipantId };

export function placeOf(state: SessionState, id: ParticipantId): Place | undefined {
  return state.places.find((place) => place.id === id);
}

export function leadOf(state: SessionState): Place | undefined {
  return state.places.find((place) => place.role === 'lead-csr');
}

export function addPlace(state: SessionState, place: Place): SessionState {
  return { ...state, places: [...state.places, place] };
}

export function removePlace(state: SessionState, id: ParticipantId): SessionState {
  return { ...state, places: state.places.filter((place) => place.id !== id) };
}

export function connectPlace(state: SessionState, id: ParticipantId): SessionState {
  return change(state, id, { connected: true, everConnected: true, awaySince: null });
}

export function disconnectPlace(state: SessionState, id: ParticipantId, now: number): SessionState {
  return change(state, id, { connected: false, awaySince: now });
}

/** The first customer who is let in is the primary one; so is the next after the primary one has left. */
export function admitPlace(state: SessionState, deed: Deed): Next {
  const target = waitingOf(state, deed);
  if (!target.ok) return target;
  if (target.value.admitted) return fail('already-done');
  const hasPrimary = state.places.some((place) => place.admitted && place.role === 'primary-customer');
  const role = hasPrimary ? 'assistant-customer' : 'primary-customer';
  return ok(change(state, deed.target, { admitted: true, role }));
}

/** Only somebody who still waits can be refused. */
export function refusePlace(state: SessionState, deed: Deed): Next {
  const target = waitingOf(state, deed);
  if (!target.ok) return target;
  if (target.value.admitted) return fail('already-done');
  return ok(removePlace(state, deed.target));
}

/** Only somebody who was let in can be removed, and the lead not by himself. */
export function expelPlace(state: SessionState, deed: Deed): Next {
  const target = targetOf(state, deed);
  if (!target.ok) return target;
  if (!target.value.admitted || deed.target === deed.actor) return fail('not-allowed');
  return ok(removePlace(state, deed.target));
}

export function makePrimary(state: SessionState, deed: Deed): Next {
  const target = targetOf(state, deed);
  if (!target.ok) return target;
  if (!target.value.admitted || isCsr(target.value.role)) return fail('not-allowed');
  if (target.value.role === 'primary-customer') return fail('already-done');
  const places = state.places.map((place): Place => {
    if (place.id === deed.target) return { ...place, role: 'primary-customer' };
    return place.role === 'primary-customer' ? { ...place, role: 'assistant-customer' } : place;
  });
  return ok({ ...state, places });
}

/** To a CSR who is there: a lead whom nobody reaches would be none. */
export function transferLead(state: SessionState, deed: Deed): Next {
  const target = targetOf(state, deed);
  if (!target.ok) return target;
  if (target.value.role !== 'assisting-csr') return fail('not-allowed');
  return target.value.connected ? ok(withLead(state, deed.target)) : fail('no-such-participant');
}

/** Whoever had the lead assists from now on. */
export function withLead(state: SessionState, id: ParticipantId): SessionState {
  const places = state.places.map((place): Place => {
    if (place.id === id) return { ...place, role: 'lead-csr' };
    return place.role === 'lead-csr' ? { ...place, role: 'assisting-csr' } : place;
  });
  return { ...state, places };
}

/** Who is to be asked to take the lead: the CSR who is here longest, once the lead has been away for too long. */
export function successorOf(
  state: SessionState,
  look: { readonly now: number; readonly absenceMs: number; readonly declined: ReadonlySet<ParticipantId> },
): Place | undefined {
  const awaySince = leadOf(state)?.awaySince ?? null;
  if (awaySince === null || look.now - awaySince < look.absenceMs) return undefined;
  return colleaguesOf(state).find(({ id, connected }) => connected && !look.declined.has(id));
}

/** Who has the lead when nobody came back for it: a session is never without one while a CSR is left. */
export function heirOf(state: SessionState): Place | undefined {
  const colleagues = colleaguesOf(state);
  return colleagues.find(({ connected }) => connected) ?? colleagues[0];
}

function colleaguesOf(state: SessionState): readonly Place[] {
  const assisting = state.places.filter(({ role }) => role === 'assisting-csr');
  return assisting.toSorted((a, b) => a.joinedAt - b.joinedAt);
}

/** Any CSR opens the door: a customer is not to wait for one who is busy. */
function waitingOf(state: SessionState, { actor, target }: Deed): Result<Place, RelayErrorCode> {
  const role = placeOf(state, actor)?.role;
  return role !== undefined && isCsr(role) ? metPlace(state, target) : fail('not-allowed');
}

/** What a place may do at all: the lead's deeds are refused to everybody else. */
function targetOf(state: SessionState, { actor, target }: Deed): Result<Place, RelayErrorCode> {
  if (placeOf(state, actor)?.role !== 'lead-csr') return fail('not-allowed');
  return metPlace(state, target);
}

function metPlace(state: SessionState, target: ParticipantId): Result<Place, RelayErrorCode> {
  const place = placeOf(state, target);
  return place?.everConnected === true ? ok(place) : fail('no-such-participant');
}

function change(state: SessionState, id: ParticipantId, values: Partial<Place>): SessionState {
  const places = state.places.map((place) => (place.id === id ? { ...place, ...values } : place));
  return { ...state, places };
}

/** Both let in and of this session: who may signal whom. */
export function isAdmitted(state: SessionState, id: ParticipantId): boolean {
  return placeOf(state, id)?.admitted === true;
}

export function rosterOf(state: SessionState): Participant[] {
  return state.places.filter((place) => place.everConnected).map(participantOf);
}

export function sessionView(state: SessionState): Session {
  const { id, name, sessionType, organisation, verified, startedAt } = state;
  return { id, name, sessionType, organisation, verified, startedAt, participants: rosterOf(state) };
}

function participantOf(place: Place): Participant {
  const { id, name, role, client, joinedAt, inviteId, joinedBy } = place;
  return { id, name, role, client, state: presenceOf(place), joinedAt, inviteId, joinedBy };
}

function presenceOf(place: Place): Participant['state'] {
  // Whoever was not let in waits, there or not: `away` is for people that everybody may reach.
  if (!place.admitted) return 'lobby';
  return place.connected ? 'present' : 'away';
}
