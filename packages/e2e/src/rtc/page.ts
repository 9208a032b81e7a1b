/** What the tests' pages run: packages/rtc as an app would bundle it, driven from outside through `window.rig`. */
import { UNASKED_MACHINE } from '@alongside/protocol';
import type { Fact, Participant, ParticipantId, PeerMessage, QualityChoice } from '@alongside/protocol';
import {
  createLink,
  createRelayApi,
  makeCertificate,
  type Link,
  type LinkState,
  type PeerView,
} from '@alongside/rtc';

export type RigOptions = {
  readonly relay: string;
  readonly ticket: string;
  readonly language: 'en' | 'ko';
  readonly client: 'console' | 'helper';
  readonly secret: string | null;
};

/** Everything that can leave a page by value. */
export type RigState = Omit<LinkState, 'peers'> & {
  readonly peers: readonly {
    id: string;
    state: string;
    refusal: string | null;
    keys: string | null;
    words: string;
    level: string | null;
    language: string | null;
    hello: unknown;
    hasScreen: boolean;
    stats: unknown;
    quality: PeerView['quality'];
    path: 'direct' | 'relayed' | 'unknown';
  }[];
};

/** A pause in the picture that a move makes; without one it was not cut off at all. */
const CUT_MS = 300;
/** Longer than a peer takes to see that the other one has gone: what was only the last of the old path is no return. */
const STEADY_MS = 3_000;

/** Handles for breaking things: what a link holds is private to it. */
const connections: RTCPeerConnection[] = [];
const channels: RTCDataChannel[] = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, init);
    if (!connections.includes(this)) connections.push(this);
    channels.push(channel);
    return channel;
  }
};

class Rig {
  readonly connections = connections;
  readonly channels = channels;
  readonly messages: PeerMessage[] = [];
  readonly inputs: string[] = [];
  readonly bulks: number[] = [];
  readonly events: string[] = [];
  certificate: RTCCertificate | null = null;
  link: Link | null = null;
  #drawing = 0;
  readonly #frames: number[] = [];

  async start(options: RigOptions): Promise<void> {
    this.certificate ??= await makeCertificate();
    this.messages.length = 0;
    this.inputs.length = 0;
    this.events.length = 0;
    this.bulks.length = 0;
    const link = createLink({
      relay: options.relay,
      client: options.client,
      ticket: () => Promise.resolve({ ok: true, value: options.ticket }),
      certificate: this.certificate,
      hello: () => ({
        type: 'peer.hello',
        protocol: 1,
        language: options.language,
        machine: UNASKED_MACHINE,
      }),
      secretOf: (_participant: Participant) => options.secret,
    });
    link.onMessage((_from, message) => this.messages.push(message));
    link.onInput((_from, bytes) => this.inputs.push(new TextDecoder().decode(bytes)));
    link.onBulk((_from, bytes) => this.bulks.push(bytes.length));
    link.onPeer(({ type }) => this.events.push(type));
    this.link = link;
  }

  readonly api = createRelayApi;

  need(): Link {
    if (this.link === null) throw new Error('not started');
    return this.link;
  }

  /** The newest channel of this name, to say on it what a link never would. */
  channel(name: string): RTCDataChannel {
    const found = channels.findLast((channel) => channel.label === name);
    if (found === undefined) throw new Error(`no channel ${name}`);
    return found;
  }

  state(): RigState {
    const { peers, ...rest } = this.need().state.get();
    return {
      ...rest,
      peers: [...peers].map(([id, peer]) => ({
        id,
        state: peer.state,
        refusal: peer.refusal,
        keys: peer.keys,
        words: peer.trust?.words.join(' ') ?? '',
        level: peer.trust?.level ?? null,
        language: peer.trust?.language ?? null,
        hello: peer.hello,
        hasScreen: peer.screen !== null,
        stats: peer.stats,
        quality: peer.quality,
        path: peer.stats?.path ?? 'unknown',
      })),
    };
  }

  /** The first peer: these rigs come in pairs. */
  other(): ParticipantId {
    const [id] = this.need().state.get().peers.keys();
    if (id === undefined) throw new Error('nobody there');
    return id;
  }

  send(message: PeerMessage) {
    return this.need().send(this.other(), message);
  }

  input(text: string): void {
    this.need().sendInput(this.other(), new TextEncoder().encode(text));
  }

  pointer(text: string): void {
    this.need().sendPointer(this.other(), new TextEncoder().encode(text));
  }

  bulk(size: number) {
    return this.need().sendBulk(this.other(), new Uint8Array(size));
  }

  record(fact: Fact): void {
    this.need().record(fact);
  }

