// oxlint-disable-next-line typescript/triple-slash-reference -- the apps compile this source too and have to find it
/// <reference path="./simple-peer.d.ts" />
/**
 * One transport to one peer: all of simple-peer, and all that it lacks (further channels, ICE restart, prepared
 * directions for media), is here and nowhere else. Owns no trust, no retries and no meaning of what is carried.
 */
import {
  fail,
  fingerprintOf,
  type IceAccess,
  MAX_FPS,
  ok,
  type Result,
  type SignalData,
} from '@alongside/protocol';
import SimplePeer, { type PeerSignal } from 'simple-peer/simplepeer.min.js';
import { limitCamera } from './camera.ts';
import type { Clock } from './clock.ts';
import { iceConfiguration, isRelayed, onlyRelayed } from './ice.ts';
import { ScreenRest } from './screen-rest.ts';
import {
  hurryReceiver,
  preferScreenCodecs,
  sendScreen,
  sentScreen,
  tuneScreen,
  type ScreenTuning,
} from './screen.ts';
import { presentedFingerprints, screenEntries, type StatsEntry } from './stats.ts';

/** Far from the numbers that the browser gives to simple-peer's own channel. */
const CHANNELS = {
  control: { negotiated: true, id: 100 },
  input: { negotiated: true, id: 101 },
  pointer: { negotiated: true, id: 102, ordered: false, maxRetransmits: 0 },
  bulk: { negotiated: true, id: 103 },
} as const satisfies Record<string, RTCDataChannelInit>;
/** Twenty network addresses in all variants; more is an attempt to keep us busy. */
const MAX_CANDIDATES = 200;
/** A beat is one byte; if this many wait, the transport is stuck and more would not help. */
const MAX_WAITING_BEATS = 16;
/** simple-peer destroys a working connection over signals like these; the relay could send them at any time. */
const SIGNAL_TROUBLE: readonly unknown[] = ['ERR_SET_REMOTE_DESCRIPTION', 'ERR_ADD_ICE_CANDIDATE'];

/** What of each side's can be sent, in the order in which the first offer prepares it: that order tells them apart. */
const MEDIA_SLOTS = [
  { slot: 'screen', kind: 'video' },
  { slot: 'microphone', kind: 'audio' },
  { slot: 'camera', kind: 'video' },
] as const;
export type MediaSlot = (typeof MEDIA_SLOTS)[number]['slot'];

type ChannelName = keyof typeof CHANNELS;
export type Channels = Readonly<Record<ChannelName, RTCDataChannel>>;
type ConnectionSignal = Extract<SignalData, { kind: 'description' | 'candidate' }>;
export type Fingerprints = { readonly local: string; readonly remote: string };

type ConnectionEvents = {
  readonly signal: (data: SignalData) => void;
  /** ICE, DTLS and all channels are up. Once. */
  readonly open: () => void;
  readonly transport: (state: 'up' | 'down') => void;
  /** The peer lives; `showing` says whether it sends us a screen. */
  readonly beat: (showing: boolean) => void;
  readonly track: (slot: MediaSlot, stream: MediaStream) => void;
  /** For good, and not by our own `close`. */
  readonly closed: () => void;
};

export type ConnectionOptions = {
  /** 22 characters of base64url, made by the initiator. */
  readonly id: string;
  readonly initiator: boolean;
  /** How the screen is sent: as it is when something begins, and at `retune`. */
  readonly tuning: () => ScreenTuning;
  /** Asked for every search of a path: what was good for the last one may have run out. */
  readonly ice: () => IceAccess;
  readonly certificate: RTCCertificate;
  readonly clock: Clock;
  readonly events: ConnectionEvents;
};

