/** A session of several people, each a program of its own on a display of its own: two CSRs, two customers. */
import type { ElectronApplication } from '@playwright/test';
import { startDisplay, type Display } from '../displays.ts';
import { CsrConsole, type Account } from './csr.ts';
import { CustomerHelper, electronWindows } from './customer.ts';
import { launchConsole, launchHelper, temporaryProfile, type RelayProgram } from './programs.ts';

export const COLLEAGUE = {
  email: 'lee@example.com',
  name: 'Lee Jun',
  password: 'another battery staple here',
};

export type ConsoleSeat = {
  readonly csr: CsrConsole;
  readonly app: ElectronApplication;
  readonly display: Display;
};
export type HelperSeat = {
  readonly customer: CustomerHelper;
  readonly app: ElectronApplication;
  readonly display: Display;
  readonly profile: { readonly path: string };
};

type Seating = {
  readonly relay: RelayProgram;
  readonly size?: { width: number; height: number };
  readonly args?: readonly string[];
};

const CONSOLE_SIZE = { width: 1440, height: 900 };
const HELPER_SIZE = { width: 1280, height: 800 };

/** A signed-in console, at home. */
export async function seatConsole(
  stack: AsyncDisposableStack,
  account: Account,
  { relay, size = CONSOLE_SIZE, args = [] }: Seating,
): Promise<ConsoleSeat> {
  const display = stack.use(await startDisplay({ ...size, windowManager: true }));
  const profile = stack.use(temporaryProfile());
  const app = await launchConsole({ display: display.name, relay: relay.url, profile: profile.path, args });
  stack.defer(() => app.close());
  const csr = new CsrConsole(await app.firstWindow());
  await csr.signIn(account);
  return { csr, app, display };
}

/** A helper that has pressed *Join* and waits to be admitted. */
export async function seatHelper(
  stack: AsyncDisposableStack,
  { name, link }: { readonly name: string; readonly link: string },
  { relay, size = HELPER_SIZE, args = [] }: Seating,
): Promise<HelperSeat> {
  const display = stack.use(await startDisplay({ ...size, windowManager: true }));
  const profile = stack.use(temporaryProfile());
  const app = await launchHelper({
    display: display.name,
    relay: relay.url,
    profile: profile.path,
    args: [`--join=${link}`, `--name=${name}`, ...args],
  });
  stack.defer(() => app.close());
  const customer = new CustomerHelper(await app.firstWindow(), electronWindows(app));
  await customer.join();
  // In the lobby the link is used, and the next one who is invited gets another; or they were told why not.
  const inside = customer.page.getByRole('button', { name: /^(?:Stop|Leave session)$/ });
  await inside.or(customer.page.getByRole('alert')).first().waitFor();
  return { customer, app, display, profile };
}
