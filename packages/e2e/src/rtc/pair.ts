/** Two pages with a link each, a CSR and a customer, and the relay between them. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { openPage, ORIGIN } from './bundle.ts';
import type { RigState } from './page.ts';
import { CSR_ID, CUSTOMER_ID, StubRelay } from './stub-relay.ts';

const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const ARGS = [
  ...AS_ROOT,
  // Host candidates by address: there is no multicast to resolve `.local` names where tests run. And pages that are
  // put in on the way come from no address at all, which Chromium would not let talk to a relay on this machine.
  '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks',
  '--autoplay-policy=no-user-gesture-required',
];

export type Secrets = { readonly csr: string | null; readonly customer: string | null };
export const SAME_SECRET: Secrets = { csr: 's'.repeat(22), customer: 's'.repeat(22) };

export type RigPair = AsyncDisposable & {
  readonly csr: Page;
  readonly customer: Page;
  readonly relay: StubRelay;
  readonly browser: Browser;
  /** What went wrong inside the pages, a breach of their CSP included. */
  readonly errors: string[];
  start(secrets: Secrets): Promise<void>;
};

export function launch(executablePath = '/usr/bin/chromium'): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS });
}

export async function openPair(): Promise<RigPair> {
  const browser = await launch();
  const errors: string[] = [];
  const relay = new StubRelay();
  const open = async (id: string): Promise<Page> => {
    const page = await openPage(await browser.newContext(), 'page');
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text());
    });
    await relay.attach(page, id);
    await page.goto(`${ORIGIN}/`);
    await page.waitForFunction(() => 'rig' in globalThis);
    return page;
  };
  const csr = await open(CSR_ID);
  const customer = await open(CUSTOMER_ID);
  return {
    csr,
    customer,
    relay,
    browser,
    errors,
    start: async (secrets) => {
      // The answering side first: its stub of a place keeps nothing that was sent before it came.
      await startRig(customer, 'helper', secrets.customer);
      await startRig(csr, 'console', secrets.csr);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function startRig(page: Page, client: 'console' | 'helper', secret: string | null): Promise<void> {
  await page.evaluate((options) => rig.start(options), {
    relay: ORIGIN,
    ticket: 't'.repeat(43),
    language: client === 'console' ? ('en' as const) : ('ko' as const),
    client,
    secret,
  });
}

export function stateOf(page: Page): Promise<RigState> {
  return page.evaluate(() => rig.state());
}

/** The state of the one peer there is, as soon as it is `wanted`. */
export async function peerIs(page: Page, wanted: string): Promise<RigState['peers'][number]> {
  await page.waitForFunction((state) => rig.state().peers[0]?.state === state, wanted, { timeout: 30_000 });
  const [peer] = (await stateOf(page)).peers;
  if (peer === undefined) throw new Error('the peer has gone');
  return peer;
}
