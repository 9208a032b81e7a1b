/** Every request of a client to the function that answers it. A new message does not compile until it is here. */
import { type ClientRequest, unreachable } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { keepChat } from './chat-requests.ts';
import {
  callColleague,
  declineCall,
  linkColleague,
  listColleagues,
  withdrawCall,
} from './colleague-requests.ts';
import { createInvite, withdrawInvite } from './invite-requests.ts';
import { getNotes, saveNotes } from './notes-requests.ts';
import type { Outcome } from './outcome.ts';
import { admit, appointPrimary, declineLead, expel, refuse, takeLead, transfer } from './people-requests.ts';
import { joinSession } from './join-request.ts';
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
    case 'session.join':
      return joinSession(relay, connection, message);
    case 'session.leave':
      return leaveSession(relay, connection);
    case 'session.end':
      return endSession(relay, connection, message);
    case 'invite.create':
      return createInvite(relay, connection, message);
    case 'invite.withdraw':
      return withdrawInvite(relay, connection, message);
    case 'chat.keep':
      return keepChat(relay, connection, message);
    case 'notes.get':
      return getNotes(relay, connection);
    case 'notes.save':
      return saveNotes(relay, connection, message);
    case 'record.append':
      return appendRecord(relay, connection, message);
    default:
      return dispatchPeople(relay, connection, message);
  }
}

type PeopleRequest = Exclude<
  ClientRequest,
  {
    type:
      'signal' | `session.${string}` | `invite.${string}` | `notes.${string}` | 'chat.keep' | 'record.append';
  }
>;

/** All that is done to or about people. */
function dispatchPeople(
  relay: Relay,
  connection: Connection,
  message: PeopleRequest,
): Outcome | Promise<Outcome> {
  switch (message.type) {
    case 'lobby.admit':
      return admit(relay, { connection, target: message.participant });
    case 'lobby.refuse':
      return refuse(relay, { connection, target: message.participant });
    case 'participant.remove':
      return expel(relay, { connection, target: message.participant });
    case 'participant.make-primary':
      return appointPrimary(relay, { connection, target: message.participant });
    case 'participant.transfer':
      return transfer(relay, { connection, target: message.participant });
    case 'lead.take':
      return takeLead(relay, connection);
    case 'lead.decline':
      return declineLead(connection);
    case 'colleagues.list':
      return listColleagues(relay, connection);
    case 'colleague.call':
      return callColleague(relay, connection, message);
    case 'colleague.link':
      return linkColleague(relay, connection);
    case 'call.withdraw':
      return withdrawCall(relay, connection, message);
    case 'call.decline':
      return declineCall(relay, connection, message);
    default:
      return unreachable(message);
  }
}
