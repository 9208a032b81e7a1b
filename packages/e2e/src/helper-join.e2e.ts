/** What happens before and instead of joining: nothing by itself, one sentence for what is wrong, tries that go on. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { hasOpenssl, startSelfSigned } from './helper/self-signed.ts';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { CustomerHelper } from './support/customer.ts';
import {
  electronPath,
  launchHelper,
  ROOT,
  startRelayProcess,
  temporaryProfile,
  type RelayProgram,
} from './support/programs.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = join(ROOT, 'test-results', 'helper-join');

type Scene = {
  readonly relay: RelayProgram;
  readonly browser: Browser;
  /** The helper with these flags; its first screen. */
  readonly open: (...args: readonly string[]) => Promise<Page>;
};

async function withScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await using display = await startDisplay({ width: 1280, height: 900, windowManager: true });
  await using relay = await startRelayProcess();
  await using browser = await launch();
  await using apps = new AsyncDisposableStack();
  await play({
    relay,
    browser,
    async open(...args) {
      const profile = apps.use(temporaryProfile());
      const options = { display: display.name, relay: relay.url, profile: profile.path, args };
      const app = await launchHelper(options);
      apps.defer(() => app.close());
      const page = await app.firstWindow();
      await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
      return page;
    },
  });
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });

test('a link fills the boxes, and joining waits for the button', async () => {
  await withScene(async ({ relay, browser, open }) => {
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    const page = await open(`--join=${link}`, '--name=Aunt Edna');
    await expect(page.getByRole('textbox', { name: 'Join code' })).toHaveValue(link);
    await page.waitForTimeout(2_000);
    const { session } = await csr.page.evaluate(() => rig.state());
    expect(session?.participants).toHaveLength(1);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await csr.admit();
  });
});

test('a wrong code gets one sentence and a way to a new one, and what was typed stays', async () => {
  await withScene(async ({ open }) => {
    const page = await open();
    const customer = new CustomerHelper(page, () => Promise.reject(new Error('nobody asks yet')));
    await customer.join({ code: '0000-0000', name: 'Aunt Edna' });
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('doesn’t work any more');
    await alert.getByRole('button', { name: 'Ask for a new code' }).click();
    await expect(alert).toContainText('Please invite me again');
    await expect(page.getByRole('textbox', { name: 'Join code' })).toHaveValue('0000-0000');
    await shoot(page, 'wrong-code');
  });
});

test('a relay that is away is named, tried again by a countdown, and joined when it is back', async () => {
  await withScene(async ({ relay, browser, open }) => {
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    const page = await open(`--join=${link}`, '--name=Aunt Edna');
    await relay.kill();
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(new URL(relay.url).host);
    await expect(alert).toContainText('Trying again in');
    await expect(page.getByRole('textbox', { name: 'Join code' })).toHaveValue(link);
    await shoot(page, 'relay-away');
    await relay.start();
    await expect(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeVisible({
      timeout: 30_000,
    });
  });
});

test('a relay that nobody vouches for is shown, and reached only after Join', async () => {
  await withScene(async ({ relay, browser, open }) => {
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    // Another name for the same relay: not this machine's own, as far as the helper knows.
    const foreign = link.replace('127.0.0.1', 'relay.localhost');
    const page = await open(`--join=${foreign}`, '--name=Aunt Edna');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await expect(page.getByText('You will connect to relay.localhost')).toBeVisible();
    await page.waitForTimeout(1_000);
    expect(requests.filter((url) => url.includes('relay.localhost'))).toEqual([]);
    await shoot(page, 'foreign-relay');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop here' }).click();
    await expect(page.getByRole('heading', { name: 'You stopped' })).toBeVisible();
    await shoot(page, 'stopped');
  });
});

test('a relay whose certificate is wrong is told apart from one that is away', async () => {
  test.skip(!hasOpenssl(), 'openssl is not installed');
  await using server = await startSelfSigned();
  await withScene(async ({ open }) => {
    const link = `https://127.0.0.1:${server.port}/j/${'A'.repeat(22)}#${'b'.repeat(22)}`;
    const page = await open(`--join=${link}`, '--name=Aunt Edna');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('could not prove that it is the right one');
    await expect(page.getByRole('alert')).toContainText('Trying again in');
  });
});
