/** Deeds upon people: the lobby's two by any CSR, removing, primary and the lead itself by the lead. */
import { fail, type ParticipantId, type RelayErrorCode, type Result } from '@alongside/protocol';
import type { AuditKind } from '../audit/audit-log.ts';
import type { Relay } from '../context.ts';
import type { Room } from '../sessions/room.ts';
import {
  admitPlace,
  type Deed,
  expelPlace,
  makePrimary,
  placeOf,
  refusePlace,
  type SessionState,
  sessionView,
  transferLead,
  withLead,
} from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';
import { sendIce } from '../turn/ice-access.ts';
import { DONE, type Outcome } from './outcome.ts';
import { type Seated, whenSeated } from './seated.ts';

type Step = (state: SessionState, deed: Deed) => Result<SessionState, RelayErrorCode>;
type Order = { readonly connection: Connection; readonly target: ParticipantId };

export function admit(relay: Relay, order: Order): Promise<Outcome> {
  return stay(relay, order, {
    step: admitPlace,
    kind: 'lobby.admitted',
    after: (room) => {
      const socket = room.sockets.get(order.target);
      if (socket !== undefined) sendIce(relay, socket);
      const session = sessionView(room.state);
      room.post(order.target, { type: 'session.joined', self: order.target, session });
    },
  });
}

export function appointPrimary(relay: Relay, order: Order): Promise<Outcome> {
  return stay(relay, order, { step: makePrimary, kind: 'participant.made-primary' });
}

export function transfer(relay: Relay, order: Order): Promise<Outcome> {
  return stay(relay, order, { step: transferLead, kind: 'lead.transferred' });
}

/** Only while it is offered to this very place. */
export function takeLead(relay: Relay, connection: Connection): Promise<Outcome> {
  return whenSeated(connection, async (seated): Promise<Outcome> => {
    const { room, id } = seated;
    if (room.leadOffer !== id) return fail('already-done');
    room.leadOffer = null;
    const entry = entryOf(relay, seated, { kind: 'lead.taken', target: id });
    await relay.sessions.save(room, withLead(room.state, id), [entry]);
    room.postRoster();
    await relay.sessions.saveAway(room);
    return DONE;
  });
}

/** The next one is asked at the relay's next look. */
export function declineLead(connection: Connection): Promise<Outcome> {
  return whenSeated(connection, ({ room, id }): Promise<Outcome> => {
    if (room.leadOffer === id) room.leadDeclined.add(id);
    return Promise.resolve(DONE);
  });
}

export function refuse(relay: Relay, order: Order): Promise<Outcome> {
  return sendAway(relay, order, { step: refusePlace, kind: 'lobby.refused', reason: 'refused' });
}

export function expel(relay: Relay, order: Order): Promise<Outcome> {
  return sendAway(relay, order, { step: expelPlace, kind: 'participant.removed', reason: 'removed' });
}

type Staying = { readonly step: Step; readonly kind: AuditKind; readonly after?: (room: Room) => unknown };

function stay(relay: Relay, { connection, target }: Order, { step, kind, after }: Staying): Promise<Outcome> {
  return whenSeated(connection, async (seated) => {
    const { room, id } = seated;
    const next = step(room.state, { actor: id, target });
    if (!next.ok) return next;
    await relay.sessions.save(room, next.value, [entryOf(relay, seated, { kind, target })]);
    after?.(room);
    room.postRoster();
    await relay.sessions.saveAway(room);
    return DONE;
  });
}

type Leaving = { readonly step: Step; readonly kind: AuditKind; readonly reason: 'refused' | 'removed' };

function sendAway(
  relay: Relay,
  { connection, target }: Order,
  { step, kind, reason }: Leaving,
): Promise<Outcome> {
  return whenSeated(connection, async (seated) => {
    const { room, id, place: lead } = seated;
    const next = step(room.state, { actor: id, target });
    if (!next.ok) return next;
    const place = placeOf(room.state, target);
    if (place === undefined) return fail('no-such-participant');
    await relay.sessions.dismiss(room, { place, why: reason }, [entryOf(relay, seated, { kind, target })]);
    room.post(target, { type: 'session.ended', reason, by: lead.name });
    room.sockets.get(target)?.close('removed');
    room.forget(target);
    room.postRoster();
    await relay.sessions.saveAway(room);
    return DONE;
  });
}

function entryOf(
  relay: Relay,
  { room, id }: Seated,
  row: { readonly kind: AuditKind; readonly target: ParticipantId },
) {
  const { kind, target } = row;
  return { kind, at: relay.now(), sessionId: room.state.id, actor: id, detail: { participant: target } };
}
