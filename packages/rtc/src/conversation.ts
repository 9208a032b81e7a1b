/**
 * All that runs over one connection: hello, trust, then messages, beats and figures. Owns the order in which things
 * are let in: before trust is settled nothing but hello and trust has any effect. Dies with its connection.
 */
import { PROTOCOL_VERSION, type PeerMessage, type PeerMessageOf, type Result } from '@alongside/protocol';
import { PeerChannels } from './channels.ts';
import type { Clock } from './clock.ts';
import { Liveness } from './liveness.ts';
import type { Connection, Fingerprints } from './simple-peer-connection.ts';
import type { QualityMessage } from './picture-quality.ts';
import { packetsReceived, readStats, type Sending, type StatsMemory } from './stats.ts';
import { TrustExchange, type TrustGround } from './trust-exchange.ts';
import type { TrustMessage, TrustSide } from './trust.ts';
import type { PeerStats, PeerTrust, Refusal, SendCode } from './types.ts';

const MAX_BAD_MESSAGES = 5;
/** What may come in while hashes are computed; a peer that is through sends little before it hears from us. */
const MAX_INBOX = 200;
const STATS_MS = 1_000;

export type AppMessage = Exclude<
  PeerMessage,
  TrustMessage | QualityMessage | { type: 'peer.hello' | 'peer.bye' }
>;

type ConversationEvents = {
  /** Trust is settled and the hello is here. Once. */
  readonly settled: () => void;
  readonly trust: (trust: Omit<PeerTrust, 'language'>) => void;
  readonly hello: (hello: PeerMessageOf<'peer.hello'>) => void;
  readonly message: (message: AppMessage) => void;
  readonly input: (bytes: Uint8Array) => void;
  readonly bulk: (bytes: Uint8Array) => void;
  readonly quality: (message: QualityMessage) => void;
  readonly stats: (stats: PeerStats, sending: Sending | null) => void;
  readonly wire: (state: 'silent' | 'alive') => void;
  /** The peer leaves on purpose. */
  readonly bye: () => void;
  /** It cannot go on over this connection; another may do. */
  readonly broken: () => void;
  readonly refused: (why: Refusal) => void;
};

