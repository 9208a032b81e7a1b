/** A console that is killed comes back into its place: the picture and control are there again, and nobody is asked. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CsrConsole } from './support/csr.ts';
import {
  CSR,
  electronPath,
  launchConsole,
  launchTarget,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from './support/programs.ts';
import { forgetEvents, middleOf, targetEvents } from './support/target.ts';
import { seatHelper } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = join(ROOT, 'test-results', 'coming-back');
const SCREEN = { width: 1280, height: 800 };

test('a console that was killed goes on where it was, on the same keys and without a question', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const display = stack.use(await startDisplay({ width: 1440, height: 900 }));
  const profile = stack.use(temporaryProfile());
  const open = async () => {
    const app = await launchConsole({ display: display.name, relay: relay.url, profile: profile.path });
    stack.defer(() => app.close());
    const csr = new CsrConsole(await app.firstWindow());
    await csr.signIn(CSR);
    return { app, csr };
  };
  const before = await open();
  const { link } = await before.csr.startSession();
  const aunt = await seatHelper(stack, { name: 'Aunt Soonja', link }, { relay, size: SCREEN });
  const target = stack.use(await launchTarget({ display: aunt.display.name, size: SCREEN }));
  await before.csr.admit('Aunt Soonja');
  await before.csr.request('Request to control desktop');
  await aunt.customer.allow();
  await before.csr.waitForPicture();

  before.app.process().kill('SIGKILL');
  await expect(aunt.customer.page.getByText('Reconnecting')).toBeVisible({ timeout: 15_000 });
  await aunt.customer.page.screenshot({ path: join(PICTURES, 'helper-waits.png') });

  const after = await open();
  await after.csr.page.screenshot({ path: join(PICTURES, 'home.png') });
  await after.csr.page.getByRole('button', { name: /^Return to / }).click();
  await after.csr.waitForPicture();
  expect(aunt.app.windows().filter((page) => page.url().includes('/consent.html'))).toEqual([]);
  await expect(aunt.customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(1);
  await forgetEvents(target.page);
  await expect(async () => {
    await after.csr.click(await middleOf(target.page, 'h1', SCREEN));
    expect((await targetEvents(target.page)).some(({ type }) => type === 'mousedown')).toBe(true);
  }).toPass({ timeout: 10_000 });
  await after.csr.page.screenshot({ path: join(PICTURES, 'back.png') });
  await after.csr.end('');
  await expect(aunt.customer.page.getByText('The person helping you has finished.')).toBeVisible();
});
