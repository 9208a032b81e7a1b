/** The `/signal` door: our own upgrade handler in front of ws, and the life of a socket. */
import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Relay } from '../context.ts';
import { closeWith } from './close-with.ts';
import { Connection } from './connection.ts';
import type { OriginRule } from './origins.ts';
import { receive } from './receive.ts';

const PATH = '/signal';

type SocketServer = { stop(): void };

type Door = {
  readonly server: Server;
  readonly isAllowed: OriginRule;
  /** False where this address knocks too often. */
  readonly mayKnock: (address: string) => boolean;
};

export function serveSockets(relay: Relay, door: Door): SocketServer {
  const { limits } = relay;
  // A variable, since the types do not know `closeTimeout` yet (ws 8.19).
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxMessageBytes,
    maxFragments: limits.maxFragments,
    maxBufferedChunks: limits.maxBufferedChunks,
    closeTimeout: limits.closeGraceMs,
    WebSocket: RelaySocket,
  };
  const sockets = new WebSocketServer(options);
  let isStopping = false;
  door.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const address = relay.addressOf(request);
    const refusal = isStopping ? 503 : refusalOf(door, request, address);
    if (refusal !== null) {
      refuse(stream, refusal);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => admit(relay, { socket, stream, address }));
  });
  return {
    stop() {
      isStopping = true;
    },
  };
}

function refusalOf(door: Door, request: IncomingMessage, address: string): number | null {
  // Exact: no query, since tickets never stand in an address.
  if (request.url !== PATH) return 404;
  if (!door.isAllowed(request.headers.origin)) return 403;
  return door.mayKnock(address) ? null : 429;
}

function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => stream.destroy(),
  );
}

/** The listeners are shared functions that find their connection here: closures per socket cost memory. */
class RelaySocket extends WebSocket {
  seat: { readonly relay: Relay; readonly connection: Connection } | null = null;
}

type Arrival = { readonly socket: RelaySocket; readonly stream: Duplex; readonly address: string };

function admit(relay: Relay, { socket, stream, address }: Arrival): void {
  const connection = new Connection({ socket, stream, address, now: relay.now() });
  socket.seat = { relay, connection };
  socket.on('error', onError);
  socket.on('close', onClose);
  socket.on('message', onMessage);
  socket.on('pong', onPong);
  relay.hub.add(connection);
  if (relay.hub.ofAddress(address) > relay.limits.socketsPerAddress) {
    closeWith(relay, connection, 'tooManyFromAddress');
  }
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  if (!(this instanceof RelaySocket) || this.seat === null) return;
  const { relay, connection } = this.seat;
  receive(relay, connection, !isBinary && Buffer.isBuffer(data) ? data : null);
}

function onPong(this: WebSocket): void {
  if (!(this instanceof RelaySocket) || this.seat === null) return;
  const { relay, connection } = this.seat;
  connection.missedPings = 0;
  const { seat, resume, pingedSeq } = connection;
  seat?.room.outboxOf(seat.id).confirm(pingedSeq);
  if (resume === null || resume.isConfirmed) return;
  resume.isConfirmed = true;
  const place = seat?.id ?? null;
  relay.resumes.confirm(resume.token, { place, hash: resume.usedHash }).catch((error: unknown) => {
    relay.log.error({ err: error }, 'a resume token could not be confirmed');
  });
}

/** ws has closed the socket with the fitting code already; only the count is ours. */
function onError(this: WebSocket, error: Error): void {
  if (!(this instanceof RelaySocket) || this.seat === null) return;
  this.seat.relay.log.debug({ err: error }, 'socket error');
}

function onClose(this: WebSocket): void {
  if (!(this instanceof RelaySocket) || this.seat === null) return;
  const { relay, connection } = this.seat;
  this.seat = null;
  connection.phase = 'closing';
  relay.hub.remove(connection);
  // After what it said last: a leave that is still under way must not become a drop.
  const last = connection.work ?? Promise.resolve();
  last
    .then(() => relay.sessions.dropped(connection))
    .catch((error: unknown) => relay.log.error({ err: error }, 'a dropped socket could not be noted'));
}
