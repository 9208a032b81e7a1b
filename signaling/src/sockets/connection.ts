/**
 * One socket of one client: what the relay knows about it, and how to talk to it. Small, since there are thousands;
 * decides nothing about sessions.
 */
import { CLOSE_CODES, type ClientKind, type CloseReason, type ParticipantId } from '@alongside/protocol';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Room } from '../sessions/room.ts';
import { holdBack } from './batch.ts';

/** Where a client sits, once it has a place. */
type Seat = { readonly room: Room; readonly id: ParticipantId };

export type Resume = {
  readonly token: string;
  /** The token that brought this socket in, if one did. */
  readonly usedHash: string | null;
  /** The client has the new token for certain. */
  isConfirmed: boolean;
};

export type ConnectionOptions = {
  readonly socket: WebSocket;
  /** What the socket writes to. */
  readonly stream: Duplex;
  readonly address: string;
  readonly now: number;
};

export class Connection {
  readonly socket: WebSocket;
  readonly #stream: Duplex;
  /** The address block that limits count by. */
  readonly address: string;
  readonly openedAt: number;
  account: SignedIn | null = null;
  client: ClientKind | null = null;
  seat: Seat | null = null;
  resume: Resume | null = null;
  /** `hello`: nothing but the first message counts; `closing`: nothing counts any more. */
  phase: 'hello' | 'open' | 'closing' = 'hello';
  /** Work on earlier messages, while it runs. */
  work: Promise<void> | null = null;
  badMessages = 0;
  missedPings = 0;
  /** What had been sent when the last ping went out: its pong says that this has arrived. */
  pingedSeq = 0;
  windowStart = 0;
  windowMessages = 0;
  windowBytes = 0;
  overfullSince: number | null = null;
  /** When it was last told how to connect; null before it was let in. */
  iceGivenAt: number | null = null;

  constructor(options: ConnectionOptions) {
    this.socket = options.socket;
    this.#stream = options.stream;
    this.address = options.address;
    this.openedAt = options.now;
  }

  /** False where the message cannot arrive any more. */
  send(body: string): boolean {
    if (this.phase === 'closing') return false;
    holdBack(this.#stream);
    this.socket.send(body);
    return true;
  }

  ping(): void {
    this.pingedSeq = this.seat?.room.outboxOf(this.seat.id).seq ?? 0;
    this.socket.ping();
  }

  /** Says why and closes; ws cuts off a peer that does not answer the close frame. */
  close(reason: CloseReason): void {
    if (this.phase === 'closing') return;
    this.phase = 'closing';
    this.socket.close(CLOSE_CODES[reason].code, reason);
  }
}
