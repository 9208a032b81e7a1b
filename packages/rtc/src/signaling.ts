/**
 * The connection to the relay across sockets: ticket or resume, requests and answers, what was seen, when to come
 * back. Owns the relay's state as the user sees it; knows nothing of sessions or peers.
 */
import {
  CLOSE_CODES,
  fail,
  PROTOCOL_VERSION,
  type ClientKind,
  type ClientMessage,
  type RelayMessage,
  type Result,
} from '@alongside/protocol';
import type { Clock } from './clock.ts';
import { createCell, createSignal, type Observable } from './observable.ts';
import { RelaySocket, type OpenSocket, type SocketEnd } from './relay-socket.ts';
import { RequestTable } from './request-table.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { ApiCode, ClosedReason, LinkRequest, RelayState, RequestCode, RetryReason } from './types.ts';

/** A socket that lived this long makes the next drop a first one again. */
const STEADY_MS = 10_000;

type Auth = Extract<ClientMessage, { type: 'hello' }>['auth'];

export type SignalingOptions = {
  readonly url: string;
  readonly client: ClientKind;
  readonly ticket: () => Promise<Result<string, ApiCode>>;
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A live session comes back faster. */
  readonly inSession: () => boolean;
  /** Told of an end without a reason from the relay; says what is the matter. */
  readonly explain?: (() => Promise<'unreachable' | 'certificate'>) | undefined;
};

export class Signaling {
  readonly #options: SignalingOptions;
  readonly #state = createCell<RelayState>({ kind: 'connecting' });
  readonly #messages = createSignal<[RelayMessage]>();
  readonly #requests: RequestTable;
  #socket: RelaySocket | null = null;
  #resumeToken: string | null = null;
  #seen: number | null = null;
  #attempt = 0;
  #openedAt = 0;
  #stopTimer: (() => void) | null = null;

  constructor(options: SignalingOptions) {
    this.#options = options;
    this.#requests = new RequestTable(options.clock, () => this.#socket?.end('pingTimeout'));
  }

  get state(): Observable<RelayState> {
    return this.#state;
  }

  /** Welcomes and everything that happens, in order, each once; answers go to who asked, and pass here first. */
  onMessage(listener: (message: RelayMessage) => void): () => void {
    return this.#messages.on(listener);
  }

  start(): void {
    void this.#connect();
  }

  request(message: LinkRequest): Promise<Result<RelayMessage, RequestCode>> {
    if (this.#socket === null || this.#state.get().kind !== 'open') return Promise.resolve(fail('offline'));
    const { id, answer } = this.#requests.open();
    this.#socket.send({ ...message, id });
    return answer;
  }

  /**
   * The network is back: do not sit out the wait. And it may be another one, in which a socket of before is dead
   * without a word; peers that look for another path need the relay now, not when a request has timed out.
   */
  hurry(): void {
    if (this.#stopTimer !== null) this.#schedule('unreachable', 1);
    else this.#socket?.end('pingTimeout');
  }

  /** Idempotent. */
  close(reason: ClosedReason): void {
    if (this.#state.get().kind === 'closed') return;
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#state.set({ kind: 'closed', reason });
    this.#socket?.end('normal');
    this.#socket = null;
    this.#requests.failAll();
  }

  async #connect(): Promise<void> {
    const auth = await this.#auth();
    if (this.#isClosed()) return;
    if (!auth.ok) return this.#refused(auth.code);
    const { url, client, openSocket, clock } = this.#options;
    this.#socket = new RelaySocket({
      url,
      openSocket,
      clock,
      hello: { type: 'hello', protocol: PROTOCOL_VERSION, client, auth: auth.value },
      onMessage: (message) => this.#receive(message),
      onEnd: (reason) => void this.#ended(reason, auth.value.kind),
    });
  }

  async #auth(): Promise<Result<Auth, ApiCode>> {
    const token = this.#resumeToken;
    if (token !== null) return { ok: true, value: { kind: 'resume', token, seen: this.#seen ?? 0 } };
    const ticket = await this.#options.ticket();
    return ticket.ok ? { ok: true, value: { kind: 'ticket', ticket: ticket.value } } : ticket;
  }

  #receive(message: RelayMessage): void {
    if (message.type === 'welcome') this.#welcomed(message);
    if ('seq' in message) {
      // Told twice, or in the wrong order by a relay that lies: what was seen stays as it was.
      if (this.#seen !== null && message.seq <= this.#seen) return;
      this.#seen = message.seq;
    }
    if ('re' in message && message.re !== null) {
      // The mirror learns of a started session before whoever asked for it goes on.
      if (message.type === 'session.started') this.#messages.emit(message);
      this.#requests.answer(message.re, message);
      return;
    }
    this.#messages.emit(message);
  }

  #welcomed(message: Extract<RelayMessage, { type: 'welcome' }>): void {
    this.#resumeToken = message.resumeToken;
    if (!message.resumed) this.#seen = null;
    this.#openedAt = this.#options.clock.now();
    this.#state.set({ kind: 'open' });
  }

  async #ended(end: SocketEnd, auth: Auth['kind']): Promise<void> {
    this.#socket = null;
    this.#requests.failAll();
    if (this.#isClosed()) return;
    const wasSteady = this.#openedAt > 0 && this.#options.clock.now() - this.#openedAt >= STEADY_MS;
    if (wasSteady) this.#attempt = 0;
    this.#openedAt = 0;
    if (end === 'badTicket' && auth === 'resume') {
      // The place is lost or the relay has forgotten it: knock anew, as at the first time.
      this.#resumeToken = null;
      return this.#retry('badTicket');
    }
    // What the relay garbled may be well the next time; everything else is as the closing code says.
    const comesBack = end === 'unreachable' || end === 'bad-answer' || CLOSE_CODES[end].retry;
    if (!comesBack) return this.close(end);
    this.#retry(end);
    if (end === 'unreachable') await this.#explain();
  }

  #refused(code: ApiCode): void {
    if (isPassing(code)) this.#retry(code);
    else this.close(code);
  }

  #retry(reason: RetryReason): void {
    this.#schedule(reason, this.#attempt + 1);
  }

  #schedule(reason: RetryReason, attempt: number): void {
    const { clock, random, inSession } = this.#options;
    this.#stopTimer?.();
    this.#attempt = attempt;
    const delayMs = retryDelayMs(attempt, inSession(), random());
    this.#stopTimer = clock.after(delayMs, () => {
      this.#stopTimer = null;
      void this.#connect();
    });
    this.#state.set({ kind: 'retrying', attempt, retryAt: clock.now() + delayMs, reason });
  }

  async #explain(): Promise<void> {
    const found = await this.#options.explain?.();
    const state = this.#state.get();
    if (found === 'certificate' && state.kind === 'retrying') this.#state.set({ ...state, reason: found });
  }

  #isClosed(): boolean {
    return this.#state.get().kind === 'closed';
  }
}

/** Refusals of the ticket that time may heal. */
function isPassing(code: ApiCode): code is ApiCode & RetryReason {
  return code === 'unreachable' || code === 'certificate' || code === 'bad-answer' || code === 'too-many';
}