  /** Shows a canvas whose counter is written as 16 black and white columns, which survive any codec. */
  async show(): Promise<void> {
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    let frame = 0;
    const draw = (): void => {
      frame += 1;
      for (let bit = 0; bit < 16; bit += 1) {
        context.fillStyle = (frame >> bit) & 1 ? '#fff' : '#000';
        context.fillRect(bit * 80, 0, 80, 720);
      }
      this.#drawing = window.setTimeout(draw, 33);
    };
    draw();
    const [track] = canvas.captureStream(30).getVideoTracks();
    await this.need().showScreen(this.other(), track ?? null);
  }

  choose(choice: QualityChoice): void {
    this.need().chooseQuality(this.other(), choice);
  }

  /** How our screen is sent. */
  sending() {
    const sender = connections.at(-1)?.getSenders()[0];
    const parameters = sender?.getParameters();
    return {
      hint: sender?.track?.contentHint ?? null,
      maxFps: parameters?.encodings[0]?.maxFramerate ?? null,
      gives: parameters?.degradationPreference ?? null,
    };
  }

  async stopShowing(): Promise<void> {
    clearTimeout(this.#drawing);
    await this.need().showScreen(this.other(), null);
  }

  /** Milliseconds until a frame was seen after `after`, and the counter that it bears. */
  async readFrame(): Promise<{ counter: number; waitedMs: number }> {
    const since = performance.now();
    const video = document.createElement('video');
    video.muted = true;
    const screen = await this.#screen();
    video.srcObject = screen;
    await video.play();
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(video, 0, 0);
    let counter = 0;
    for (let bit = 0; bit < 16; bit += 1) {
      const x = Math.round(((bit + 0.5) / 16) * canvas.width);
      const [red = 0] = context.getImageData(x, canvas.height / 2, 1, 1).data;
      if (red > 127) counter |= 1 << bit;
    }
    return { counter, waitedMs: performance.now() - since };
  }

  /** From now on every frame's time is kept. */
  async watchFrames(): Promise<void> {
    const video = document.createElement('video');
    video.muted = true;
    const screen = await this.#screen();
    video.srcObject = screen;
    const keep = (): void => {
      this.#frames.push(performance.now());
      video.requestVideoFrameCallback(keep);
    };
    video.requestVideoFrameCallback(keep);
    // A connection that was made anew brings the same picture in another stream.
    this.need().state.subscribe(() => {
      const next = [...this.need().state.get().peers.values()][0]?.screen ?? null;
      if (next === null || next === video.srcObject) return;
      video.srcObject = next;
      void video.play();
    });
    await video.play();
  }

  /** Waits until the picture runs again without a break, and answers how long after `since` (performance.now()) that is. */
  async backAfter(since: number, timeoutMs: number): Promise<number> {
    while (performance.now() - since < timeoutMs) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const frames = this.#frames.filter((at) => at > since);
      const start = frames.findLastIndex((at, index) => at - (frames[index - 1] ?? since) > CUT_MS);
      const first = frames[start];
      if (first !== undefined && (frames.at(-1) ?? first) - first > STEADY_MS) return first - since;
    }
    throw new Error('the picture did not come back');
  }

  /** How our end of the newest connection reaches the other: its kind, and to a server by which transport. */
  async ownEnd(): Promise<{ type: string; via: string }> {
    const entries = await this.#statsOf();
    const transport = entries.find((entry) => entry['type'] === 'transport');
    const pair = entries.find((entry) => entry['id'] === transport?.['selectedCandidatePairId']);
    const own = entries.find((entry) => entry['id'] === pair?.['localCandidateId']);
    return { type: String(own?.['candidateType']), via: String(own?.['relayProtocol']) };
  }

  /** Every address that the browser holds of the other side: what it was told, and what it met on the way. */
  async addressesKnown(): Promise<string[]> {
    const sdp = this.connections.at(-1)?.remoteDescription?.sdp ?? '';
    const told = [...sdp.matchAll(/^a=candidate:(?:\S+ ){4}(\S+)/gm)].map(([, address]) => String(address));
    const met = (await this.#statsOf()).filter((entry) => entry['type'] === 'remote-candidate');
    return [...told, ...met.map((entry) => String(entry['address']))];
  }

  async #statsOf(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const report = await this.connections.at(-1)?.getStats();
    const entries: Readonly<Record<string, unknown>>[] = [];
    report?.forEach((entry: Readonly<Record<string, unknown>>) => entries.push(entry));
    return entries;
  }

  #screen(): Promise<MediaStream> {
    const link = this.need();
    return new Promise((resolve) => {
      const look = (): void => {
        const screen = [...link.state.get().peers.values()].find((peer) => peer.screen !== null)?.screen;
        if (screen === undefined || screen === null) return;
        stop();
        resolve(screen);
      };
      const stop = link.state.subscribe(look);
      look();
    });
  }
}

declare global {
  var rig: Rig;
}
globalThis.rig = new Rig();
