/**
 * One WebSocket to the relay, from its opening to its end: hello first, welcome before all else, five messages that
 * do not decode end it. Owns no retry and no meaning of messages; after its end it says nothing more.
 */
import {
  CLOSE_CODES,
  closeReasonOf,
  decodeRelayMessage,
  PROTOCOL_VERSION,
  RELAY_LIMITS,
  type ClientMessage,
  type CloseReason,
  type RelayMessage,
} from '@alongside/protocol';
import type { Clock } from './clock.ts';
import { Pacer } from './pacer.ts';

const WELCOME_TIMEOUT_MS = 10_000;
/** The socket went away, not for a reason that the relay gave. */
const GOING_AWAY = 1001;

type SocketPort = {
  send(text: string): void;
  close(code: number): void;
};
export type SocketEvents = {
  readonly open: () => void;
  readonly message: (data: unknown) => void;
  readonly close: (code: number) => void;
};
export type OpenSocket = (url: string, events: SocketEvents) => SocketPort;

/** A reason from the relay; or nobody there; or a relay that talks nonsense. */
export type SocketEnd = CloseReason | 'unreachable' | 'bad-answer';

type RelaySocketOptions = {
  readonly url: string;
  readonly hello: Extract<ClientMessage, { type: 'hello' }>;
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly onMessage: (message: RelayMessage) => void;
  /** Exactly once. */
  readonly onEnd: (reason: SocketEnd) => void;
};

export class RelaySocket {
  readonly #options: RelaySocketOptions;
  readonly #socket: SocketPort;
  readonly #pacer: Pacer;
  readonly #stopTimer: () => void;
  #phase: 'opening' | 'greeting' | 'welcomed' | 'ended' = 'opening';
  #badMessages = 0;

  constructor(options: RelaySocketOptions) {
    this.#options = options;
    this.#pacer = new Pacer(options.clock, (text) => this.#socket.send(text));
    this.#stopTimer = options.clock.after(WELCOME_TIMEOUT_MS, () => this.end('helloTimeout'));
    this.#socket = options.openSocket(options.url, {
      open: () => this.#greet(),
      message: (data) => this.#receive(data),
      close: (code) => this.#finish(reasonOf(code)),
    });
  }

  send(message: ClientMessage): void {
    if (this.#phase === 'welcomed') this.#pacer.push(JSON.stringify(message));
  }

  /** Ends it from this side, with `reason` for ours. What was handed over before is still sent. Idempotent. */
  end(reason: SocketEnd): void {
    if (this.#phase === 'ended') return;
    if (this.#phase === 'welcomed') this.#pacer.flush();
    // Only 1000 and 3000–4999 may be given by a page; what it was stays on this side.
    this.#socket.close(CLOSE_CODES.normal.code);
    this.#finish(reason);
  }

  #greet(): void {
    if (this.#phase !== 'opening') return;
    this.#phase = 'greeting';
    this.#socket.send(JSON.stringify(this.#options.hello));
  }

  #receive(data: unknown): void {
    if (this.#phase === 'ended') return;
    const message = readMessage(data, this.#phase === 'welcomed');
    if (message === undefined) return this.#countBad();
    if (message.type === 'welcome') {
      if (message.protocol !== PROTOCOL_VERSION) return this.end('versionUnsupported');
      this.#phase = 'welcomed';
      this.#stopTimer();
    }
    this.#options.onMessage(message);
  }

  #countBad(): void {
    this.#badMessages += 1;
    if (this.#badMessages >= RELAY_LIMITS.badMessagesBeforeClose) this.end('bad-answer');
  }

  #finish(reason: SocketEnd): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#stopTimer();
    this.#pacer.close();
    this.#options.onEnd(reason);
  }
}

/** Undefined for what does not decode, and for what has no place before or after the welcome. */
function readMessage(data: unknown, welcomed: boolean): RelayMessage | undefined {
  if (typeof data !== 'string' || data.length > RELAY_LIMITS.maxMessageBytes) return undefined;
  const decoded = decodeRelayMessage(data);
  if (!decoded.ok) return undefined;
  const { value } = decoded;
  if (welcomed) return value.type === 'welcome' ? undefined : value;
  return value.type === 'welcome' || (value.type === 'error' && value.re === null) ? value : undefined;
}

function reasonOf(code: number): SocketEnd {
  return code === GOING_AWAY ? 'restart' : (closeReasonOf(code) ?? 'unreachable');
}
