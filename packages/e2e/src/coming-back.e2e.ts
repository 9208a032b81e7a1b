/** A console that is killed comes back into its place: the picture and control are there again, and nobody is asked. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CsrConsole } from './support/csr.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import {
  CSR,
  electronPath,
  launchBrowser,
  launchConsole,
  launchHelper,
  launchTarget,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from './support/programs.ts';
import { forgetEvents, middleOf, targetEvents } from './support/target.ts';
import { seatConsole, seatHelper } from './support/team.ts';

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
  await expect(aunt.customer.grants()).toContainText('On hold until the connection is back');
  await aunt.customer.page.screenshot({ path: join(PICTURES, 'helper-waits.png') });

  const after = await open();
  await after.csr.page.screenshot({ path: join(PICTURES, 'home.png') });
  await after.csr.page.getByRole('button', { name: /^Return to / }).click();
  await after.csr.waitForPicture();
  expect(aunt.app.windows().filter((page) => page.url().includes('/consent.html'))).toEqual([]);
  await expect(aunt.customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(1);
  await expect(aunt.customer.grants()).not.toContainText('On hold');
  await forgetEvents(target.page);
  await expect(async () => {
    await after.csr.click(await middleOf(target.page, 'h1', SCREEN));
    expect((await targetEvents(target.page)).some(({ type }) => type === 'mousedown')).toBe(true);
  }).toPass({ timeout: 10_000 });
  await after.csr.page.screenshot({ path: join(PICTURES, 'back.png') });
  await after.csr.end('');
  await expect(aunt.customer.page.getByText('The person helping you has finished.')).toBeVisible();
});

test('a console in a browser goes on after its page was loaded anew', async () => {
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const display = stack.use(await startDisplay({ width: 1440, height: 900 }));
  const browser = stack.use(await launchBrowser({ display: display.name }));
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(`${relay.url}/console/`);
  const csr = new CsrConsole(page);
  await csr.signIn(CSR);
  const { link } = await csr.startSession();
  const aunt = await seatHelper(stack, { name: 'Aunt Soonja', link }, { relay, size: SCREEN });
  await csr.admit('Aunt Soonja');
  await csr.request('Request to view desktop');
  await aunt.customer.allow();
  await csr.waitForPicture();

  await page.reload();
  await expect(aunt.customer.grants()).toContainText('On hold until the connection is back', {
    timeout: 15_000,
  });
  await page.getByRole('button', { name: /^Return to / }).click();
  await csr.waitForPicture();
  expect(aunt.app.windows().filter((window) => window.url().includes('/consent.html'))).toEqual([]);
  await expect(aunt.customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(1);
});

test('a customer whose window broke is back in the same place, on the same keys, and is not asked again', async () => {
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const lead = await seatConsole(stack, CSR, { relay });
  const { link } = await lead.csr.startSession();
  const aunt = await seatHelper(stack, { name: 'Aunt Soonja', link }, { relay, size: SCREEN });
  const target = stack.use(await launchTarget({ display: aunt.display.name, size: SCREEN }));
  await lead.csr.admit('Aunt Soonja');
  await lead.csr.request('Request to control desktop');
  await aunt.customer.allow();
  await lead.csr.waitForPicture();

  const url = aunt.customer.page.url();
  const processOf = () =>
    aunt.app.evaluate(({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === wanted);
      return window === undefined || window.webContents.isCrashed() ? 0 : window.webContents.getOSProcessId();
    }, url);
  const before = await processOf();
  await aunt.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === wanted);
    window?.webContents.forcefullyCrashRenderer();
  }, url);
  // It may be back before anybody has noticed.
  await expect.poll(async () => ![0, before].includes(await processOf()), { timeout: 15_000 }).toBe(true);
  await lead.csr.waitForPicture();
  await expect(lead.csr.person('Aunt Soonja')).toHaveCount(1);
  await expect(async () => {
    await forgetEvents(target.page);
    await lead.csr.click(await middleOf(target.page, 'h1', SCREEN));
    await expect
      .poll(async () => (await targetEvents(target.page)).some(({ type }) => type === 'mousedown'), {
        timeout: 1_000,
      })
      .toBe(true);
  }).toPass({ timeout: 20_000 });
  expect(await lead.csr.page.getByRole('button', { name: /^Admit/ }).count()).toBe(0);
  await lead.csr.end('');
});

test('a helper that was killed and is started again is back in the same place, and nobody is asked again', async () => {
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const lead = await seatConsole(stack, CSR, { relay });
  const { link } = await lead.csr.startSession();
  const aunt = await seatHelper(stack, { name: 'Aunt Soonja', link }, { relay, size: SCREEN });
  const target = stack.use(await launchTarget({ display: aunt.display.name, size: SCREEN }));
  await lead.csr.admit('Aunt Soonja');
  await lead.csr.request('Request to control desktop');
  await aunt.customer.allow();
  await lead.csr.waitForPicture();

  aunt.app.process().kill('SIGKILL');
  await expect(lead.csr.stage()).toContainText('was lost. Connecting again', { timeout: 15_000 });
  const { display, profile } = aunt;
  const app = await launchHelper({ display: display.name, relay: relay.url, profile: profile.path });
  stack.defer(() => app.close());
  const page = await app.firstWindow();
  const customer = new CustomerHelper(page, electronWindows(app));
  await expect(customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(1);
  await lead.csr.waitForPicture();
  await expect(lead.csr.person('Aunt Soonja')).toHaveCount(1);
  expect(await lead.csr.page.getByRole('button', { name: /^Admit/ }).count()).toBe(0);
  await expect(async () => {
    await forgetEvents(target.page);
    await lead.csr.click(await middleOf(target.page, 'h1', SCREEN));
    const pressed = async () => (await targetEvents(target.page)).some(({ type }) => type === 'mousedown');
    await expect.poll(pressed, { timeout: 1_000 }).toBe(true);
  }).toPass({ timeout: 20_000 });
  expect(app.windows().filter((window) => window.url().includes('/consent.html'))).toEqual([]);
  await page.screenshot({ path: join(PICTURES, 'helper-back.png') });
  await lead.csr.end('');
  await expect(page.getByText('The person helping you has finished.')).toBeVisible();
  expect(existsSync(join(profile.path, 'session.json'))).toBe(false);
});
