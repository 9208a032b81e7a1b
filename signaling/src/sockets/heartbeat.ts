/** One clock for all sockets: silent, dead and slow ones are found here, without a timer per socket. */
import type { Relay } from '../context.ts';
import { closeWith } from './close-with.ts';
import type { Connection } from './connection.ts';

const MAX_LOOK_INTERVAL_MS = 1_000;

export function startHeartbeat(relay: Relay): { close(): void } {
  const { limits, hub } = relay;
  const shortest = Math.min(limits.helloTimeoutMs, limits.pingIntervalMs, limits.bufferedTooLongMs);
  const lookMs = Math.max(10, Math.min(MAX_LOOK_INTERVAL_MS, shortest / 4));
  const look = setInterval(() => {
    for (const connection of hub.all()) lookAt(relay, connection);
  }, lookMs);
  const ping = setInterval(() => {
    for (const connection of hub.all()) pingOne(relay, connection);
  }, limits.pingIntervalMs);
  return {
    close() {
      clearInterval(look);
      clearInterval(ping);
    },
  };
}

function lookAt(relay: Relay, connection: Connection): void {
  const { limits } = relay;
  const now = relay.now();
  if (connection.phase === 'hello' && now - connection.openedAt >= limits.helloTimeoutMs) {
    closeWith(relay, connection, 'helloTimeout');
  }
  if (connection.socket.bufferedAmount <= limits.maxBufferedBytes) {
    connection.overfullSince = null;
    return;
  }
  connection.overfullSince ??= now;
  if (now - connection.overfullSince >= limits.bufferedTooLongMs)
    closeWith(relay, connection, 'slowConsumer');
}

function pingOne(relay: Relay, connection: Connection): void {
  if (connection.phase !== 'open') return;
  if (connection.missedPings >= relay.limits.missedPings) {
    closeWith(relay, connection, 'pingTimeout');
    return;
  }
  connection.missedPings += 1;
  connection.ping();
}
