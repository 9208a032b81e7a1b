/** What a socket says: counted against its limits, decoded, answered, one message after the other. */
import { type ClientRequest, decodeClientMessage, type RelayErrorCode } from '@alongside/protocol';
import type { Relay } from '../context.ts';
import { dispatch } from '../requests/dispatch.ts';
import type { Outcome } from '../requests/outcome.ts';
import { closeWith } from './close-with.ts';
import type { Connection } from './connection.ts';
import { shakeHands } from './handshake.ts';

const WINDOW_MS = 1_000;

export function receive(relay: Relay, connection: Connection, raw: Buffer | null): void {
  if (connection.phase === 'closing') return;
  relay.metrics.counts.messages += 1;
  if (isOverRate(relay, connection, raw?.length ?? 0)) {
    closeWith(relay, connection, 'rateLimited');
    return;
  }
  // Binary frames are nobody's message here.
  const text = raw === null ? '' : raw.toString();
  const earlier = connection.work;
  if (earlier === null) follow(relay, connection, handle(relay, connection, text));
  else
    follow(
      relay,
      connection,
      earlier.then(() => handle(relay, connection, text)),
    );
}

function isOverRate({ limits, now }: Relay, connection: Connection, bytes: number): boolean {
  const at = now();
  if (at - connection.windowStart >= WINDOW_MS || at < connection.windowStart) {
    connection.windowStart = at;
    connection.windowMessages = 0;
    connection.windowBytes = 0;
  }
  connection.windowMessages += 1;
  connection.windowBytes += bytes;
  return (
    connection.windowMessages > limits.messagesPerSecond || connection.windowBytes > limits.bytesPerSecond
  );
}

/** Most messages are done at once; what takes longer makes later messages wait, so that order holds. */
function follow(relay: Relay, connection: Connection, pending: Promise<void> | undefined): void {
  if (pending === undefined) return;
  const work = pending
    .catch((error: unknown) => broken(relay, connection, error))
    .finally(() => {
      if (connection.work === work) connection.work = null;
    });
  connection.work = work;
}

/** A bug of ours or of storage: this socket comes back and finds its place; the others go on. */
function broken(relay: Relay, connection: Connection, error: unknown): void {
  relay.log.error({ err: error }, 'a message could not be handled');
  closeWith(relay, connection, 'restart');
}

function handle(relay: Relay, connection: Connection, text: string): Promise<void> | undefined {
  if (connection.phase === 'hello') return shakeHands(relay, connection, text);
  if (connection.phase === 'closing') return undefined;
  const decoded = decodeClientMessage(text);
  // A second hello is a message in the wrong place.
  if (!decoded.ok || decoded.value.type === 'hello') {
    badMessage(relay, connection);
    return undefined;
  }
  const message = decoded.value;
  const outcome = dispatch(relay, connection, message);
  if (!(outcome instanceof Promise)) {
    answer(relay, connection, { message, outcome });
    return undefined;
  }
  return outcome.then((later) => answer(relay, connection, { message, outcome: later }));
}

function badMessage(relay: Relay, connection: Connection): void {
  connection.badMessages += 1;
  refuse(relay, connection, { re: null, code: 'bad-message' });
  if (connection.badMessages >= relay.limits.badMessagesBeforeClose)
    closeWith(relay, connection, 'badMessages');
}

type Answered = { readonly message: ClientRequest; readonly outcome: Outcome };

function answer(relay: Relay, connection: Connection, { message, outcome }: Answered): void {
  const re = message.id;
  if (!outcome.ok) {
    refuse(relay, connection, { re, code: outcome.code });
    return;
  }
  const { answer: body, after } = outcome.value;
  connection.send(body.type === 'ok' ? `{"type":"ok","re":${re}}` : JSON.stringify({ ...body, re }));
  after?.();
}

function refuse(
  relay: Relay,
  connection: Connection,
  { re, code }: { readonly re: number | null; readonly code: RelayErrorCode },
): void {
  relay.metrics.refusals.inc({ code });
  connection.send(JSON.stringify({ type: 'error', re, code }));
}