type ConversationOptions = {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly hello: () => PeerMessageOf<'peer.hello'>;
  /** Whether these keys will do, and what to prove over them. */
  readonly ground: (keys: Fingerprints) => { side: TrustSide; ground: TrustGround } | Refusal;
  readonly isShowing: () => boolean;
  readonly events: ConversationEvents;
};

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #channels: PeerChannels;
  readonly #inbox: (() => Promise<void> | void)[] = [];
  #liveness: Liveness | null = null;
  #exchange: TrustExchange | null = null;
  #hasHello = false;
  #phase: 'opening' | 'proving' | 'settled' | 'over' = 'opening';
  #isPumping = false;
  #badMessages = 0;
  #statsMemory: StatsMemory | null = null;
  #stopStats: () => void = () => undefined;

  constructor(options: ConversationOptions) {
    const { connection, events } = options;
    this.#options = options;
    this.#channels = new PeerChannels(connection.channels, {
      message: (message) => this.#arrived(() => this.#hear(message)),
      // Never queued: input that waited is input for another moment.
      input: (bytes) =>
        this.#ifSettled(() => {
          connection.wakeScreen();
          events.input(bytes);
        }),
      bulk: (bytes) => this.#arrived(() => this.#ifSettled(() => events.bulk(bytes))),
      bad: () => this.#countBad(),
      stuck: () => this.#over(events.broken),
    });
  }

  get isSettled(): boolean {
    return this.#phase === 'settled';
  }

  /** The connection is open. */
  async start(): Promise<void> {
    const keys = await this.#options.connection.fingerprints();
    if (this.#phase !== 'opening') return;
    if (!keys.ok) {
      return keys.code === 'mismatch' ? this.#refuse('key-changed') : this.#over(this.#options.events.broken);
    }
    const found = this.#options.ground(keys.value);
    if (typeof found === 'string') return this.#refuse(found);
    this.#phase = 'proving';
    this.#watch();
    this.#say(this.#options.hello());
    this.#exchange = new TrustExchange({
      ...found,
      send: (message) => this.#say(message),
      onBadMessage: () => this.#countBad(),
    });
    const exchange = this.#exchange;
    this.#inbox.unshift(() => exchange.handle({ type: 'begin' }));
    await this.#pump();
  }

  send(message: PeerMessage): Promise<Result<undefined, SendCode>> {
    return this.#channels.send(message);
  }

  sendInput(bytes: Uint8Array): void {
    this.#channels.sendInput(bytes);
  }

  sendPointer(bytes: Uint8Array): void {
    this.#channels.sendPointer(bytes);
  }

  sendBulk(bytes: Uint8Array): Promise<Result<undefined, SendCode>> {
    return this.#channels.sendBulk(bytes);
  }

  verdict(words: 'match' | 'differ'): void {
    this.#arrived(() => this.#exchange?.handle({ type: 'verdict', words }));
  }

  /** Tells at once what the next beat would. */
  beat(): void {
    this.#options.connection.beat(this.#options.isShowing());
  }

  /** A beat or the browser's own finding. */
  wire(state: 'heard' | 'suspect'): void {
    if (state === 'heard') this.#liveness?.heard();
    else this.#liveness?.suspect();
  }

  /** Idempotent; nothing is heard of it afterwards. */
  close(): void {
    this.#phase = 'over';
    this.#inbox.length = 0;
    this.#liveness?.close();
    this.#stopStats();
    this.#channels.close();
  }

  #arrived(handle: () => Promise<void> | void): void {
    if (this.#phase === 'over') return;
    this.#liveness?.heard();
    if (this.#inbox.length >= MAX_INBOX) return this.#countBad();
    this.#inbox.push(handle);
    if (this.#phase !== 'opening') void this.#pump();
  }

  /** One at a time: a message has to see the trust that the one before it brought. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift()) {
        await next();
        this.#afterwards();
      }
    } finally {
      this.#isPumping = false;
    }
  }

  #hear(message: PeerMessage): Promise<void> | void {
    switch (message.type) {
      case 'peer.hello':
        if (message.protocol !== PROTOCOL_VERSION) return this.#refuse('version');
        this.#hasHello = true;
        return this.#options.events.hello(message);
      case 'peer.bye':
        return this.#over(this.#options.events.bye);
      case 'trust.proof':
      case 'trust.no-secret':
      case 'trust.commit':
      case 'trust.nonce':
      case 'trust.reveal':
      case 'trust.verdict':
        return this.#exchange?.handle({ type: 'message', message });
      case 'quality.choose':
      case 'quality.report':
        return this.isSettled ? this.#options.events.quality(message) : this.#countBad();
      default:
        return this.isSettled ? this.#options.events.message(message) : this.#countBad();
    }
  }

  #afterwards(): void {
    const trust = this.#exchange?.state;
    if (trust?.kind === 'refused') return this.#refuse(trust.why);
    if (trust?.kind !== 'settled' || !this.#hasHello || this.#phase === 'over') return;
    this.#options.events.trust({ level: trust.level, words: trust.words });
    if (this.#phase !== 'proving') return;
    this.#phase = 'settled';
    this.#options.events.settled();
    this.#readStats();
  }

  #watch(): void {
    const { clock, connection, events } = this.#options;
    this.#liveness = new Liveness({
      clock,
      beat: () => this.beat(),
      packets: async () => packetsReceived(await connection.stats()),
      onChange: events.wire,
    });
  }

  #readStats(): void {
    this.#stopStats = this.#options.clock.after(STATS_MS, () => void this.#tellStats());
  }

  async #tellStats(): Promise<void> {
    const { clock, connection, events } = this.#options;
    const entries = await connection.stats();
    if (this.#phase === 'over') return;
    const { stats, sending, memory } = readStats(entries, clock.now(), this.#statsMemory);
    this.#statsMemory = memory;
    events.stats(stats, sending);
    this.#readStats();
  }

  #say(message: PeerMessage): void {
    // Not sent means that the channel is closing, and then its connection says so.
    void this.#channels.send(message);
  }

  #ifSettled(act: () => void): void {
    this.#liveness?.heard();
    if (this.isSettled) act();
  }

  #countBad(): void {
    this.#badMessages += 1;
    if (this.#badMessages >= MAX_BAD_MESSAGES) this.#refuse('malformed');
  }

  #refuse(why: Refusal): void {
    this.#over(() => this.#options.events.refused(why));
  }

  #over(tell: () => void): void {
    if (this.#phase === 'over') return;
    this.close();
    tell();
  }
}
