/** Files that this CSR offers, to every customer or to one who has allowed them: who has taken what, and the end of it. */

import { isCsr, MAX_FILE_NAME_LENGTH, unreachable } from '@alongside/protocol';
import type { ListedFile, ParticipantId, PeerMessage, PeerMessageOf, RequestId } from '@alongside/protocol';
import { FileSender } from '@alongside/rtc';
import type { FileSource, Link } from '@alongside/rtc';
import { offerBatches } from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';

type Told = PeerMessageOf<'files.told'>;

/** What this customer has allowed to be put on their disk. */
export type Only = { readonly customer: ParticipantId; readonly request: RequestId };

export type FileToSend = { readonly file: ListedFile; readonly source: FileSource };

export type SharedFile = {
  readonly offer: number;
  readonly file: number;
  readonly name: string;
  readonly size: number;
  readonly within: readonly string[];
  /** Null: everybody may take it. */
  readonly only: Only | null;
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
    this.#offerAllOf(
      files.map((source) => ({ source, file: { name: source.name, size: source.size, within: [] } })),
      null,
    );
  }

  /** As they have allowed it: it goes where the request said. */
  put(files: readonly FileToSend[], only: Only): void {
    this.#offerAllOf(files, only);
  }

  /** What was to be put there is not any more. */
  takeBack(request: RequestId): void {
    const isIt = ({ only }: SharedFile): boolean => only?.request === request;
    const offers = new Set(
      this.store
        .get()
        .filter(isIt)
        .map(({ offer }) => offer),
    );
    for (const offer of offers) this.#withdraw(offer);
    this.store.update((all) => all.filter((shared) => !isIt(shared)));
  }

  /** Nothing is offered any more, and what is under way ends. */
  end(): void {
    const isForAll = ({ only }: SharedFile): boolean => only === null;
    for (const offer of new Set(
      this.store
        .get()
        .filter(isForAll)
        .map((shared) => shared.offer),
    )) {
      this.#withdraw(offer);
    }
    this.store.update((all) => all.filter((shared) => !isForAll(shared)));
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const offer of this.#offers()) this.#sender.remove(offer);
  }

  #offerAllOf(files: readonly FileToSend[], only: Only | null): void {
    for (const batch of offerBatches(files)) this.#offer(batch, only);
  }

  #offer(files: readonly FileToSend[], only: Only | null): void {
    const offer = this.#nextOffer;
    this.#nextOffer += 1;
    this.#sender.add(
      offer,
      files.map(({ source }) => source),
      only?.customer ?? null,
    );
    const shared = files.map(({ file: { name, size, within } }, file): SharedFile => {
      const shown = name.slice(0, MAX_FILE_NAME_LENGTH);
      return { offer, file, name: shown, size, within, only, takers: new Map() };
    });
    this.store.update((all) => [...all, ...shared]);
    for (const customer of this.#customers()) this.#tell(customer, offer);
  }

  #withdraw(offer: number): void {
    this.#sender.remove(offer);
    for (const customer of this.#customers())
      void this.#link.send(customer, { type: 'files.withdraw', offer });
  }

  #offerAll(customer: ParticipantId): void {
    for (const offer of this.#offers()) this.#tell(customer, offer);
  }

  #tell(customer: ParticipantId, offer: number): void {
    const offered = this.store.get().filter((shared) => shared.offer === offer);
    const only = offered[0]?.only ?? null;
    if (only !== null && only.customer !== customer) return;
    const files = offered.map(({ name, size, within }) => ({ name, size, within: [...within] }));
    void this.#link.send(customer, { type: 'files.offer', offer, request: only?.request ?? null, files });
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
