/** `signal`: forwarded unread, with the sender set by the relay. The hot path: no storage while both are there. */
import { type ClientRequest, fail } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import { isAdmitted } from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';
import { DONE, type Outcome } from './outcome.ts';
import { seatedOf } from './seated.ts';

type Signal = Extract<ClientRequest, { type: 'signal' }>;

export function forwardSignal(
  relay: Relay,
  connection: Connection,
  message: Signal,
): Outcome | Promise<Outcome> {
  const seated = seatedOf(connection);
  if (!seated.ok) return seated;
  const { room, id, place } = seated.value;
  if (!place.admitted) return fail('not-allowed');
  if (message.to === id || !isAdmitted(room.state, message.to)) return fail('no-such-participant');
  relay.metrics.counts.signals += 1;
  const isThere = room.post(message.to, { type: 'signal', from: id, data: message.data });
  // Answered only when it would outlive the relay, since nobody is there who could ask for it again.
  return isThere ? DONE : relay.sessions.saveMissed(room, message.to).then(() => DONE);
}
