/** Opens pairs on our relay the way a console and a helper do, and on the bare forwarder. */
import { randomBytes } from 'node:crypto';
import {
  decodeRelayMessage,
  PROTOCOL_VERSION,
  type ClientKind,
  type ClientRequest,
  type RelayMessage,
} from '@alongside/protocol';
import type WebSocket from 'ws';
import { CSR } from '../support/programs.ts';
import { openSocket, type Pair } from './relay-load.ts';

type Client = {
  readonly socket: WebSocket;
  ask(message: DistributiveOmit<ClientRequest, 'id'>): void;
  next<T extends RelayMessage['type']>(type: T): Promise<Extract<RelayMessage, { type: T }>>;
};
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export async function signIn(url: string): Promise<string> {
  const answer = await post(url, '/api/auth/sign-in/email', { email: CSR.email, password: CSR.password });
  const token = answer.headers.get('set-auth-token');
  if (token === null) throw new Error(`not signed in: ${answer.status}`);
  return token;
}

/** A signed-in socket that has said hello and waits: an idle console. */
export async function openIdle(url: string, token: string): Promise<WebSocket> {
  return (await openClient(url, { client: 'console', ticket: await ticketOf(url, token) })).socket;
}

/** A CSR and a customer, admitted to a session of their own. */
export async function openRelayPair(url: string, token: string): Promise<Pair> {
  const csr = await openClient(url, { client: 'console', ticket: await ticketOf(url, token) });
  csr.ask({ type: 'session.start', sessionType: 'remote-support', tracking: {} });
  const { self: csrId } = await csr.next('session.started');
  csr.ask({ type: 'invite.create', label: null });
  const { invite } = await csr.next('invite.created');
  const joined = await post(url, '/api/join', {
    protocol: PROTOCOL_VERSION,
    client: 'helper',
    credential: { kind: 'link', token: invite.token },
    name: 'Customer',
    device: randomBytes(32).toString('base64url'),
  });
  const customer = await openClient(url, { client: 'helper', ticket: await ticketIn(joined) });
  const { self } = customer.welcome;
  if (self === null) throw new Error('the customer has no place');
  csr.ask({ type: 'lobby.admit', participant: self });
  await customer.next('session.joined');
  return pairOf({ a: csr, b: customer, idOf: { a: csrId, b: self } });
}

/** Two sockets on the bare forwarder. */
export async function openBarePair(url: string): Promise<Pair> {
  const path = `${url.replace('http', 'ws')}/${randomBytes(8).toString('hex')}`;
  const sockets = { a: await openSocket(path), b: await openSocket(path) };
  return {
    send: (from, payload) => sockets[from].send(payload),
    onPayload: (listener) => {
      for (const to of ['a', 'b'] as const) {
        sockets[to]
          .removeAllListeners('message')
          .on('message', (data: Buffer) => listener(to, data.toString()));
      }
    },
    close: () => {
      sockets.a.close();
      sockets.b.close();
    },
  };
}

function pairOf({ a, b, idOf }: { a: Client; b: Client; idOf: Record<'a' | 'b', string> }): Pair {
  const clients = { a, b };
  let id = 1_000;
  return {
    send: (from, payload) => {
      id += 1;
      const to = idOf[from === 'a' ? 'b' : 'a'];
      clients[from].socket.send(JSON.stringify({ type: 'signal', id, to, data: payload }));
    },
    onPayload: (listener) => {
      for (const to of ['a', 'b'] as const) {
        clients[to].socket.removeAllListeners('message').on('message', (raw: Buffer) => {
          const message = JSON.parse(raw.toString()) as { type: string; data?: string };
          if (message.type === 'signal' && message.data !== undefined) listener(to, message.data);
        });
      }
    },
    close: () => {
      a.socket.close();
      b.socket.close();
    },
  };
}

async function openClient(url: string, hello: { client: ClientKind; ticket: string }) {
  const socket = await openSocket(`${url.replace('http', 'ws')}/signal`);
  const kept: RelayMessage[] = [];
  const waiting: { type: string; resolve: (message: RelayMessage) => void }[] = [];
  socket.on('message', (raw: Buffer) => {
    const message = decodeRelayMessage(raw.toString());
    if (!message.ok) throw new Error('the relay said something that does not decode');
    const index = waiting.findIndex(({ type }) => type === message.value.type);
    if (index === -1) kept.push(message.value);
    else waiting.splice(index, 1)[0]?.resolve(message.value);
  });
  let id = 0;
  const client: Client = {
    socket,
    ask: (message) => {
      id += 1;
      socket.send(JSON.stringify({ ...message, id }));
    },
    next: async <T extends RelayMessage['type']>(type: T) => {
      const index = kept.findIndex((message) => message.type === type);
      const found =
        index === -1
          ? await new Promise<RelayMessage>((resolve) => waiting.push({ type, resolve }))
          : kept.splice(index, 1)[0];
      return found as Extract<RelayMessage, { type: T }>;
    },
  };
  const auth = { kind: 'ticket', ticket: hello.ticket };
  socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, client: hello.client, auth }));
  return { ...client, welcome: await client.next('welcome') };
}

async function ticketOf(url: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return ticketIn(await fetch(`${url}/api/ticket`, { method: 'POST', headers, body: '{}' }));
}

async function ticketIn(answer: Response): Promise<string> {
  const body = (await answer.json()) as { ticket?: string };
  if (body.ticket === undefined) throw new Error(`no ticket: ${answer.status} ${JSON.stringify(body)}`);
  return body.ticket;
}

function post(url: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}
