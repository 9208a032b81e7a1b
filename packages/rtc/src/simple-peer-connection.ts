// oxlint-disable-next-line typescript/triple-slash-reference -- the apps compile this source too and have to find it
/// <reference path="./simple-peer.d.ts" />
/**
 * One transport to one peer: all of simple-peer, and all that it lacks (further channels, ICE restart, a prepared
 * video direction), is here and nowhere else. Owns no trust, no retries and no meaning of what is carried.
 */
import { fail, fingerprintOf, ok, type Result, type SignalData } from '@alongside/protocol';
import SimplePeer, { type PeerSignal } from 'simple-peer/simplepeer.min.js';
import { hurryReceiver, limitSender, preferScreenCodecs, sendScreen } from './screen.ts';
import { presentedFingerprints, type StatsEntry } from './stats.ts';

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
  readonly track: (stream: MediaStream) => void;
  /** For good, and not by our own `close`. */
  readonly closed: () => void;
};

export type ConnectionOptions = {
  /** 22 characters of base64url, made by the initiator. */
  readonly id: string;
  readonly initiator: boolean;
  readonly iceServers: RTCIceServer[];
  readonly certificate: RTCCertificate;
  readonly events: ConnectionEvents;
};

export class Connection {
  readonly id: string;
  readonly channels: Channels;
  readonly #options: ConnectionOptions;
  readonly #peer: SimplePeer;
  readonly #pc: RTCPeerConnection;
  #transceiver: RTCRtpTransceiver | null = null;
  #remoteFingerprint: string | null = null;
  #candidates = 0;
  #isOpen = false;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    const { initiator, iceServers, certificate } = options;
    this.id = options.id;
    this.#options = options;
    this.#peer = new SimplePeer({
      initiator,
      trickle: true,
      channelName: 'alive',
      // Always our own servers: simple-peer's defaults are other people's.
      config: { iceServers, certificates: [certificate], bundlePolicy: 'max-bundle' },
    });
    this.#pc = this.#peer._pc;
    this.channels = openChannels(this.#pc);
    // simple-peer makes its first offer in a later task, so this still gets into it.
    if (initiator) this.#prepare(this.#pc.addTransceiver('video', { direction: 'sendrecv' }));
    this.#guardDestroy();
    this.#listen();
  }

  /** False where the signal has no place here; nothing has changed then. */
  accept(signal: ConnectionSignal): boolean {
    if (this.#isClosed) return false;
    return signal.kind === 'candidate' ? this.#acceptCandidate(signal) : this.#acceptDescription(signal);
  }

  /** Initiator only. */
  restartIce(iceServers: RTCIceServer[]): void {
    if (this.#isClosed || !this.#options.initiator) return;
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers });
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
    return entries;
  }

  async showScreen(track: MediaStreamTrack | null): Promise<void> {
    if (this.#transceiver === null || this.#isClosed) return;
    await this.#unlessClosed(sendScreen(this.#transceiver.sender, track));
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
    this.#peer.signal({ type: description, sdp });
    return true;
  }

  #acceptCandidate(signal: Extract<SignalData, { kind: 'candidate' }>): boolean {
    this.#candidates += 1;
    if (this.#candidates > MAX_CANDIDATES) return false;
    const { candidate, sdpMid, sdpMLineIndex } = signal.candidate;
    this.#peer.signal({ candidate: { candidate, sdpMid, sdpMLineIndex } });
    return true;
  }

  #prepare(transceiver: RTCRtpTransceiver): void {
    this.#transceiver = transceiver;
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
    const sender = this.#transceiver?.sender;
    if (sender !== undefined) await this.#unlessClosed(limitSender(sender));
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
    const isOurs = transceiver === this.#transceiver || this.#transceiver === null;
    if (track.kind !== 'video' || !isOurs) {
      // One picture each way is all that was agreed on.
      transceiver.direction = 'inactive';
      return;
    }
    if (!this.#options.initiator) {
      // Before the answer is made, so that this side can show its screen later without another round.
      transceiver.direction = 'sendrecv';
      this.#prepare(transceiver);
    }
    this.#options.events.track(new MediaStream([track]));
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
