/** Everything that lives as long as one link: reports, picture, chat, and what the trusted side wants said. */
import type { Bridge } from '@alongside/ipc';
import type { ParticipantId } from '@alongside/protocol';
import type { ClosedReason, Link } from '@alongside/rtc';
import { createStore, type Store } from '@alongside/ui';
import type { SessionContract } from '../../contract/session-contract.ts';
import { createChatDesk, type ChatDesk } from './chat-desk.ts';
import { reportLink } from './link-report.ts';
import { ScreenShare } from './screen-share.ts';

/** Long enough for the relay to hear it, short enough that nobody waits for it. */
const GOODBYE_MS = 1_000;

export class Inside {
  readonly link: Link;
  /** Null until the session is known, and with it one's own place in it. */
  readonly desk: Store<ChatDesk | null> = createStore<ChatDesk | null>(null);
  readonly #bridge: Bridge<SessionContract>;
  readonly #onOver: (reason: ClosedReason, hadBegun: boolean) => void;
  readonly #share: ScreenShare;
  readonly #ends: (() => void)[];
  #hasBegun = false;
  #isOver = false;

  constructor(
    link: Link,
    bridge: Bridge<SessionContract>,
    onOver: (reason: ClosedReason, hadBegun: boolean) => void,
  ) {
    this.link = link;
    this.#bridge = bridge;
    this.#onOver = onOver;
    this.#share = new ScreenShare(link, () => void bridge.call('capture.ended'));
    this.#ends = [
      link.state.subscribe(() => this.#follow()),
      bridge.on('peer.tell', ({ to, message }) => void link.send(to, message)),
      bridge.on('fact.record', ({ fact }) => link.record(fact)),
      bridge.on('capture.start', ({ peer, surface }) => void this.#share.start(peer, surface)),
      bridge.on('capture.stop', ({ peer }) => void this.#share.stop(peer)),
    ];
    this.#follow();
  }

  verdict(peer: ParticipantId, words: 'match' | 'differ'): void {
    this.link.wordsVerdict(peer, words);
  }

  /** Tells everybody, as far as they can be reached in a moment. What is shared has ended before that. */
  async leave(): Promise<void> {
    this.#end();
    await this.#bridge.call('session.ended');
    const late = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
    await Promise.race([this.link.request({ type: 'session.leave' }), late]);
    this.link.close();
  }

  #follow(): void {
    const { session, self, invitedBy, relay } = this.link.state.get();
    if (session !== null && self !== null && !this.#hasBegun) {
      this.#hasBegun = true;
      const { organisation, verified, participants } = session;
      const name = invitedBy ?? participants.find(({ role }) => role === 'lead-csr')?.name ?? organisation;
      void this.#bridge.call('session.joined', { organisation, verified, name });
      this.#ends.push(reportLink(this.link, this.#bridge));
      const desk = createChatDesk(this.link, self);
      this.#ends.push(desk.close);
      this.desk.set(desk);
    }
    if (relay.kind === 'closed') this.#over(relay.reason);
  }

  #over(reason: ClosedReason): void {
    if (this.#isOver) return;
    this.#end();
    void this.#bridge.call('session.ended');
    this.link.close();
    this.#onOver(reason, this.#hasBegun);
  }

  #end(): void {
    this.#isOver = true;
    this.#share.close();
    for (const end of this.#ends) end();
  }
}
