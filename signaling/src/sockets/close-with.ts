/** Closes a socket and counts why. */
import type { CloseReason } from '@alongside/protocol';
import type { Foundation } from '../context.ts';
import type { Connection } from './connection.ts';

export function closeWith(base: Foundation, connection: Connection, reason: CloseReason): void {
  if (connection.phase === 'closing') return;
  base.metrics.closes.inc({ reason });
  base.log.debug({ reason }, 'socket closed by the relay');
  connection.close(reason);
}
