/**
 * One participant as we reach it: its connection of the moment, what it proved, and how it is won back. Owns the
 * pinned keys, which outlive a connection; a peer that comes back with others is refused for good.
 */
import {
  DEFAULT_QUALITY,
  fail,
  type IceAccess,
  type PeerMessage,
  type PeerMessageOf,
  type QualityChoice,
  type Result,
  type SignalData,
  type TrustLevel,
} from '@alongside/protocol';
import type { Clock } from './clock.ts';
import { Conversation, type AppMessage } from './conversation.ts';
import { randomId, randomNonce } from './crypto.ts';
import type { Pair } from './pairing.ts';
import { PictureQuality, type QualityMessage } from './picture-quality.ts';
import { Recovery, type RecoveryStep } from './recovery.ts';
import { createRendezvous, type Rendezvous } from './rendezvous.ts';
import { Connection, type Fingerprints, type MediaSlot } from './simple-peer-connection.ts';
import type { TrustGround } from './trust-exchange.ts';
import type { Sending } from './stats.ts';
import type { TrustSide } from './trust.ts';
import type { PeerEvent, PeerStats, PeerTrust, PeerView, Refusal, SendCode } from './types.ts';

/** Long enough for the last word to leave before the wire is cut. */
const LAST_WORD_MS = 300;

export type PeerEvents = {
  readonly changed: () => void;
  readonly event: (type: PeerEvent['type']) => void;
  readonly message: (message: AppMessage) => void;
  readonly input: (bytes: Uint8Array) => void;
  readonly bulk: (bytes: Uint8Array) => void;
  readonly signal: (data: SignalData) => void;
};

/** Keys as lower-case hex, and the trust that they had earned. */
export type Earned = { readonly keys: string; readonly level: TrustLevel };

export type PeerOptions = {
  readonly pair: () => Pair;
  readonly certificate: RTCCertificate;
  readonly ice: () => IceAccess;
  readonly hello: () => PeerMessageOf<'peer.hello'>;
  /** What was proved over these keys before this participant was gone for a while. */
  readonly earned: Earned | null;
  /** The relay is there and so is the other. */
  readonly canSignal: () => boolean;
  readonly clock: Clock;
  readonly events: PeerEvents;
};

const NEW_VIEW: PeerView = {
  state: 'connecting',
  refusal: null,
  trust: null,
  keys: null,
  hello: null,
  screen: null,
  microphone: null,
  camera: null,
  stats: null,
  quality: { chosen: DEFAULT_QUALITY, sent: null },
};

export class Peer {
  readonly #options: PeerOptions;
  readonly #initiator: boolean;
  readonly #recovery: Recovery;
  readonly #rendezvous: Rendezvous;
  readonly #nonce = randomNonce();
  readonly #quality: PictureQuality;
  #view: PeerView = NEW_VIEW;
  #connection: Connection | null = null;
  #conversation: Conversation | null = null;
  #incomingScreen: MediaStream | null = null;
  readonly #sent = new Map<MediaSlot, MediaStreamTrack>();
  /** Of the connection that is proving itself; pinned once it has. */
  #pendingKeys: string | null = null;
  #isClosed = false;

