/** A session brought to a point: relay, console and helper on a display each, joined, admitted, controlling. */
import type { ElectronApplication } from '@playwright/test';
import { CsrConsole } from './csr.ts';
import { CustomerHelper, electronWindows } from './customer.ts';
import { CSR, launchConsole, launchHelper, temporaryProfile, type RelayProgram } from './programs.ts';

const CUSTOMER_NAME = 'Aunt Soonja';

export type JoinedSession = AsyncDisposable & {
  readonly csr: CsrConsole;
  readonly customer: CustomerHelper;
  readonly consoleApp: ElectronApplication;
  readonly helperApp: ElectronApplication;
  readonly link: string;
};

export type SessionDisplays = { readonly csr: string; readonly customer: string };

type JoiningOptions = {
  /** Of both programs. */
  readonly flags?: readonly string[];
  readonly helperEnv?: Readonly<Record<string, string>>;
  readonly consoleEnv?: Readonly<Record<string, string>>;
  /** Default: one for this run. */
  readonly consoleProfile?: string;
};

/** Both in the session, nothing asked yet. */
export async function joinedSession(
  relay: RelayProgram,
  displays: SessionDisplays,
  { flags = [], helperEnv = {}, consoleEnv = {}, consoleProfile }: JoiningOptions = {},
): Promise<JoinedSession> {
  const stack = new AsyncDisposableStack();
  const csrProfile = consoleProfile ?? stack.use(temporaryProfile()).path;
  const consoleApp = await launchConsole({
    display: displays.csr,
    relay: relay.url,
    profile: csrProfile,
    args: flags,
    env: consoleEnv,
  });
  stack.defer(() => consoleApp.close());
  const csr = new CsrConsole(await consoleApp.firstWindow());
  await csr.signIn(CSR);
  const { link } = await csr.startSession();

  const profile = stack.use(temporaryProfile());
  const helperApp = await launchHelper({
    display: displays.customer,
    relay: relay.url,
    profile: profile.path,
    args: [`--join=${link}`, `--name=${CUSTOMER_NAME}`, ...flags],
    env: helperEnv,
  });
  stack.defer(() => helperApp.close());
  const customer = new CustomerHelper(await helperApp.firstWindow(), electronWindows(helperApp));
  await customer.join();
  await csr.admit(CUSTOMER_NAME);
  await customer.page.getByRole('button', { name: 'Leave session' }).waitFor();
  // Before they are known to each other, most requests are refused.
  await csr.page.getByText('Verified by link').waitFor();
  return { csr, customer, consoleApp, helperApp, link, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** The CSR holds control and sees the picture. */
export async function controlledSession(
  relay: RelayProgram,
  displays: SessionDisplays,
  options: JoiningOptions = {},
): Promise<JoinedSession> {
  const session = await joinedSession(relay, displays, options);
  await session.csr.request('Request to control desktop');
  await session.customer.allow();
  await session.csr.waitForPicture();
  return session;
}
