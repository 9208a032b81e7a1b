/**
 * The far end of our socket port, under a test's control: it may say anything, in any order, twice, late, and after
 * it has closed.
 */
import { DEFAULT_SITE, type ClientMessage } from '@alongside/protocol';
import type { OpenSocket, SocketEvents } from '../relay-socket.ts';

export class MaliciousSocket {
  readonly heard: ClientMessage[] = [];
  closedByUs: number | null = null;
  readonly #events: SocketEvents;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  open(): void {
    this.#events.open();
  }

  /** Text goes out as it is, everything else as JSON. */
  say(message: unknown): void {
    this.#events.message(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sayRaw(data: unknown): void {
    this.#events.message(data);
  }

  close(code: number): void {
    this.#events.close(code);
  }

  welcome(change: Record<string, unknown> = {}): void {
    this.open();
    this.say(welcomeWith(change));
  }

  ofType<T extends ClientMessage['type']>(type: T): readonly Extract<ClientMessage, { type: T }>[] {
    return this.heard.filter(
      (message): message is Extract<ClientMessage, { type: T }> => message.type === type,
    );
  }
}

export class MaliciousRelay {
  readonly sockets: MaliciousSocket[] = [];

  readonly openSocket: OpenSocket = (_url, events) => {
    const socket = new MaliciousSocket(events);
    this.sockets.push(socket);
    return {
      send: (text) => void socket.heard.push(JSON.parse(text) as ClientMessage),
      close: (code) => (socket.closedByUs = code),
    };
  };

  get last(): MaliciousSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('nobody has called');
    return socket;
  }
}

export function welcomeWith(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'welcome',
    protocol: 1,
    self: null,
    name: 'Ada',
    resumeToken: 'r'.repeat(43),
    resumed: false,
    session: null,
    invitedBy: null,
    inviter: null,
    site: DEFAULT_SITE,
    config: null,
    ice: null,
    serverTime: 1,
    ...change,
  };
}
