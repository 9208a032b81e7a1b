/**
 * Somebody in the middle with keys of their own: answers the CSR as the customer and the customer as the CSR,
 * and passes on all that they say to each other. Only a relay that sends it their signals can put it there.
 */
type Side = 'csr' | 'customer';
type Heard =
  | { kind: 'description'; connection: string; description: 'offer' | 'answer'; sdp: string }
  | { kind: 'candidate'; connection: string; candidate: RTCIceCandidateInit }
  | { kind: 'renegotiate' | 'reconnect' };

const CHANNELS = { control: 100, input: 101, pointer: 102, bulk: 103 };

declare global {
  var evil: Evil;
  /** Given by the test: hands a signal to one side, as if the other had sent it. */
  var evilSays: (to: Side, data: string) => Promise<void>;
}

class Leg {
  readonly pc = new RTCPeerConnection();
  readonly channels = new Map<string, RTCDataChannel>();
  readonly #waiting: RTCIceCandidateInit[] = [];

  constructor(side: Side, connection: string) {
    this.pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) return;
      const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
      const body = { candidate: text, sdpMid, sdpMLineIndex };
      void evilSays(side, JSON.stringify({ kind: 'candidate', connection, candidate: body }));
    });
    for (const [name, id] of Object.entries(CHANNELS)) {
      this.channels.set(name, this.pc.createDataChannel(name, { negotiated: true, id }));
    }
    this.pc.addEventListener('datachannel', ({ channel }) => this.channels.set('alive', channel));
  }

  async describe(description: RTCSessionDescriptionInit): Promise<void> {
    await this.pc.setRemoteDescription(description);
    for (const candidate of this.#waiting.splice(0)) await this.pc.addIceCandidate(candidate);
  }

  async candidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.pc.remoteDescription === null) this.#waiting.push(candidate);
    else await this.pc.addIceCandidate(candidate);
  }
}

class Evil {
  passed = 0;
  #legs: Record<Side, Leg> | null = null;

  async hear(from: Side, raw: string): Promise<void> {
    const data = JSON.parse(raw) as Heard;
    if (data.kind === 'candidate') return this.#legs?.[from].candidate(data.candidate);
    if (data.kind !== 'description') return;
    if (data.description === 'answer') return this.#legs?.[from].describe({ type: 'answer', sdp: data.sdp });
    await this.#begin(from, data.connection, data.sdp);
  }

  /** Who offers is answered in the other's name, and the other gets an offer of ours. */
  async #begin(caller: Side, connection: string, offer: string): Promise<void> {
    for (const leg of Object.values(this.#legs ?? {})) leg.pc.close();
    const called: Side = caller === 'csr' ? 'customer' : 'csr';
    const legs = { csr: new Leg('csr', connection), customer: new Leg('customer', connection) };
    this.#legs = legs;
    const [near, far] = [legs[caller], legs[called]];
    far.channels.set('alive', far.pc.createDataChannel('alive'));
    far.pc.addTransceiver('video');
    for (const name of Object.keys(CHANNELS)) {
      this.#pass(near.channels.get(name), far.channels.get(name));
      this.#pass(far.channels.get(name), near.channels.get(name));
    }
    await near.describe({ type: 'offer', sdp: offer });
    await near.pc.setLocalDescription();
    await this.#say(caller, connection, near.pc);
    await far.pc.setLocalDescription();
    await this.#say(called, connection, far.pc);
  }

  #pass(from: RTCDataChannel | undefined, to: RTCDataChannel | undefined): void {
    const waiting: string[] = [];
    from?.addEventListener('message', (event: MessageEvent<string>) => {
      this.passed += 1;
      if (to?.readyState === 'open') to.send(event.data);
      else waiting.push(event.data);
    });
    to?.addEventListener('open', () => {
      for (const data of waiting.splice(0)) to.send(data);
    });
  }

  async #say(side: Side, connection: string, pc: RTCPeerConnection): Promise<void> {
    const { type, sdp } = pc.localDescription ?? {};
    await evilSays(side, JSON.stringify({ kind: 'description', connection, description: type, sdp }));
  }
}
globalThis.evil = new Evil();
