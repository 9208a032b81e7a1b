/** Joining in a browser, as the relay serves it: choice, question in the page, the browser's own picker, no control. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, test, type Browser } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { ROOT, SANDBOX_FLAGS, startRelayProcess } from './support/programs.ts';

const PICTURES = join(ROOT, 'test-results', 'browser-join');
const SIZE = { width: 900, height: 860 };

for (const language of ['en', 'ko'] as const) {
  test(`a customer joins in the browser and shows a screen (${language})`, async () => {
    mkdirSync(PICTURES, { recursive: true });
    await using relay = await startRelayProcess();
    await using browser = await launch();
    await using display = await startDisplay({ width: 1280, height: 960 });
    await using customers = await launchCustomer(display.name);
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    const context = await customers.newContext({ locale: language, viewport: SIZE });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('response', (answer) => void (answer.status() >= 400 && errors.push(answer.url())));
    page.on('console', (line) => void (line.type() === 'error' && errors.push(line.text())));
    const shoot = (name: string) => page.screenshot({ path: join(PICTURES, `${language}-${name}.png`) });

    await page.goto(link);
    const open = page.locator('a[href^="alongside-helper://join/"]');
    await open.waitFor();
    expect(page.url()).not.toContain('#');
    await page.getByText('Kim Minji').first().waitFor();
    await shoot('1-choice');
    if (language === 'en') await expectNoBarrier(page);
    await page.locator('main button').first().click();
    await page.locator('input').nth(1).fill('Aunt Edna');
    await shoot('2-join');
    await page.locator('button[type=submit]').click();
    await csr.admit();
    await page.getByRole('log').waitFor();
    const [hello] = (await csr.page.evaluate(() => rig.state())).peers.map((peer) => peer.hello);
    expect(hello).toMatchObject({ machine: { captureProblem: null, inputProblem: 'unsupported' } });

    await csr.ask('control-desktop');
    await expect.poll(async () => (await csr.heard('consent.answer')).at(-1)?.outcome).toBe('not-possible');
    await csr.ask('view-desktop');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.waitForTimeout(900);
    await shoot('3-consent');
    await dialog.getByRole('button').nth(1).click();
    expect((await csr.picture()).width).toBeGreaterThan(0);
    await shoot('4-showing');
    await page.getByRole('region').getByRole('button').first().click();
    await expect.poll(async () => (await csr.lastGrants())?.grants.length).toBe(0);
    await page.locator('footer button').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot('5-receipt');
    expect(errors).toEqual([]);
  });
}

test('a page that is loaded anew is back in its place, without being admitted again', async () => {
  await using relay = await startRelayProcess();
  await using browser = await launch();
  await using display = await startDisplay({ width: 1280, height: 960 });
  await using customers = await launchCustomer(display.name);
  const csr = await ScriptedCsr.open(browser, relay);
  const { link } = await csr.invite();
  const page = await (await customers.newContext({ locale: 'en', viewport: SIZE })).newPage();
  await page.goto(link);
  await page.locator('main button').first().click();
  await page.locator('input').nth(1).fill('Aunt Edna');
  await page.locator('button[type=submit]').click();
  await csr.admit();
  await page.getByRole('log').waitFor();
  const keysOf = async () => (await csr.page.evaluate(() => rig.state())).peers.map(({ keys }) => keys);
  const [before] = await keysOf();

  await page.reload();
  await page.getByRole('log').waitFor();
  await expect
    .poll(async () => (await csr.page.evaluate(() => rig.state())).peers[0]?.state, { timeout: 30_000 })
    .toBe('connected');
  expect(await keysOf()).toEqual([before]);
  await csr.ask('view-desktop');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const allow = dialog.getByRole('button', { name: 'Allow', exact: true });
  await expect(allow).toBeEnabled();
  await allow.click();
  expect((await csr.picture()).width).toBeGreaterThan(0);

  await page.locator('footer button').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.reload();
  await expect(page.getByRole('log')).toHaveCount(0);
});

/** Picks a screen in the browser's own dialog by itself. */
function launchCustomer(display: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: false,
    env: { ...process.env, DISPLAY: display, LANGUAGE: 'en' },
    args: [
      ...SANDBOX_FLAGS,

      '--auto-select-desktop-capture-source=Entire screen',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  });
}
