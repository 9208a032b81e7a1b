/**
 * Who is to be connected with whom: one peer for every other participant who is present or away. Owns the peers and
 * keeps them in step with the roster; what a peer does is its own matter.
 */
import {
  decodeSignalData,
  type IceAccess,
  isCsr,
  type Participant,
  type ParticipantId,
  type PeerMessageOf,
  type Session,
  type SignalData,
} from '@alongside/protocol';
import type { Clock } from './clock.ts';
import type { AppMessage } from './conversation.ts';
import { pairOf, peersOf, type Pair, type Place } from './pairing.ts';
import { Peer, type Earned, type PeerEvents } from './peer.ts';
import type { PeerEvent, PeerView } from './types.ts';

type MeshEvents = {
  readonly changed: () => void;
  readonly peer: (event: PeerEvent) => void;
  readonly message: (from: ParticipantId, message: AppMessage) => void;
  readonly input: (from: ParticipantId, bytes: Uint8Array) => void;
  readonly bulk: (from: ParticipantId, bytes: Uint8Array) => void;
  readonly signal: (to: ParticipantId, data: SignalData) => void;
};

type MeshOptions = {
  readonly certificate: RTCCertificate;
  readonly ice: () => IceAccess;
  readonly hello: () => PeerMessageOf<'peer.hello'>;
  readonly secretOf: (participant: Participant) => string | null;
  readonly mayMeet: (participant: Participant) => boolean;
  readonly isRelayOpen: () => boolean;
  readonly clock: Clock;
  readonly events: MeshEvents;
};

export class Mesh {
  readonly #options: MeshOptions;
  readonly #peers = new Map<ParticipantId, Peer>();
  #others: ReadonlyMap<ParticipantId, Participant> = new Map();
  /** Of participants who were gone for a while: the same keys have not to prove everything anew. */
  readonly #earned = new Map<ParticipantId, Earned>();
  #place: Place | null = null;

  constructor(options: MeshOptions) {
    this.#options = options;
  }

  get(id: ParticipantId): Peer | undefined {
    return this.#peers.get(id);
  }

  views(): ReadonlyMap<ParticipantId, PeerView> {
    return new Map([...this.#peers].map(([id, peer]) => [id, peer.view]));
  }

  /** After everything that the relay says about the session. */
  sync(selfId: ParticipantId | null, session: Session | null): void {
    const before = this.#others;
    const self = session?.participants.find(({ id }) => id === selfId);
    this.#place = self === undefined || session === null ? null : { self, session };
    this.#others = peersOf(this.#place);
    for (const id of [...this.#peers.keys()].filter((peer) => !this.#others.has(peer))) this.#drop(id);
    for (const other of this.#others.values()) {
      const known = before.get(other.id);
      // Whoever turns from customer into CSR has proved nothing yet of what a CSR has to prove.
      if (known !== undefined && isCsr(known.role) !== isCsr(other.role)) this.#drop(other.id);
      if (this.#options.mayMeet(other)) this.#ensure(other.id);
      const cameBack = known?.state === 'away' && other.state === 'present';
      if (cameBack) this.#peers.get(other.id)?.reachable();
    }
  }

  /** Whoever had to wait for another's proof may have it now. Idempotent; making a peer leads here again. */
  meet(): void {
    const next = [...this.#others.values()].find(
      (other) => !this.#peers.has(other.id) && this.#options.mayMeet(other),
    );
    if (next !== undefined) this.#ensure(next.id);
  }

  /** The relay is there again. */
  reachable(): void {
    for (const peer of this.#peers.values()) peer.reachable();
  }

  /** Connected by the rules of before: each begins anew by those of now. */
  leavePaths(): void {
    for (const peer of this.#peers.values()) peer.leavePath();
  }

  /** False where it does not decode or comes from nobody we know. */
  signal(from: ParticipantId, raw: string): boolean {
    const peer = this.#peers.get(from);
    const decoded = decodeSignalData(raw);
    if (peer === undefined || !decoded.ok) return false;
    peer.signal(decoded.value);
    return true;
  }

  close(): void {
    this.#others = new Map();
    for (const id of this.#peers.keys()) this.#drop(id);
  }

  #ensure(id: ParticipantId): void {
    if (this.#peers.has(id) || this.#place === null) return;
    const { certificate, ice, hello, clock } = this.#options;
    const peer = new Peer({
      pair: () => this.#pair(id),
      certificate,
      ice,
      hello,
      clock,
      earned: this.#earned.get(id) ?? null,
      canSignal: () => this.#options.isRelayOpen() && this.#others.get(id)?.state === 'present',
      events: this.#peerEvents(id),
    });
    this.#peers.set(id, peer);
    this.#options.events.changed();
  }

  #peerEvents(id: ParticipantId): PeerEvents {
    const { events } = this.#options;
    return {
      changed: events.changed,
      event: (type) => (type === 'gone' ? this.#wentAway(id) : events.peer({ type, peer: id })),
      message: (message) => events.message(id, message),
      input: (bytes) => events.input(id, bytes),
      bulk: (bytes) => events.bulk(id, bytes),
      signal: (data) => events.signal(id, data),
    };
  }

  #pair(id: ParticipantId): Pair {
    const other = this.#others.get(id);
    // A peer lives only as long as its participant is listed.
    if (this.#place === null || other === undefined) throw new Error('a peer outside of the roster');
    return pairOf(this.#place, other, this.#options.secretOf);
  }

  /** Said goodbye or stayed away too long, but still has a place: a fresh start, with what the same keys have earned. */
  #wentAway(id: ParticipantId): void {
    const { keys, trust } = this.#peers.get(id)?.view ?? { keys: null, trust: null };
    if (keys !== null && trust !== null) this.#earned.set(id, { keys, level: trust.level });
    this.#peers.delete(id);
    this.#options.events.peer({ type: 'gone', peer: id });
    const other = this.#others.get(id);
    if (other !== undefined && this.#options.mayMeet(other)) this.#ensure(id);
    this.#options.events.changed();
  }

  #drop(id: ParticipantId): void {
    const peer = this.#peers.get(id);
    peer?.close();
    this.#peers.delete(id);
    this.#earned.delete(id);
    // Nobody has heard of a peer that never proved itself.
    if (peer !== undefined && peer.view.keys !== null) this.#options.events.peer({ type: 'gone', peer: id });
    this.#options.events.changed();
  }
}
