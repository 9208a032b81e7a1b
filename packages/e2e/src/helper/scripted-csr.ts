/** A CSR without a console: the connection's own code in a page, told step by step what to do. */
import type { Browser, Page } from '@playwright/test';
import {
  encodeInput,
  encodeJoinLink,
  type Capability,
  type InputCommand,
  type PeerMessage,
  type RelayMessage,
} from '@alongside/protocol';
import type { LinkRequest } from '@alongside/rtc';
import { openPage, ORIGIN } from '../rtc/bundle.ts';
import { CSR, type RelayProgram } from '../support/programs.ts';

const SECRET = 's'.repeat(22);

export type Invitation = { readonly link: string; readonly code: string };

export class ScriptedCsr {
  readonly page: Page;
  readonly #relay: RelayProgram;
  #requests = 0;

  private constructor(page: Page, relay: RelayProgram) {
    this.page = page;
    this.#relay = relay;
  }

  static async open(browser: Browser, relay: RelayProgram): Promise<ScriptedCsr> {
    const page = await openPage(await browser.newContext(), 'page');
    await page.goto(`${ORIGIN}/`);
    await serveFrom(relay.url, page);
    await page.goto(`${relay.url}/rig/`);
    await page.waitForFunction(() => 'rig' in globalThis);
    const csr = new ScriptedCsr(page, relay);
    await csr.#start();
    return csr;
  }

  async invite(): Promise<Invitation> {
    const answer = await this.request({ type: 'invite.create', label: null });
    if (answer.type !== 'invite.created') throw new Error(`no invitation: ${JSON.stringify(answer)}`);
    const { token, code } = answer.invite;
    return { link: encodeJoinLink({ relay: this.#relay.url, token, secret: SECRET }), code };
  }

  /** Lets in whoever waits. */
  async admit(): Promise<void> {
    await this.page.waitForFunction(() =>
      rig.state().session?.participants.some(({ state }) => state === 'lobby'),
    );
    const { session } = await this.page.evaluate(() => rig.state());
    for (const { id: participant, state } of session?.participants ?? []) {
      if (state === 'lobby') await this.request({ type: 'lobby.admit', participant });
    }
    await this.page.waitForFunction(() => rig.state().peers[0]?.state === 'connected', undefined, {
      timeout: 20_000,
    });
  }

  async ask(capability: Capability): Promise<void> {
    this.#requests += 1;
    const requestId = String(this.#requests).padEnd(22, '_');
    await this.say({ type: 'consent.request', requestId, capability } as PeerMessage);
  }

  async say(message: PeerMessage): Promise<void> {
    const sent = await this.page.evaluate((what) => rig.send(what), message);
    if (!sent.ok) throw new Error(`not sent: ${sent.code}`);
  }

  async do(command: InputCommand): Promise<void> {
    const epoch = (await this.lastGrants())?.control.epoch ?? 0;
    const text = { encode: (value: string) => new TextEncoder().encode(value), decode: () => undefined };
    const bytes = [...encodeInput({ epoch, command }, text)];
    await this.page.evaluate((frame) => rig.need().sendInput(rig.other(), new Uint8Array(frame)), bytes);
  }

  async heard<T extends PeerMessage['type']>(type: T): Promise<Extract<PeerMessage, { type: T }>[]> {
    const messages = await this.page.evaluate(() => rig.messages);
    return messages.filter((message): message is Extract<PeerMessage, { type: T }> => message.type === type);
  }

  async lastGrants(): Promise<Extract<PeerMessage, { type: 'grants.changed' }> | undefined> {
    return (await this.heard('grants.changed')).at(-1);
  }

  /** The size of the picture that arrives. */
  async picture(): Promise<{ readonly width: number; readonly height: number }> {
    await this.page.waitForFunction(() => rig.state().peers[0]?.hasScreen === true);
    return this.page.evaluate(async () => {
      const video = document.createElement('video');
      video.muted = true;
      const peer = [...rig.need().state.get().peers.values()][0];
      video.srcObject = peer?.screen ?? null;
      await video.play();
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      return { width: video.videoWidth, height: video.videoHeight };
    });
  }

  async end(): Promise<void> {
    await this.request({ type: 'session.end', notes: '' });
  }

  async request(message: LinkRequest): Promise<RelayMessage> {
    const answer = await this.page.evaluate((what) => rig.need().request(what), message);
    if (!answer.ok) throw new Error(`${message.type}: ${answer.code}`);
    return answer.value;
  }

  async #start(): Promise<void> {
    const ticket = await ticketOf(this.#relay.url);
    await this.page.evaluate((options) => rig.start(options), {
      relay: this.#relay.url,
      ticket,
      language: 'en' as const,
      client: 'console' as const,
      secret: SECRET,
    });
    await this.page.waitForFunction(() => rig.state().relay.kind === 'open');
    await this.request({ type: 'session.start', sessionType: 'remote-support', tracking: {} });
  }
}

async function ticketOf(relay: string): Promise<string> {
  const { email, password } = CSR;
  const signedIn = await post(`${relay}/api/auth/sign-in/email`, { email, password });
  const token = signedIn.headers.get('set-auth-token') ?? '';
  const answer = await post(`${relay}/api/ticket`, {}, { authorization: `Bearer ${token}` });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('ticket' in body)) throw new Error('no ticket');
  return String(body.ticket);
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The relay hears its own pages only, so the script is moved to where it would serve one. */
async function serveFrom(origin: string, page: Page): Promise<void> {
  const code = await page.evaluate(async () => (await fetch('/page.js')).text());
  await page.route(`${origin}/rig/**`, (route) => {
    const isScript = route.request().url().endsWith('.js');
    return route.fulfill({
      contentType: isScript ? 'text/javascript' : 'text/html',
      body: isScript
        ? code
        : '<!doctype html><title>CSR</title><script type="module" src="/rig/page.js"></script>',
    });
  });
}
