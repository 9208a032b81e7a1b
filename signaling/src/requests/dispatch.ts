/** Every request of a client to the function that answers it. A new message does not compile until it is here. */
import { type ClientRequest, unreachable } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { createInvite, withdrawInvite } from './invite-requests.ts';
import type { Outcome } from './outcome.ts';
import { admit, appointPrimary, expel, refuse } from './people-requests.ts';
import { appendRecord } from './record.ts';
import { endSession, leaveSession, startSession } from './session-requests.ts';
import { forwardSignal } from './signal.ts';

export function dispatch(
  relay: Relay,
  connection: Connection,
  message: ClientRequest,
): Outcome | Promise<Outcome> {
  switch (message.type) {
    case 'signal':
      return forwardSignal(relay, connection, message);
    case 'session.start':
      return startSession(relay, connection, message);
    case 'session.leave':
      return leaveSession(relay, connection);
    case 'session.end':
      return endSession(relay, connection, message);
    case 'invite.create':
      return createInvite(relay, connection, message);
    case 'invite.withdraw':
      return withdrawInvite(relay, connection, message);
    case 'lobby.admit':
      return admit(relay, { connection, target: message.participant });
    case 'lobby.refuse':
      return refuse(relay, { connection, target: message.participant });
    case 'participant.remove':
      return expel(relay, { connection, target: message.participant });
    case 'participant.make-primary':
      return appointPrimary(relay, { connection, target: message.participant });
    case 'record.append':
      return appendRecord(relay, connection, message);
    default:
      return unreachable(message);
  }
}
