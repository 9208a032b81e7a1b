/** What this CSR shows of their own machine: captured once, sent to each customer who wants to see it, stopped for all. */

import { NOTHING_SHARED } from '@alongside/helper/contract/sharing-view.ts';
import type { Sharing } from '@alongside/helper/contract/sharing-view.ts';
import { reportLink } from '@alongside/helper/renderer/session/link-report.ts';
import { idSchema, isCsr } from '@alongside/protocol';
import type { ParticipantId } from '@alongside/protocol';
import { captureConstraints } from '@alongside/rtc';
import type { Link } from '@alongside/rtc';
import { stepOwnShare } from '@alongside/session';
import type { OwnShare, OwnShareEvent, ShareWhat } from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';
import type { Bridge } from '@alongside/ipc';
import type { ConsoleContract } from '../../contract.ts';
import { randomId } from '@alongside/rtc';
import type { Notices } from '../notices/notice-store.ts';

type ShareDeskOptions = {
  readonly link: Link;
  readonly bridge: Bridge<ConsoleContract>;
  readonly notices: Notices;
};

export type ShareChoice = {
  readonly what: ShareWhat;
  /** As the system names it; null where the browser's own picker chooses. */
  readonly source: string | null;
  /** Null: every customer. */
  readonly only: ParticipantId | null;
  /** Whoever looks may ask to control it. */
  readonly control: boolean;
};

export class ShareDesk {
  readonly store: Store<OwnShare> = createStore<OwnShare>({ kind: 'off' });
  /** What customers may do with what is shown. */
  readonly allowed: Store<Sharing> = createStore(NOTHING_SHARED);
  readonly #options: ShareDeskOptions;
  readonly #ends: (() => void)[];
  #track: MediaStreamTrack | null = null;
  #stopHost: () => void = () => undefined;
  /** One for each who watches, since each is sent to in a quality of its own. */
  readonly #copies = new Map<ParticipantId, MediaStreamTrack>();

  constructor(options: ShareDeskOptions) {
    this.#options = options;
    const { link } = options;
    this.#ends = [
      link.onMessage((peer, message) => {
        if (message.type === 'share.answer') this.#hear(peer, message);
      }),
      link.onPeer(({ type, peer }) => {
        if (!this.#isCustomer(peer)) return;
        this.#step({ type: type === 'lost' || type === 'gone' ? type : 'here', peer });
      }),
    ];
  }

  /** False where nothing could be captured; somebody who closed the browser's picker meant that. */
  async begin({ what, source, only, control: wanted }: ShareChoice): Promise<boolean> {
    const { bridge, notices } = this.#options;
    const allowed = await bridge.call('share.open', { source });
    const track = allowed.ok ? await capture() : null;
    void bridge.call('share.close');
    if (track === null) {
      notices.fail('capture-failed');
      return false;
    }
    this.end();
    this.#track = track;
    // The system's own stop button, or a window that was closed.
    track.addEventListener('ended', () => {
      if (this.#track === track) this.end();
    });
    const control = wanted && source !== null && (await this.#letAsk(source));
    // Ended while the trusted side was getting ready.
    if (this.#track !== track) {
      this.#stopHost();
      return false;
    }
    if (wanted && !control) notices.fail('host-unavailable');
    this.#step({
      type: 'begin',
      id: idSchema.parse(randomId()),
      what,
      control,
      only,
      customers: this.#customers(),
    });
    return true;
  }

  end(): void {
    this.#step({ type: 'end' });
    this.#stopHost();
    const track = this.#track;
    this.#track = null;
    track?.stop();
  }

  close(): void {
    for (const end of this.#ends) end();
    this.end();
  }

  /** Whatever customers were allowed; they go on looking. */
  takeBack(): void {
    void this.#options.bridge.call('grants.revoke-all');
  }

  /** The trusted side of this machine hears from now on what the connection shows, and says what it is to do. */
  async #letAsk(source: string): Promise<boolean> {
    const { link, bridge } = this.#options;
    const opened = await bridge.call('host.open', { source });
    if (!opened.ok || !opened.value) return false;
    const ends = [
      reportLink(link, bridge),
      bridge.on('peer.tell', ({ to, message }) => void link.send(to, message)),
      bridge.on('fact.record', ({ fact }) => {
        link.record(fact);
      }),
      bridge.on('sharing.changed', (sharing) => {
        this.allowed.set(sharing);
      }),
    ];
    this.#stopHost = () => {
      this.#stopHost = () => undefined;
      // Until it has closed it has last words for those who were allowed something.
      void bridge.call('host.close').finally(() => {
        for (const end of ends) end();
      });
    };
    return true;
  }

  #hear(peer: ParticipantId, message: Extract<OwnShareEvent, { type: 'answer' }>['message']): void {
    this.#step({ type: 'answer', peer, message });
    if (message.accepted) return;
    const name = this.#options.link.state.get().session?.participants.find(({ id }) => id === peer)?.name;
    this.#options.notices.say('plain', (t) => t('share.notWatching', { name: name ?? '' }));
  }

  #step(event: OwnShareEvent): void {
    const { link } = this.#options;
    const { state, effects } = stepOwnShare(this.store.get(), event);
    this.store.set(state);
    for (const effect of effects) {
      if (effect.type === 'send') void link.send(effect.to, effect.message);
      else void link.showScreen(effect.to, this.#copyFor(effect.to, effect.type === 'show'));
    }
  }

  #copyFor(peer: ParticipantId, isShown: boolean): MediaStreamTrack | null {
    this.#copies.get(peer)?.stop();
    const copy = isShown ? (this.#track?.clone() ?? null) : null;
    if (copy === null) this.#copies.delete(peer);
    else this.#copies.set(peer, copy);
    return copy;
  }

  #customers(): readonly ParticipantId[] {
    const { peers } = this.#options.link.state.get();
    return [...peers]
      .filter(([id, { state }]) => state === 'connected' && this.#isCustomer(id))
      .map(([id]) => id);
  }

  #isCustomer(peer: ParticipantId): boolean {
    const people = this.#options.link.state.get().session?.participants ?? [];
    const role = people.find(({ id }) => id === peer)?.role;
    return role !== undefined && !isCsr(role);
  }
}

async function capture(): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(captureConstraints);
    return stream.getVideoTracks()[0] ?? null;
  } catch {
    return null;
  }
}
