/** A CSR by script, for tests of the customer's side: packages/rtc and packages/session as the console uses them. */
import {
  UNASKED_MACHINE,
  encodeInput,
  type Capability,
  type InputCommand,
  type Invite,
  type ParticipantId,
  type RequestId,
  type TextCodec,
} from '@alongside/protocol';
import { createLink, createRelayApi, makeCertificate, type Link } from '@alongside/rtc';
import { initialCsrView, inputEpoch, stepCsrView, type CsrView, type CsrViewEvent } from '@alongside/session';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const utf8: TextCodec = {
  encode: (text) => encoder.encode(text),
  decode: (bytes) => decoder.decode(bytes),
};

class ScriptedCsr {
  #link: Link | null = null;
  #view: CsrView | null = null;
  #secret: string | null = null;

  /** Signs in, starts a session and returns the link for the customer. */
  async start(options: { relay: string; email: string; password: string }): Promise<string> {
    const api = createRelayApi(options.relay);
    const signedIn = await api.signIn(options.email, options.password);
    if (!signedIn.ok) throw new Error(`sign in: ${signedIn.code}`);
    const { token } = signedIn.value;
    this.#secret = randomId();
    const link = createLink({
      relay: options.relay,
      client: 'web-console',
      ticket: () => api.ticket(token),
      certificate: await makeCertificate(),
      hello: () => {
        return { type: 'peer.hello', protocol: 1, language: 'en', machine: UNASKED_MACHINE };
      },
      secretOf: () => this.#secret,
    });
    this.#link = link;
    await this.#until(() => link.state.get().relay.kind === 'open');
    const started = await link.request({
      type: 'session.start',
      sessionType: 'remote-support',
      tracking: {},
    });
    if (!started.ok || started.value.type !== 'session.started') throw new Error('no session');
    this.#view = initialCsrView(started.value.self);
    link.onMessage((_from, message) => this.step({ type: 'message', at: Date.now(), message }));
    const invited = await link.request({ type: 'invite.create', label: null });
    if (!invited.ok || invited.value.type !== 'invite.created') throw new Error('no invitation');
    const invite: Invite = invited.value.invite;
    return `${options.relay}/j/${invite.token}#${this.#secret}`;
  }

  /** Lets in whoever waits, and resolves when they are connected. */
  async admit(): Promise<void> {
    const link = this.#need();
    const inLobby = () => link.state.get().session?.participants.find(({ state }) => state === 'lobby');
    await this.#until(() => inLobby() !== undefined);
    const waiting = inLobby();
    if (waiting === undefined) throw new Error('nobody waits');
    await link.request({ type: 'lobby.admit', participant: waiting.id });
    await this.#until(() => [...link.state.get().peers.values()].some(({ trust }) => trust !== null));
  }

  ask(capability: Capability): void {
    const requestId = randomId() as RequestId;
    this.step({ type: 'ask', at: Date.now(), capability, requestId });
  }

  step(event: CsrViewEvent): void {
    if (this.#view === null) return;
    const next = stepCsrView(this.#view, event);
    this.#view = next.state;
    for (const { message } of next.effects) void this.#need().send(this.customer(), message);
  }

  /** False while the machine would drop it. */
  input(command: InputCommand): boolean {
    const epoch = this.#view === null ? null : inputEpoch(this.#view);
    if (epoch !== null) this.#need().sendInput(this.customer(), encodeInput({ epoch, command }, utf8));
    return epoch !== null;
  }

  /** By the latest epoch known, whatever the machine says: what a hostile console would do. */
  force(command: InputCommand): void {
    const epoch = this.#view?.control.epoch ?? 0;
    this.#need().sendInput(this.customer(), encodeInput({ epoch, command }, utf8));
  }

  view(): CsrView {
    if (this.#view === null) throw new Error('no session');
    return this.#view;
  }

  customer(): ParticipantId {
    const [customer] = this.#need().state.get().peers.keys();
    if (customer === undefined) throw new Error('nobody there');
    return customer;
  }

  /** Of the customer's screen; 0 before a frame has come. */
  async screenWidth(): Promise<number> {
    const stream = this.#need().state.get().peers.get(this.customer())?.screen ?? null;
    if (stream === null) return 0;
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    return video.videoWidth;
  }

  #need(): Link {
    if (this.#link === null) throw new Error('not started');
    return this.#link;
  }

  #until(isSo: () => boolean): Promise<void> {
    const { state } = this.#need();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        stop();
        resolve();
      };
      const stop = state.subscribe(look);
      look();
    });
  }
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

declare global {
  var csr: ScriptedCsr;
}
globalThis.csr = new ScriptedCsr();
