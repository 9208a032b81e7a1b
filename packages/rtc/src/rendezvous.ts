/**
 * How two peers agree by signals on which connection is theirs: the initiator makes them, the other asks. Owns the
 * ids that were used and the offer that waits; a connection that works is never given up for a signal, since the
 * relay could send one at any time.
 */
import { unreachable, type SignalData } from '@alongside/protocol';
import type { Clock } from './clock.ts';
import { randomId } from './crypto.ts';
import type { Connection } from './simple-peer-connection.ts';

/** Asked more often than this, the initiator goes on with what it has begun. */
const RENEW_PAUSE_MS = 1_000;
const RESTART_PAUSE_MS = 2_000;
const MAX_REMEMBERED_IDS = 64;
const MAX_WAITING_SIGNALS = 64;

type OfferSignal = Extract<SignalData, { kind: 'description' | 'candidate' }>;

type RendezvousOptions = {
  readonly initiator: boolean;
  readonly clock: Clock;
  readonly signal: (data: SignalData) => void;
  readonly current: () => Connection | null;
  readonly isHealthy: () => boolean;
  /** Replaces the current connection. */
  readonly connect: (id: string) => Connection;
};

export type Rendezvous = {
  receive(data: SignalData): void;
  /** Another path for the current connection. */
  restart(): void;
  renew(): void;
  /** The current connection is gone: an offer that waited behind it may have its turn. */
  freed(): void;
};

export function createRendezvous(options: RendezvousOptions): Rendezvous {
  return options.initiator ? new InitiatingSide(options) : new AnsweringSide(options);
}

class InitiatingSide implements Rendezvous {
  readonly #options: RendezvousOptions;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #restartedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RendezvousOptions) {
    this.#options = options;
  }

  receive(data: SignalData): void {
    const current = this.#options.current();
    switch (data.kind) {
      case 'description':
      case 'candidate':
        if (data.connection === current?.id) current.accept(data);
        return;
      case 'renegotiate':
        if (data.connection === current?.id && data.restart) this.restart();
        return;
      case 'reconnect':
        if (!this.#options.isHealthy()) this.renew();
        return;
      default:
        return unreachable(data);
    }
  }

  restart(): void {
    const now = this.#options.clock.now();
    if (now - this.#restartedAt < RESTART_PAUSE_MS) return;
    this.#restartedAt = now;
    this.#options.current()?.restartIce();
  }

  renew(): void {
    const now = this.#options.clock.now();
    if (now - this.#renewedAt < RENEW_PAUSE_MS) return;
    this.#renewedAt = now;
    this.#options.connect(randomId());
  }

  freed(): void {
    // Nothing waits on this side.
  }
}

class AnsweringSide implements Rendezvous {
  readonly #options: RendezvousOptions;
  readonly #usedIds: string[] = [];
  #waiting: OfferSignal[] = [];

  constructor(options: RendezvousOptions) {
    this.#options = options;
  }

  receive(data: SignalData): void {
    if (data.kind !== 'description' && data.kind !== 'candidate') return;
    const current = this.#options.current();
    if (data.connection === current?.id) return void current.accept(data);
    if (this.#usedIds.includes(data.connection)) return;
    if (data.kind === 'description') this.#waiting = [data];
    else if (this.#isForWaiting(data)) this.#waiting.push(data);
    else return;
    if (!this.#options.isHealthy()) this.freed();
  }

  restart(): void {
    const current = this.#options.current();
    if (current === null) return;
    this.#options.signal({ kind: 'renegotiate', connection: current.id, restart: true });
  }

  renew(): void {
    this.#options.signal({ kind: 'reconnect' });
  }

  freed(): void {
    const [offer, ...candidates] = this.#waiting.splice(0);
    if (offer === undefined) return;
    this.#usedIds.push(offer.connection);
    if (this.#usedIds.length > MAX_REMEMBERED_IDS) this.#usedIds.shift();
    const connection = this.#options.connect(offer.connection);
    for (const signal of [offer, ...candidates]) connection.accept(signal);
  }

  #isForWaiting(data: OfferSignal): boolean {
    const [offer] = this.#waiting;
    return offer?.connection === data.connection && this.#waiting.length < MAX_WAITING_SIGNALS;
  }
}
