/** Calling a colleague in: `colleagues.list`, `colleague.call`, `colleague.link`, and the two ways to call it off. */
import { type ClientRequest, fail, isCsr } from '@alongside/protocol';
import { colleaguesOf, findColleague, stateOf } from '../colleagues/presence.ts';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { DONE, type Outcome } from './outcome.ts';
import { type Seated, seatedOf, whenSeated } from './seated.ts';

type Request<T extends ClientRequest['type']> = Extract<ClientRequest, { type: T }>;

/** A session has eight places; more calls at once only annoy. */
const MAX_CALLS = 7;

export function listColleagues(relay: Relay, connection: Connection): Outcome {
  const seated = seatedOf(connection);
  if (!seated.ok) return seated;
  const { room, place } = seated.value;
  if (!isCsr(place.role) || place.accountId === null) return fail('not-allowed');
  const colleagues = colleaguesOf(relay, room, place.accountId);
  return { ok: true, value: { answer: { type: 'colleagues', colleagues } } };
}

export function callColleague(
  relay: Relay,
  connection: Connection,
  { colleague, reason }: Request<'colleague.call'>,
): Promise<Outcome> {
  return whenSeated(connection, async ({ room, id, place }): Promise<Outcome> => {
    if (!isCsr(place.role)) return fail('not-allowed');
    if (room.state.places.length >= relay.limits.maxParticipants) return fail('session-full');
    if (relay.calls.of(room).length >= MAX_CALLS) return fail('too-many');
    const account = findColleague(relay, colleague);
    if (account === undefined) return fail('not-free');
    const connections = [...relay.hub.all()].filter((each) => each.account?.accountId === account.accountId);
    if (stateOf(relay, room, { account, connections }) !== 'free') return fail('not-free');
    const entry = { kind: 'colleague.called', at: relay.now(), sessionId: room.state.id, actor: id } as const;
    await relay.audit.note([{ ...entry, detail: { account: account.accountId } }]);
    const call = relay.calls.place({
      room,
      by: place,
      reason,
      accountId: account.accountId,
      name: account.name,
    });
    return { ok: true, value: { answer: { type: 'call.placed', call } } };
  });
}

export function linkColleague(relay: Relay, connection: Connection): Promise<Outcome> {
  return whenSeated(connection, async ({ room, place }: Seated): Promise<Outcome> => {
    if (!isCsr(place.role)) return fail('not-allowed');
    const made = await relay.invites.create({ room, by: place, label: null, kind: 'representative' });
    if (!made.ok) return made;
    const { token, expiresAt } = made.value;
    return { ok: true, value: { answer: { type: 'colleague.link-made', token, expiresAt } } };
  });
}

export function withdrawCall(
  relay: Relay,
  connection: Connection,
  message: Request<'call.withdraw'>,
): Outcome {
  const seated = seatedOf(connection);
  if (!seated.ok) return seated;
  const pending = relay.calls.find(message.call);
  if (pending === undefined || pending.room !== seated.value.room) return fail('call-ended');
  if (!isCsr(seated.value.place.role)) return fail('not-allowed');
  relay.calls.end(pending, 'withdrawn');
  return DONE;
}

export function declineCall(relay: Relay, connection: Connection, message: Request<'call.decline'>): Outcome {
  const pending = relay.calls.find(message.call);
  if (pending === undefined || pending.accountId !== connection.account?.accountId) return fail('call-ended');
  relay.calls.end(pending, 'declined');
  return DONE;
}
