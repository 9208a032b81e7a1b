/** A CSR shares files; a customer takes them, while the screen is seen they wait, and what arrives is what was sent. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { expectNoBarrier } from './support/barriers.ts';
import {
  CSR,
  electronPath,
  launchHelper,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from './support/programs.ts';
import { seatConsole } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = join(ROOT, 'test-results', 'files');
const NAME = '설치 안내 2026.pdf';
const MEGABYTE = 1_000_000;

test('files are shared, taken, paused, held back while the screen is seen, and end', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const { csr } = await seatConsole(stack, CSR, { relay });
  const { link } = await csr.startSession();
  const home = stack.use(temporaryProfile()).path;
  const aunt = await openHelper(stack, { relay: relay.url, link, home });
  await csr.admit('Aunt Soonja');
  await aunt.chatLog().waitFor();

  const source = stack.use(temporaryProfile()).path;
  const [small, big] = [randomBytes(3 * MEGABYTE), randomBytes(60 * MEGABYTE)];
  writeFileSync(join(source, 'big.bin'), big);
  await csr.toolbar('Files').click();
  const panel = csr.page.getByRole('complementary', { name: 'Files' });
  await panel.getByText('No files shared yet').waitFor();
  // By its bytes: the driver loses a file whose path is not ASCII.
  const input = panel.locator('input[type=file]');
  await input.setInputFiles({ name: NAME, mimeType: 'application/pdf', buffer: small });
  await panel.getByText(NAME).waitFor();
  await input.setInputFiles(join(source, 'big.bin'));
  await panel.getByText('big.bin').waitFor();

  const files = aunt.page.getByRole('region', { name: 'Files for you' });
  await files.getByText(NAME).waitFor();
  expect(existsSync(join(home, 'Downloads'))).toBe(false);
  await expectNoBarrier(aunt.page);
  await expectNoBarrier(csr.page);
  await files.getByRole('button', { name: `Save ${NAME}`, exact: true }).click();
  await files.getByText(`Saved as ${NAME}`).waitFor();
  expect(readFileSync(join(home, 'Downloads', NAME)).equals(small)).toBe(true);
  await panel.getByText('Aunt Soonja: saved').waitFor();

  await csr.request('Request to view desktop');
  await aunt.allow();
  await csr.waitForPicture();
  await files.getByRole('button', { name: 'Save big.bin', exact: true }).click();
  await files.getByText('Waits while your screen is shared').waitFor();
  await panel.getByText('Files wait while you see').waitFor();
  await csr.page.screenshot({ path: join(PICTURES, 'console-waits.png') });
  await aunt.page.screenshot({ path: join(PICTURES, 'helper-waits.png') });
  await panel.getByRole('button', { name: 'Stop sharing and go on' }).click();
  await files.getByRole('button', { name: 'Pause' }).click();
  await panel.getByText('Aunt Soonja: paused').waitFor();
  expect(readdirSync(join(home, 'Downloads')).toSorted()).toEqual(['big.bin.part', NAME].toSorted());
  await files.getByRole('button', { name: 'Resume' }).click();
  await files.getByText(/ of 60 MB/).waitFor();
  await aunt.page.screenshot({ path: join(PICTURES, 'helper-moving.png') });

  // The program is killed; started again, it goes on with what is there.
  await aunt.kill();
  const part = join(home, 'Downloads/big.bin.part');
  const there = statSync(part).size;
  expect(there).toBeGreaterThan(0);
  const back = await aunt.startAgain();
  const again = back.page.getByRole('region', { name: 'Files for you' });
  await again.getByText('Saved as big.bin').waitFor({ timeout: 60_000 });
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(sha256(readFileSync(join(home, 'Downloads/big.bin')))).toBe(sha256(big));

  await panel.getByRole('button', { name: 'End file transfer' }).click();
  await panel.getByText('No files shared yet').waitFor();
  await csr.end('');
  await expect(back.page.getByText(`You saved ${NAME}`)).toBeVisible();
  await back.page.screenshot({ path: join(PICTURES, 'helper-receipt.png'), fullPage: true });
  expect(readdirSync(join(home, 'Downloads')).toSorted()).toEqual(['big.bin', NAME].toSorted());
});

type Aunt = CustomerHelper & {
  readonly kill: () => Promise<void>;
  readonly startAgain: () => Promise<CustomerHelper>;
};

async function openHelper(
  stack: AsyncDisposableStack,
  { relay, link, home }: { readonly relay: string; readonly link: string; readonly home: string },
): Promise<Aunt> {
  const display = stack.use(await startDisplay({ width: 1280, height: 900, windowManager: true }));
  const profile = stack.use(temporaryProfile()).path;
  const start = async (args: readonly string[]) => {
    const app = await launchHelper({ display: display.name, relay, profile, args, env: { HOME: home } });
    stack.defer(() => app.close());
    return { app, customer: new CustomerHelper(await app.firstWindow(), electronWindows(app)) };
  };
  const { app, customer } = await start([`--join=${link}`, '--name=Aunt Soonja']);
  await customer.join();
  return Object.assign(customer, {
    async kill() {
      const gone = once(app.process(), 'exit');
      app.process().kill('SIGKILL');
      await gone;
    },
    startAgain: async () => (await start([])).customer,
  });
}
