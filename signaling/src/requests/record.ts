/** `record.append`: facts of what happened between peers, once each, however often they are sent. */
import { type ClientRequest, fail } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import type { Connection } from '../sockets/connection.ts';
import { DONE, type Outcome } from './outcome.ts';
import { whenSeated } from './seated.ts';

type Append = Extract<ClientRequest, { type: 'record.append' }>;

export function appendRecord(relay: Relay, connection: Connection, message: Append): Promise<Outcome> {
  return whenSeated(connection, async ({ room, id, place }): Promise<Outcome> => {
    if (!place.admitted) return fail('not-allowed');
    const entry = { kind: 'record', at: relay.now(), sessionId: room.state.id, actor: id } as const;
    // The key counts per participant: nobody can use up another's.
    await relay.audit.note([{ ...entry, detail: message.fact, key: `${id}:${message.key}` }]);
    return DONE;
  });
}