export class Connection {
  readonly id: string;
  readonly channels: Channels;
  readonly #options: ConnectionOptions;
  readonly #peer: SimplePeer;
  readonly #pc: RTCPeerConnection;
  readonly #transceivers = new Map<MediaSlot, RTCRtpTransceiver>();
  #rest: ScreenRest | null = null;
  #enoughFps: number = MAX_FPS;
  #remoteFingerprint: string | null = null;
  #candidates = 0;
  #isOutOfTune = false;
  #retuning: Promise<void> | null = null;
  #isOpen = false;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    const { initiator, ice, certificate } = options;
    this.id = options.id;
    this.#options = options;
    this.#peer = new SimplePeer({
      initiator,
      trickle: true,
      channelName: 'alive',
      // Always our own servers: simple-peer's defaults are other people's.
      config: { ...iceConfiguration(ice()), certificates: [certificate], bundlePolicy: 'max-bundle' },
    });
    this.#pc = this.#peer._pc;
    this.channels = openChannels(this.#pc);
    // simple-peer makes its first offer in a later task, so this still gets into it.
    if (initiator) {
      for (const { slot, kind } of MEDIA_SLOTS) {
        this.#prepare(slot, this.#pc.addTransceiver(kind, { direction: 'sendrecv' }));
      }
    }
    this.#guardDestroy();
    this.#listen();
  }

  /** False where the signal has no place here; nothing has changed then. */
  accept(signal: ConnectionSignal): boolean {
    if (this.#isClosed) return false;
    return signal.kind === 'candidate' ? this.#acceptCandidate(signal) : this.#acceptDescription(signal);
  }

  /** Initiator only. */
  restartIce(): void {
    if (this.#isClosed || !this.#options.initiator) return;
    this.#refreshIce();
    this.#pc.restartIce();
    this.#peer.negotiate();
  }

  /** As negotiated, and as shown in the handshake where the browser tells. */
  async fingerprints(): Promise<Result<Fingerprints, 'missing' | 'mismatch'>> {
    const entries = await this.stats();
    const local = fingerprintOf(this.#pc.currentLocalDescription?.sdp ?? '');
    const remote = fingerprintOf(this.#pc.currentRemoteDescription?.sdp ?? '');
    if (local === undefined || remote === undefined) return fail('missing');
    const shown = presentedFingerprints(entries);
    if (shown !== undefined && (shown.local !== local || shown.remote !== remote)) return fail('mismatch');
    return ok({ local, remote });
  }

  async stats(): Promise<readonly StatsEntry[]> {
    if (this.#isClosed) return [];
    const entries: StatsEntry[] = [];
    const report = await this.#unlessClosed(this.#pc.getStats());
    report?.forEach((entry: StatsEntry) => entries.push(entry));
    return screenEntries(entries, this.#transceivers.get('screen')?.mid ?? null);
  }

  async sendMedia(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void> {
    const sender = this.#transceivers.get(slot)?.sender;
    if (sender === undefined || this.#isClosed) return;
    if (slot === 'screen') {
      this.#rest ??= this.#restOf(sender);
      if (track === null) this.#rest.end();
      else this.#rest.begin();
      await this.#unlessClosed(sendScreen(sender, track, this.#options.tuning()));
      if (track !== null) void this.retune();
    } else {
      await this.#unlessClosed(sender.replaceTrack(track));
    }
  }

  /** Follows `tuning`; whatever comes while the browser still works on the one before is done after it, once. */
  retune(): Promise<void> {
    this.#isOutOfTune = true;
    this.#retuning ??= this.#followTuning();
    return this.#retuning;
  }

  /** Nothing moves on our screen: few frames are enough. */
  get isResting(): boolean {
    return this.#enoughFps < MAX_FPS;
  }

  /** Before the peer's input shows its effect on what we send. */
  wakeScreen(): void {
    this.#rest?.wake();
  }

  beat(showing: boolean): void {
    if (this.#peer.connected && this.#peer.bufferSize < MAX_WAITING_BEATS) {
      this.#peer.send(Uint8Array.of(showing ? 1 : 0));
    }
  }

  /** Idempotent; nothing is heard of it afterwards. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#rest?.end();
    this.#peer.destroy();
  }

  #acceptDescription(signal: Extract<SignalData, { kind: 'description' }>): boolean {
    const { description, sdp } = signal;
    const expected = this.#options.initiator ? 'have-local-offer' : 'stable';
    const isExpected = description === (this.#options.initiator ? 'answer' : 'offer');
    if (!isExpected || this.#pc.signalingState !== expected) return false;
    const fingerprint = fingerprintOf(sdp);
    // One and the same key for the life of a connection, or it is not the one we began with.
    if (fingerprint === undefined || fingerprint !== (this.#remoteFingerprint ?? fingerprint)) return false;
    this.#remoteFingerprint = fingerprint;
    // The answer to a restart looks for paths anew as well.
    if (!this.#options.initiator) this.#refreshIce();
    this.#peer.signal({ type: description, sdp: this.#options.ice().relayOnly ? onlyRelayed(sdp) : sdp });
    return true;
  }

  #acceptCandidate(signal: Extract<SignalData, { kind: 'candidate' }>): boolean {
    this.#candidates += 1;
    if (this.#candidates > MAX_CANDIDATES) return false;
    const { candidate, sdpMid, sdpMLineIndex } = signal.candidate;
    // Where everybody goes through a server, another address is of no use but to be found out.
    if (this.#options.ice().relayOnly && !isRelayed(candidate)) return false;
    this.#peer.signal({ candidate: { candidate, sdpMid, sdpMLineIndex } });
    return true;
  }

  async #followTuning(): Promise<void> {
    const sender = this.#transceivers.get('screen')?.sender;
    while (sender !== undefined && this.#isOutOfTune && !this.#isClosed) {
      this.#isOutOfTune = false;
      await this.#unlessClosed(tuneScreen(sender, this.#options.tuning(), this.#enoughFps));
    }
    this.#retuning = null;
  }

  #restOf(sender: RTCRtpSender): ScreenRest {
    return new ScreenRest({
      clock: this.#options.clock,
      sent: async () => (this.#isClosed ? null : ((await this.#unlessClosed(sentScreen(sender))) ?? null)),
      limit: (fps) => {
        this.#enoughFps = fps;
        return this.retune();
      },
    });
  }

  #refreshIce(): void {
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), ...iceConfiguration(this.#options.ice()) });
  }

  #prepare(slot: MediaSlot, transceiver: RTCRtpTransceiver): void {
    this.#transceivers.set(slot, transceiver);
    if (slot !== 'screen') return;
    preferScreenCodecs(transceiver);
    hurryReceiver(transceiver.receiver);
  }

  #listen(): void {
    const { events } = this.#options;
    this.#peer.on('signal', (data) => this.#sendSignal(data));
    this.#peer.on('connect', () => this.#maybeOpen());
    this.#peer.on('data', (chunk) => events.beat(chunk.at(-1) === 1));
    // The `close` that follows says all that there is to do.
    this.#peer.on('error', () => undefined);
    this.#peer.on('close', () => this.#ended());
    this.#pc.addEventListener('track', (event) => this.#receiveTrack(event));
    this.#pc.addEventListener('iceconnectionstatechange', () => this.#transportChanged());
    for (const channel of Object.values(this.channels)) {
      channel.addEventListener('open', () => this.#maybeOpen());
      channel.addEventListener('close', () => this.#ended());
    }
  }

  #sendSignal(data: PeerSignal): void {
    const connection = this.id;
    switch (data.type) {
      case 'offer':
      case 'answer':
        return this.#options.events.signal({
          kind: 'description',
          connection,
          description: data.type,
          sdp: data.sdp,
        });
      case 'candidate': {
        const { candidate, sdpMid, sdpMLineIndex } = data.candidate;
        return this.#options.events.signal({
          kind: 'candidate',
          connection,
          candidate: { candidate, sdpMid, sdpMLineIndex },
        });
      }
      case 'renegotiate':
      case 'transceiverRequest':
        // Everything is prepared in the first offer: nothing of ours makes simple-peer ask for these.
        return;
    }
  }

  #maybeOpen(): void {
    const channels = Object.values(this.channels);
    const isUp = this.#peer.connected && channels.every((channel) => channel.readyState === 'open');
    if (!isUp || this.#isOpen || this.#isClosed) return;
    this.#isOpen = true;
    void this.#opened();
  }

  async #opened(): Promise<void> {
    const camera = this.#transceivers.get('camera')?.sender;
    await this.retune();
    if (camera !== undefined && !this.#isClosed) await this.#unlessClosed(limitCamera(camera));
    if (!this.#isClosed) this.#options.events.open();
  }

  /** What the browser refuses on a connection that has just been closed is no fault. */
  async #unlessClosed<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (this.#isClosed) return undefined;
      throw error;
    }
  }

  #receiveTrack({ transceiver, track }: RTCTrackEvent): void {
    if (this.#isClosed) return;
    const slot = this.#slotOf(transceiver, track);
    if (slot === undefined) {
      // These three each way are all that was agreed on.
      transceiver.direction = 'inactive';
      return;
    }
    if (!this.#options.initiator) {
      // Before the answer is made, so that this side can send its own later without another round.
      transceiver.direction = 'sendrecv';
      this.#prepare(slot, transceiver);
    }
    this.#options.events.track(slot, new MediaStream([track]));
  }

  /** On both sides they stand in the order of the first offer. */
  #slotOf(transceiver: RTCRtpTransceiver, track: MediaStreamTrack): MediaSlot | undefined {
    const prepared = MEDIA_SLOTS[this.#pc.getTransceivers().indexOf(transceiver)];
    return prepared?.kind === track.kind ? prepared.slot : undefined;
  }

  #transportChanged(): void {
    if (this.#isClosed || !this.#isOpen) return;
    const state = this.#pc.iceConnectionState;
    if (state === 'disconnected') this.#options.events.transport('down');
    if (state === 'connected' || state === 'completed') this.#options.events.transport('up');
  }

  #guardDestroy(): void {
    const destroy = this.#peer.destroy.bind(this.#peer);
    this.#peer.destroy = (error) => {
      const isTrouble = error !== undefined && 'code' in error && SIGNAL_TROUBLE.includes(error.code);
      if (!(isTrouble && this.#isOpen)) destroy(error);
    };
  }

  #ended(): void {
    if (this.#isClosed) return;
    this.close();
    this.#options.events.closed();
  }
}

function openChannels(pc: RTCPeerConnection): Channels {
  const open = (name: ChannelName): RTCDataChannel => {
    const channel = pc.createDataChannel(name, CHANNELS[name]);
    channel.binaryType = 'arraybuffer';
    return channel;
  };
  return { control: open('control'), input: open('input'), pointer: open('pointer'), bulk: open('bulk') };
}
