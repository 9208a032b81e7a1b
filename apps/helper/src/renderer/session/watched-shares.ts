/** What CSRs show of their own machines: offered, watched, over. The customer decides about each. */
import type { ParticipantId, PeerMessage } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { answerOffer, hearOffer, withoutOffer, type OfferedShares } from '@alongside/session';
import { createStore, type Store } from '@alongside/ui';

export class WatchedShares {
  readonly store: Store<OfferedShares> = createStore<OfferedShares>(new Map());
  readonly #link: Pick<Link, 'send' | 'onMessage' | 'onPeer'>;
  readonly #ends: (() => void)[];

  constructor(link: Pick<Link, 'send' | 'onMessage' | 'onPeer'>) {
    this.#link = link;
    this.#ends = [
      link.onMessage((from, message) => this.#hear(from, message)),
      link.onPeer(({ type, peer }) => {
        if (type === 'gone') this.store.update((shares) => withoutOffer(shares, peer));
      }),
    ];
  }

  /** Also to stop watching later: then nothing more is sent here. */
  readonly answer = (from: ParticipantId, accepted: boolean): void => {
    const offer = this.store.get().get(from);
    if (offer === undefined) return;
    this.store.update((shares) => answerOffer(shares, from, accepted));
    void this.#link.send(from, { type: 'share.answer', id: offer.id, accepted });
  };

  close(): void {
    for (const end of this.#ends) end();
  }

  #hear(from: ParticipantId, message: PeerMessage): void {
    if (message.type === 'share.ended') this.store.update((shares) => withoutOffer(shares, from, message.id));
    if (message.type !== 'share.offer') return;
    this.store.update((shares) => hearOffer(shares, from, message));
    // The same one again, after a lost connection: it was answered before.
    if (this.store.get().get(from)?.isWatching === true) this.answer(from, true);
  }
}
