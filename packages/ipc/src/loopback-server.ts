/**
 * The loopback carrier, trusted end: one small server on 127.0.0.1 per window, so that each window is an origin of
 * its own. It serves the window's pages and one socket, which opens only for our own page with the current token.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Contract, Handlers } from './contract.ts';
import { createEndpoint, type OnBug, type Served } from './endpoint.ts';
import { Gate, type GateOptions } from './loopback-server-gate.ts';
import { ipcPath, maxMessageBytes } from './loopback-wire.ts';

type PageAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type LoopbackCarrier = GateOptions & {
  /** The path of the window's page, such as `/session.html`. */
  readonly page: string;
  /** Answers for a path (still percent-encoded, without its query) with the strict headers that the page needs. */
  readonly pages: (path: string) => Promise<PageAnswer>;
  readonly onBug: OnBug;
};

export type ServedLoopback<C extends Contract> = Served<C> & {
  /** Opens the window, once: its fragment holds a token, so it must not be logged or shown. */
  readonly url: string;
};

export async function serveLoopback<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  carrier: LoopbackCarrier,
): Promise<ServedLoopback<C>> {
  const endpoint = createEndpoint(contract, handlers, carrier.onBug);
  const gate = new Gate(contract, endpoint, carrier);
  const http = createServer({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  });
  const host = await listen(http);
  http.on('request', (request, response) => {
    answerPage(request, response, { host, carrier }).catch((error: unknown) => {
      carrier.onBug(error, 'page');
      response.destroy();
    });
  });
  acceptSockets(http, gate, { host, maxPayload: maxMessageBytes(contract) });
  return {
    url: `http://${host}${carrier.page}#token=${gate.firstToken}`,
    emit(event, payload) {
      const checked = endpoint.event(event, payload);
      if (checked.ok) gate.tell(event, checked.value);
    },
    close() {
      gate.close();
      http.close();
      http.closeAllConnections();
    },
  };
}

/** Resolves to `127.0.0.1:port`. */
async function listen(http: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an address with a port.
  const { port } = http.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}

function acceptSockets(
  http: Server,
  gate: Gate,
  { host, maxPayload }: { readonly host: string; readonly maxPayload: number },
): void {
  // Kept apart because the types of `ws` do not know the last three yet; ws itself does.
  const limits = {
    perMessageDeflate: false,
    maxPayload,
    maxFragments: 64,
    maxBufferedChunks: 1_024,
    closeTimeout: 1_000,
  };
  const sockets = new WebSocketServer({ noServer: true, ...limits });
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!isOurPage(request, host) || !gate.hasRoom) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => gate.receive(opened));
  });
}

/**
 * The Host check keeps out a foreign name that was made to point at 127.0.0.1 (DNS rebinding), the Origin check any
 * other page in the same browser.
 */
function isOurPage(request: IncomingMessage, host: string): boolean {
  return (
    request.url === ipcPath && request.headers.host === host && request.headers.origin === `http://${host}`
  );
}

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  { host, carrier }: { readonly host: string; readonly carrier: LoopbackCarrier },
): Promise<void> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (request.headers.host !== host || !isRead) {
    response.writeHead(request.headers.host === host ? 405 : 421).end();
    return;
  }
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  const page = await carrier.pages(path);
  response.writeHead(page.status, page.headers);
  response.end(request.method === 'HEAD' ? undefined : page.body);
}
