/** Files that this CSR offers to every customer: what is offered, who has taken what, and the end of it. */

import { isCsr, MAX_FILE_NAME_LENGTH, MAX_OFFERED_FILES, unreachable } from '@alongside/protocol';
import type { ParticipantId, PeerMessage, PeerMessageOf } from '@alongside/protocol';
import { FileSender } from '@alongside/rtc';
import type { Link } from '@alongside/rtc';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';

type Told = PeerMessageOf<'files.told'>;

export type SharedFile = {
  readonly offer: number;
  readonly file: number;
  readonly name: string;
  readonly size: number;
  /** How it stands with each customer who has begun to take it. */
  readonly takers: ReadonlyMap<ParticipantId, Told>;
};

export class FileShare {
  readonly store: Store<readonly SharedFile[]> = createStore<readonly SharedFile[]>([]);
  readonly #link: Link;
  readonly #sender: FileSender;
  readonly #ends: (() => void)[];
  #nextOffer = 0;

  constructor(link: Link) {
    this.#link = link;
    this.#sender = new FileSender({
      send: (to, message) => void link.send(to, message),
      sendBulk: (to, bytes) => link.sendBulk(to, bytes),
    });
    this.#ends = [
      link.onMessage((from, message) => {
        if (this.#isCustomer(from)) this.#hear(from, message);
      }),
      // Whoever comes later, or comes back, is offered the same.
      link.onPeer(({ type, peer }) => {
        if ((type === 'connected' || type === 'back') && this.#isCustomer(peer)) this.#offerAll(peer);
      }),
    ];
  }

  share(files: readonly File[]): void {
    for (let at = 0; at < files.length; at += MAX_OFFERED_FILES)
      this.#offer(files.slice(at, at + MAX_OFFERED_FILES));
  }

  /** Nothing is offered any more, and what is under way ends. */
  end(): void {
    for (const offer of this.#offers()) {
      this.#sender.remove(offer);
      for (const customer of this.#customers())
        void this.#link.send(customer, { type: 'files.withdraw', offer });
    }
    this.store.set([]);
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const offer of this.#offers()) this.#sender.remove(offer);
  }

  #offer(files: readonly File[]): void {
    if (files.length === 0) return;
    const offer = this.#nextOffer;
    this.#nextOffer += 1;
    this.#sender.add(offer, files);
    const shared = files.map(({ name, size }, file): SharedFile => {
      return { offer, file, name: name.slice(0, MAX_FILE_NAME_LENGTH), size, takers: new Map() };
    });
    this.store.update((all) => [...all, ...shared]);
    for (const customer of this.#customers()) this.#tell(customer, offer);
  }

  #offerAll(customer: ParticipantId): void {
    for (const offer of this.#offers()) this.#tell(customer, offer);
  }

  #tell(customer: ParticipantId, offer: number): void {
    const files = this.store
      .get()
      .filter((shared) => shared.offer === offer)
      .map(({ name, size }) => ({ name, size }));
    void this.#link.send(customer, { type: 'files.offer', offer, files });
  }

  #hear(from: ParticipantId, message: PeerMessage): void {
    switch (message.type) {
      case 'files.take':
      case 'files.check':
        return this.#sender.hear(from, message);
      case 'files.told':
        return this.store.update((all) => all.map((shared) => withTold(shared, from, message)));
      default:
        return undefined;
    }
  }

  #offers(): readonly number[] {
    return [...new Set(this.store.get().map(({ offer }) => offer))];
  }

  #customers(): readonly ParticipantId[] {
    return [...this.#link.state.get().peers.keys()].filter((peer) => this.#isCustomer(peer));
  }

  #isCustomer(peer: ParticipantId): boolean {
    const { session } = this.#link.state.get();
    const role = session?.participants.find(({ id }) => id === peer)?.role;
    return role !== undefined && !isCsr(role);
  }
}

function withTold(shared: SharedFile, from: ParticipantId, told: Told): SharedFile {
  if (shared.offer !== told.offer || shared.file !== told.file) return shared;
  return { ...shared, takers: new Map(shared.takers).set(from, told) };
}

/** Whether somebody is still at it. */
export function isMoving({ state }: Told): boolean {
  switch (state) {
    case 'moving':
    case 'paused':
    case 'waiting':
      return true;
    case 'saved':
    case 'failed':
    case 'cancelled':
      return false;
    default:
      return unreachable(state);
  }
}
