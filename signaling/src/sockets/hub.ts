/** All open sockets, counted by address block and account. Knows nothing of sessions. */
import type { CloseReason } from '@alongside/protocol';
import type { Connection } from './connection.ts';

export type Hub = {
  readonly add: (connection: Connection) => void;
  readonly remove: (connection: Connection) => void;
  readonly all: () => IterableIterator<Connection>;
  readonly size: () => number;
  readonly ofAddress: (address: string) => number;
  readonly ofAccount: (accountId: string) => number;
  /** Signed-in sockets by the sign-in that opened them. */
  readonly signIns: () => ReadonlyMap<string, readonly Connection[]>;
  readonly closeAll: (reason: CloseReason) => void;
};

export function createHub(): Hub {
  const connections = new Set<Connection>();
  const addresses = new Map<string, number>();
  return {
    add(connection) {
      connections.add(connection);
      addresses.set(connection.address, (addresses.get(connection.address) ?? 0) + 1);
    },
    remove(connection) {
      if (!connections.delete(connection)) return;
      const left = (addresses.get(connection.address) ?? 1) - 1;
      if (left === 0) addresses.delete(connection.address);
      else addresses.set(connection.address, left);
    },
    all: () => connections.values(),
    size: () => connections.size,
    ofAddress: (address) => addresses.get(address) ?? 0,
    ofAccount: (accountId) =>
      [...connections].filter(({ account, phase }) => phase !== 'closing' && account?.accountId === accountId)
        .length,
    signIns() {
      const found = new Map<string, Connection[]>();
      for (const connection of connections) {
        const id = connection.account?.authSessionId;
        if (id !== undefined) found.set(id, [...(found.get(id) ?? []), connection]);
      }
      return found;
    },
    closeAll(reason) {
      for (const connection of connections) connection.close(reason);
    },
  };
}