  constructor(options: PeerOptions) {
    const { clock, events } = options;
    this.#options = options;
    this.#initiator = options.pair().initiator;
    this.#recovery = new Recovery({
      clock,
      initiator: this.#initiator,
      step: (step) => this.#recover(step),
    });
    this.#rendezvous = createRendezvous({
      initiator: this.#initiator,
      clock,
      signal: events.signal,
      current: () => this.#connection,
      isHealthy: () => this.#view.state === 'connected',
      connect: (id) => this.#connect(id),
    });
    this.#quality = new PictureQuality({
      tune: () => void this.#connection?.retune(),
      say: (message) => void this.#talk()?.send(message),
      changed: () => this.#update({ quality: { chosen: this.#quality.chosen, sent: this.#quality.heard } }),
    });
    this.#recovery.begin('connecting');
  }

  get view(): PeerView {
    return this.#view;
  }

  signal(data: SignalData): void {
    if (!this.#isClosed && this.#view.state !== 'refused') this.#rendezvous.receive(data);
  }

  /** The relay is back, or the other is back at it. */
  reachable(): void {
    this.#recovery.nudge();
  }

  /**
   * The way that there is may not be used any more. Ended and begun anew: an ICE restart would keep a direct path as long
   * as that is the better one.
   */
  leavePath(): void {
    if (this.#conversation === null || this.#view.state === 'refused') return;
    this.#lost(this.#conversation);
    // Where the other side heard of it first, we began anew just now by the rules of before, and renewing would pause.
    if (this.#initiator && this.#connection === null && this.#options.canSignal()) this.#connect(randomId());
  }

  send(message: PeerMessage): Promise<Result<undefined, SendCode>> {
    return this.#talk()?.send(message) ?? Promise.resolve(fail('not-connected'));
  }

  sendBulk(bytes: Uint8Array): Promise<Result<undefined, SendCode>> {
    return this.#talk()?.sendBulk(bytes) ?? Promise.resolve(fail('not-connected'));
  }

  sendInput(bytes: Uint8Array): void {
    this.#talk()?.sendInput(bytes);
  }

  sendPointer(bytes: Uint8Array): void {
    this.#talk()?.sendPointer(bytes);
  }

  async sendMedia(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) this.#sent.delete(slot);
    else this.#sent.set(slot, track);
    if (this.#conversation?.isSettled !== true) return;
    await this.#connection?.sendMedia(slot, track);
    if (slot === 'screen') this.#conversation.beat();
  }

  /** How we want to see theirs. */
  chooseQuality(choice: QualityChoice): void {
    this.#quality.choose(choice);
  }

  verdict(words: 'match' | 'differ'): void {
    const conversation = this.#talk();
    if (conversation !== null) return conversation.verdict(words);
    if (words === 'match') return;
    // Holds even where nobody hears it: whoever sits in between need only fall silent at the right moment.
    void this.#conversation?.send({ type: 'trust.verdict', words });
    this.#refuse('words-differ');
  }

  /** Idempotent. Says goodbye where there is somebody to say it to. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#recovery.stop();
    void this.#talk()?.send({ type: 'peer.bye' });
    this.#hangUp(LAST_WORD_MS);
  }

  #talk(): Conversation | null {
    return this.#view.state === 'connected' ? this.#conversation : null;
  }

  #recover(step: RecoveryStep): void {
    switch (step) {
      case 'restart':
        return this.#rendezvous.restart();
      case 'renew':
        if (!this.#options.canSignal()) return;
        // The initiator's new connection takes the old one's place; the other side makes room for it.
        if (!this.#initiator) this.#hangUp(0);
        return this.#rendezvous.renew();
      case 'expire':
        return this.#gone();
    }
  }

  #connect(id: string): Connection {
    this.#hangUp(0);
    this.#recovery.postpone();
    const { certificate, ice, clock, hello } = this.#options;
    const connection: Connection = new Connection({
      id,
      initiator: this.#initiator,
      certificate,
      clock,
      ice,
      tuning: () => this.#quality.tuning,
      events: {
        signal: (data) => this.#options.events.signal(data),
        open: () => void conversation.start(),
        transport: (state) => conversation.wire(state === 'up' ? 'heard' : 'suspect'),
        beat: (showing) => this.#heardBeat(conversation, showing),
        track: (slot, stream) => this.#receive(slot, stream),
        closed: () => this.#lost(conversation),
      },
    });
    const conversation = new Conversation({
      connection,
      clock,
      hello,
      ground: (keys) => this.#ground(keys),
      isShowing: () => this.#sent.has('screen'),
      events: this.#conversationEvents(() => conversation),
    });
    this.#connection = connection;
    this.#conversation = conversation;
    return connection;
  }

  #conversationEvents(self: () => Conversation) {
    const { events } = this.#options;
    return {
      settled: () => this.#settled(),
      trust: (trust: Omit<PeerTrust, 'language'>) => this.#trusted(trust),
      hello: (hello: PeerMessageOf<'peer.hello'>) => this.#update({ hello }),
      message: events.message,
      input: events.input,
      bulk: events.bulk,
      quality: (message: QualityMessage) => this.#quality.hear(message),
      stats: (stats: PeerStats, sending: Sending | null) => {
        this.#update({ stats });
        this.#quality.measured(sending, this.#connection?.isResting === true);
      },
      wire: (state: 'silent' | 'alive') => (state === 'silent' ? this.#fellSilent(self()) : this.#regained()),
      bye: () => this.#gone(),
      broken: () => this.#lost(self()),
      refused: (why: Refusal) => this.#refuse(why),
    };
  }

  #ground(keys: Fingerprints): { side: TrustSide; ground: TrustGround } | Refusal {
    const pinned = this.#view.keys;
    if (pinned !== null && pinned !== keys.remote) return 'key-changed';
    this.#pendingKeys = keys.remote;
    const { initiator, role, session, secret, strict } = this.#options.pair();
    const before = this.#options.earned;
    const remembered = before?.keys === keys.remote ? before.level : null;
    const earned: TrustLevel | null = this.#view.trust?.level ?? remembered;
    return {
      side: { initiator, hasSecret: secret !== null, strict, earned },
      ground: {
        role,
        session,
        secret,
        ownFingerprint: keys.local,
        peerFingerprint: keys.remote,
        ownNonce: this.#nonce,
      },
    };
  }

  #settled(): void {
    const type = this.#view.keys === null ? 'connected' : 'back';
    this.#recovery.stop();
    this.#update({ state: 'connected', keys: this.#pendingKeys });
    this.#quality.settled();
    for (const [slot, track] of this.#sent) void this.sendMedia(slot, track);
    this.#options.events.event(type);
  }

  #trusted({ level, words }: Omit<PeerTrust, 'language'>): void {
    const before = this.#view.trust;
    const language = this.#language();
    const isSame =
      before?.level === level &&
      before.language === language &&
      before.words.every((word, index) => word === words[index]);
    if (!isSame) this.#update({ trust: { level, words, language } });
  }

  /** The customer's; between two of a kind the initiator's. */
  #language(): 'en' | 'ko' {
    const ours = this.#options.hello().language;
    const theirs = this.#view.hello?.language ?? ours;
    const { role } = this.#options.pair();
    return role === 'customer' ? ours : theirs;
  }

  #receive(slot: MediaSlot, stream: MediaStream): void {
    if (slot === 'screen') this.#incomingScreen = stream;
    else this.#update({ [slot]: stream });
  }

  #heardBeat(conversation: Conversation, showing: boolean): void {
    if (conversation !== this.#conversation) return;
    conversation.wire('heard');
    const screen = showing ? this.#incomingScreen : null;
    if (screen !== this.#view.screen) this.#update({ screen });
  }

  #fellSilent(conversation: Conversation): void {
    if (conversation !== this.#conversation || this.#view.state !== 'connected') return;
    this.#update({ state: 'lost', stats: null });
    this.#options.events.event('lost');
    this.#recovery.begin('lost');
    this.#rendezvous.freed();
  }

  /** The same connection came to life again, so its keys are the same. */
  #regained(): void {
    if (this.#view.state !== 'lost' || this.#conversation?.isSettled !== true) return;
    this.#recovery.stop();
    this.#update({ state: 'connected' });
    this.#options.events.event('back');
  }

  #lost(conversation: Conversation): void {
    if (conversation !== this.#conversation || this.#isClosed) return;
    this.#fellSilent(conversation);
    this.#hangUp(0);
    this.#rendezvous.freed();
    // There is nothing left to restart; where an offer was waiting, the connection is made already.
    if (this.#initiator) this.#recovery.nudge();
  }

  #refuse(why: Refusal): void {
    if (this.#isClosed || this.#view.state === 'refused') return;
    this.#recovery.stop();
    this.#update({
      state: 'refused',
      refusal: why,
      screen: null,
      microphone: null,
      camera: null,
      stats: null,
    });
    this.#hangUp(LAST_WORD_MS);
  }

  #gone(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#recovery.stop();
    this.#hangUp(0);
    this.#options.events.event('gone');
  }

  #hangUp(afterMs: number): void {
    const connection = this.#connection;
    const conversation = this.#conversation;
    this.#connection = null;
    this.#conversation = null;
    conversation?.close();
    if (connection === null) return;
    if (afterMs === 0) connection.close();
    else this.#options.clock.after(afterMs, () => connection.close());
  }

  #update(change: Partial<PeerView>): void {
    this.#view = { ...this.#view, ...change };
    this.#options.events.changed();
  }
}
