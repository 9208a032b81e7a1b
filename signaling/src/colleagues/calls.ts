/** Calls of one CSR to another: who was asked into which session, until there is an answer. In memory: a minute each. */
import { type Call, type CallEnd, type CallId, CALL_LIFE_MS, callIdSchema, isCsr } from '@alongside/protocol';
import type { Foundation } from '../context.ts';
import { randomId } from '../secrets.ts';
import type { Room } from '../sessions/room.ts';
import type { Place } from '../sessions/session-state.ts';
import type { Connection } from '../sockets/connection.ts';

export type PendingCall = {
  readonly call: Call;
  readonly room: Room;
  readonly by: Place;
  /** The account that is called. */
  readonly accountId: string;
  readonly name: string;
};

type CallOrder = Omit<PendingCall, 'call'> & { readonly reason: string };

export type Calls = {
  readonly find: (id: CallId) => PendingCall | undefined;
  readonly of: (room: Room) => readonly PendingCall[];
  /** Rings wherever the called is signed in and free. */
  readonly place: (order: CallOrder) => CallId;
  /** Tells both ends, once. */
  readonly end: (pending: PendingCall, why: CallEnd) => void;
  readonly sweep: () => void;
};

export function createCalls({ hub, now }: Pick<Foundation, 'hub' | 'now'>): Calls {
  const pending = new Map<CallId, PendingCall>();
  const ring = (accountId: string, body: string): void => {
    for (const connection of hub.all()) if (isFree(connection, accountId)) connection.send(body);
  };
  const end: Calls['end'] = (ended, why) => {
    if (!pending.delete(ended.call.id)) return;
    const body = JSON.stringify({ type: 'call.ended', call: ended.call.id, why, name: ended.name });
    ring(ended.accountId, body);
    ended.room.sockets.get(ended.by.id)?.send(body);
  };
  return {
    end,
    find: (id) => pending.get(id),
    of: (room) => [...pending.values()].filter((each) => each.room === room),
    place({ reason, ...order }) {
      const { room, by } = order;
      const call = {
        id: callIdSchema.parse(randomId()),
        from: by.name,
        reason,
        session: room.state.name,
        customers: room.state.places
          .filter(({ role, admitted }) => admitted && !isCsr(role))
          .map(({ name }) => name),
        expiresAt: now() + CALL_LIFE_MS,
      };
      pending.set(call.id, { ...order, call });
      ring(order.accountId, JSON.stringify({ type: 'call.incoming', call }));
      return call.id;
    },
    sweep() {
      for (const each of pending.values()) {
        if (each.room.isEnded) end(each, 'session-ended');
        else if (each.call.expiresAt <= now()) end(each, 'expired');
      }
    },
  };
}

/** Signed in at a console that is in no session. */
export function isFree({ account, seat, phase }: Connection, accountId: string): boolean {
  return account?.accountId === accountId && seat === null && phase === 'open';
}
