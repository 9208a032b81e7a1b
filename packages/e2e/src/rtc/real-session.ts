/** Two pages that meet by the real relay: a CSR who signs in and invites, a customer who joins by the link. */
import type { Browser, Page } from '@playwright/test';
import type { Invite, ParticipantId } from '@alongside/protocol';
import { CSR, type RelayProgram } from '../support/programs.ts';
import { LOOPBACK_ORIGIN, openPage } from './bundle.ts';
import { launch, stateOf } from './pair.ts';

export type RealPages = AsyncDisposable & {
  readonly browser: Browser;
  readonly csr: Page;
  readonly customer: Page;
  /** A second customer, for those who need one. */
  readonly second: Page;
};

export async function openRealPages(): Promise<RealPages> {
  const browser = await launch();
  const open = async (): Promise<Page> => openPage(await browser.newContext(), 'page', LOOPBACK_ORIGIN);
  const [csr, customer, second] = [await open(), await open(), await open()];
  return { browser, csr, customer, second, [Symbol.asyncDispose]: () => browser.close() };
}

export async function load(page: Page): Promise<void> {
  await page.goto(`${LOOPBACK_ORIGIN}/`);
  await page.waitForFunction(() => 'rig' in globalThis);
}

export function signIn(csr: Page, { url }: RelayProgram): Promise<string> {
  return csr.evaluate(
    async ([relay, email, password]) => {
      const signedIn = await rig.api(relay).signIn(email, password);
      if (!signedIn.ok) throw new Error(signedIn.code);
      return signedIn.value.token;
    },
    [url, CSR.email, CSR.password] as const,
  );
}

/** The CSR starts a session and invites; the customer joins by the link's token and is admitted. */
export async function meet(
  pages: Pick<RealPages, 'csr' | 'customer'>,
  relay: RelayProgram,
  token: string,
): Promise<Invite> {
  await startSession(pages.csr, relay, token);
  return bringIn(pages.csr, relay, pages.customer);
}

/** One more customer, by an invitation of their own. */
export async function bringIn(csr: Page, relay: RelayProgram, customer: Page): Promise<Invite> {
  const invite = await inviteSomebody(csr);
  await join(customer, relay, invite);
  await csr.waitForFunction(() => rig.state().session?.participants.some(({ state }) => state === 'lobby'));
  const people = (await stateOf(csr)).session?.participants ?? [];
  const waiting = people.find(({ state }) => state === 'lobby');
  if (waiting === undefined) throw new Error('nobody waits in the lobby');
  await admit(csr, waiting.id);
  return invite;
}

async function startSession(csr: Page, { url }: RelayProgram, token: string): Promise<void> {
  const ticket = await csr.evaluate(async ([relay, bearer]) => rig.api(relay).ticket(bearer), [
    url,
    token,
  ] as const);
  if (!ticket.ok) throw new Error(ticket.code);
  await csr.evaluate((options) => rig.start(options), {
    relay: url,
    ticket: ticket.value,
    language: 'en' as const,
    client: 'console' as const,
    secret: 's'.repeat(22),
  });
  await csr.waitForFunction(() => rig.state().relay.kind === 'open');
  await csr.evaluate(async () => {
    const started = await rig
      .need()
      .request({ type: 'session.start', sessionType: 'remote-support', tracking: {} });
    if (!started.ok) throw new Error(started.code);
  });
}

function inviteSomebody(csr: Page): Promise<Invite> {
  return csr.evaluate(async () => {
    const made = await rig.need().request({ type: 'invite.create', label: null });
    if (!made.ok || made.value.type !== 'invite.created') throw new Error('no invite');
    return made.value.invite;
  });
}

async function join(customer: Page, { url }: RelayProgram, invite: Invite): Promise<void> {
  const ticket = await customer.evaluate(
    async ([relay, linkToken]) => {
      const joined = await rig.api(relay).join({
        protocol: 1,
        client: 'helper',
        credential: { kind: 'link', token: linkToken },
        name: 'Bo',
        device: 'd'.repeat(43),
      });
      if (!joined.ok) throw new Error(joined.code);
      return joined.value;
    },
    [url, invite.token] as const,
  );
  await customer.evaluate((options) => rig.start(options), {
    relay: url,
    ticket,
    language: 'ko' as const,
    client: 'helper' as const,
    secret: 's'.repeat(22),
  });
}

async function admit(csr: Page, participant: ParticipantId): Promise<void> {
  const admitted = await csr.evaluate(
    (id) => rig.need().request({ type: 'lobby.admit', participant: id }),
    participant,
  );
  if (!admitted.ok) throw new Error(admitted.code);
}
