/** A client of the relay for tests: speaks the wire as it is, and waits for what it is told. */
import { randomBytes } from 'node:crypto';
import {
  type ClientKind,
  type ClientRequest,
  decodeRelayMessage,
  type Invite,
  type ParticipantId,
  PROTOCOL_VERSION,
  type RelayMessage,
} from '@alongside/protocol';
import { WebSocket } from 'ws';
import { type Answer, post, signIn } from './test-relay.ts';

type Url = { readonly url: string };
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type Asked = DistributiveOmit<ClientRequest, 'id'>;
type OfType<T extends RelayMessage['type']> = Extract<RelayMessage, { type: T }>;

export type Auth =
  | { readonly kind: 'ticket'; readonly ticket: string }
  | { readonly kind: 'resume'; readonly token: string; readonly seen: number };

const WAIT_MS = 8_000;

export class TestClient {
  readonly socket: WebSocket;
  readonly messages: RelayMessage[] = [];
  /** The code of the close. */
  readonly closed: Promise<number>;
  closeCode: number | null = null;
  seen = 0;
  #id = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    { url }: Url,
    options: { readonly origin?: string; readonly localAddress?: string } = {},
    path = '/signal',
  ) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, options);
    this.socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        this.closeCode = code;
        for (const listener of this.#listeners) listener();
        resolve(code);
      });
    });
    this.socket.on('error', () => undefined);
  }

  #receive(raw: string): void {
    const decoded = decodeRelayMessage(raw);
    if (!decoded.ok) throw new Error(`the relay sent what its own schema refuses: ${raw.slice(0, 400)}`);
    this.messages.push(decoded.value);
    if ('seq' in decoded.value) this.seen = decoded.value.seq;
    for (const listener of this.#listeners) listener();
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === WebSocket.OPEN) return this;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', () => resolve());
      this.socket.once('unexpected-response', (_request, response) =>
        reject(new Error(`status ${response.statusCode}`)),
      );
      this.socket.once('error', reject);
    });
    return this;
  }

  /** The first message that fits, also among those that have come already. */
  waitFor<T extends RelayMessage>(fits: (message: RelayMessage) => message is T): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(() => reject(this.#tooLate('nothing fitting came'))), WAIT_MS);
      const done = (settle: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        settle();
      };
      const look = () => {
        const found = this.messages.find(fits);
        if (found !== undefined) done(() => resolve(found));
        else if (this.closeCode !== null) done(() => reject(this.#tooLate(`closed ${this.closeCode}`)));
      };
      this.#listeners.add(look);
      look();
    });
  }

  #tooLate(what: string): Error {
    return new Error(`${what}; got: ${this.messages.map((message) => message.type).join(', ')}`);
  }

  next<T extends RelayMessage['type']>(type: T, fits = (_message: OfType<T>) => true): Promise<OfType<T>> {
    return this.waitFor(
      (message): message is OfType<T> => message.type === type && fits(message as OfType<T>),
    );
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  hello(auth: Auth, client: ClientKind = 'console'): Promise<OfType<'welcome'>> {
    this.raw(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, client, auth }));
    return this.next('welcome');
  }

  async request(message: Asked): Promise<Exclude<RelayMessage, { seq: number }>> {
    this.#id += 1;
    const id = this.#id;
    this.raw(JSON.stringify({ ...message, id }));
    return this.waitFor(
      (answer): answer is Exclude<RelayMessage, { seq: number }> => 're' in answer && answer.re === id,
    );
  }

  /** The code of the refusal, or `ok`. */
  async ask(message: Asked): Promise<string> {
    const answer = await this.request(message);
    return answer.type === 'error' ? answer.code : answer.type;
  }

  drop(): Promise<number> {
    this.socket.terminate();
    return this.closed;
  }
}

export async function ticketOf(relay: Url, bearer: Record<string, string>): Promise<string> {
  const { body } = await post(`${relay.url}/api/ticket`, {}, bearer);
  return String(body['ticket']);
}

export type Csr = {
  readonly client: TestClient;
  readonly self: ParticipantId;
  readonly resumeToken: string;
  readonly sessionId: string;
  readonly bearer: Record<string, string>;
};

/** A CSR who has started a session. */
export async function startedCsr(relay: Url, bearer?: Record<string, string>): Promise<Csr> {
  const header = bearer ?? (await signIn(relay));
  const client = await new TestClient(relay).opened();
  const ticket = await ticketOf(relay, header);
  const { resumeToken } = await client.hello({ kind: 'ticket', ticket });
  const started = await client.request({
    type: 'session.start',
    sessionType: 'remote-support',
    tracking: {},
  });
  if (started.type !== 'session.started') throw new Error(`not started: ${JSON.stringify(started)}`);
  return { client, self: started.self, sessionId: started.session.id, resumeToken, bearer: header };
}

export async function invited(csr: Csr): Promise<Invite> {
  const made = await csr.client.request({ type: 'invite.create', label: null });
  if (made.type !== 'invite.created') throw new Error(`no invite: ${JSON.stringify(made)}`);
  return made.invite;
}

export function newDevice(): string {
  return randomBytes(32).toString('base64url');
}

export function joinBody(credential: object, name = 'Kim Minsu', device = newDevice()): object {
  return { protocol: PROTOCOL_VERSION, client: 'helper', credential, name, device };
}

export function join(relay: Url, credential: object, device = newDevice()): Promise<Answer> {
  return post(`${relay.url}/api/join`, joinBody(credential, 'Kim Minsu', device));
}

export type Customer = {
  readonly client: TestClient;
  readonly self: ParticipantId;
  readonly resumeToken: string;
};

/** A customer in the lobby. */
export async function waitingCustomer(relay: Url, csr: Csr): Promise<Customer> {
  const invite = await invited(csr);
  const { body } = await join(relay, { kind: 'link', token: invite.token });
  const client = await new TestClient(relay).opened();
  const { self, resumeToken } = await client.hello(
    { kind: 'ticket', ticket: String(body['ticket']) },
    'helper',
  );
  if (self === null) throw new Error('no place');
  return { client, self, resumeToken };
}

export async function admittedCustomer(relay: Url, csr: Csr): Promise<Customer> {
  const customer = await waitingCustomer(relay, csr);
  const done = await csr.client.ask({ type: 'lobby.admit', participant: customer.self });
  if (done !== 'ok') throw new Error(`not admitted: ${done}`);
  await customer.client.next('session.joined');
  return customer;
}
