/** The door of every request that needs a place: who asks, in which session, and one at a time. */
import { fail, type ParticipantId, type RelayErrorCode, type Result } from '@alongside/protocol';
import type { Room } from '../sessions/room.ts';
import { type Place, placeOf } from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';

export type Seated = { readonly room: Room; readonly id: ParticipantId; readonly place: Place };

/** The admitted place behind a socket, asked anew for every message. */
export function seatedOf(connection: Connection): Result<Seated, RelayErrorCode> {
  const { seat } = connection;
  if (seat === null) return fail('not-in-session');
  const { room, id } = seat;
  if (room.isEnded) return fail('session-ended');
  const place = placeOf(room.state, id);
  // A resumed place has one socket; an older one that still speaks is nobody.
  if (place === undefined || room.sockets.get(id) !== connection) return fail('not-in-session');
  return { ok: true, value: { room, id, place } };
}

/** Runs `work` alone in the session, with membership checked at that moment. */
export async function whenSeated<T>(
  connection: Connection,
  work: (seated: Seated) => Promise<Result<T, RelayErrorCode>>,
): Promise<Result<T, RelayErrorCode>> {
  const { seat } = connection;
  if (seat === null) return fail('not-in-session');
  return seat.room.exclusive(() => {
    const seated = seatedOf(connection);
    return seated.ok ? work(seated.value) : Promise.resolve(seated);
  });
}
