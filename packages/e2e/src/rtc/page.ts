/** What the tests' pages run: packages/rtc as an app would bundle it, driven from outside through `window.rig`. */
import type { Fact, Participant, ParticipantId, PeerMessage } from '@alongside/protocol';
import { createLink, createRelayApi, makeCertificate, type Link, type LinkState } from '@alongside/rtc';

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
  }[];
};

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
        captureProblem: null,
        inputProblem: null,
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
