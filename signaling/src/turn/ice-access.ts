/**
 * How participants may connect: short-lived credentials for the TURN server, by coturn's REST scheme
 * (draft-uberti-behave-turn-rest-00), and the policy. Only for those who were let in; keeps and stores nothing.
 */
import { createHmac } from 'node:crypto';
import { DIRECT_ICE, type IceAccess, type ParticipantId } from '@alongside/protocol';
import type { Foundation } from '../context.ts';
import { placeOf } from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';

/** For the place behind a socket, good for `turnLifeMs`; null in the lobby and outside of a session. */
export function iceFor(relay: Foundation, connection: Connection): IceAccess | null {
  const { seat } = connection;
  if (seat === null || placeOf(seat.room.state, seat.id)?.admitted !== true) return null;
  connection.iceGivenAt = relay.now();
  return accessOf(relay, seat.id);
}

/** Before the message that lets somebody in: from then on they connect. */
export function sendIce(relay: Foundation, connection: Connection): void {
  const ice = iceFor(relay, connection);
  if (ice !== null) connection.send(JSON.stringify({ type: 'ice.updated', ice }));
}

/** Half of its life before it ends, so that whoever has to find another path never holds what has run out. */
export function renewIce(relay: Foundation): void {
  if (relay.turn === null) return;
  const latest = relay.now() - relay.limits.turnLifeMs / 2;
  for (const connection of relay.hub.all()) {
    if (connection.iceGivenAt !== null && connection.iceGivenAt <= latest) sendIce(relay, connection);
  }
}

function accessOf({ turn, now, limits, policy }: Foundation, id: ParticipantId): IceAccess {
  // Without a server and with a site that allows nothing else, nobody connects: an address is not given away instead.
  if (turn === null) return { ...DIRECT_ICE, relayOnly: policy.relayOnly() };
  const expirySeconds = Math.ceil((now() + limits.turnLifeMs) / 1000);
  const username = `${expirySeconds}:${id}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return {
    servers: [{ urls: [...turn.urls], username, credential }],
    relayOnly: turn.only || policy.relayOnly(),
  };
}
