/** One window instead of the desktop: the CSR sees it and nothing that lies over it, and reaches nothing beside it. */
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { run } from './support/processes.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { joinedSession, type JoinedSession } from './support/session.ts';
import { forgetEvents, handOn, targetEvents } from './support/target.ts';
import type { Page } from '@playwright/test';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
const SIZE = { width: 720, height: 560 };
const RED = '#d01010';

test('one window is shared: asked, chosen, seen alone, controlled wherever it goes, over when it closes', async () => {
  await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SIZE, as: 'window' });
  const display = customerDisplay.name;
  await using session = await joinedSession(relay, { csr: csrDisplay.name, customer: display });
  const { csr, customer } = session;

  await csr.request('Request to view application');
  await customer.decline();
  await expect(csr.page.getByText('Aunt Soonja declined.')).toBeVisible();
  await csr.request('Request to view application');
  await customer.allow({ window: /Order form/ });
  const inner = await target.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const picture = await csr.waitForPicture();
  expect(Math.abs(picture.width - inner.width)).toBeLessThan(20);
  await expect(csr.stage().getByText('One window: Order form')).toBeVisible();
  await expect(customer.grants().getByText(/can see one window: Order form/)).toBeVisible();

  // Another program in front of it.
  const cover = run('xterm', ['-T', 'cover', '-bg', RED, '-geometry', '70x20+40+60'], {
    env: { DISPLAY: display },
  });
  await using _ending = { [Symbol.asyncDispose]: () => cover.close() };
  await handOn(display, 'search', '--sync', '--onlyvisible', '--name', '^cover$');
  await expectNoRed(csr);

  await csr.request('Request to control application');
  await customer.allow({ window: /Order form/ });
  await expect(customer.grants().getByText(/use one window: Order form/)).toBeVisible();
  await expectPrecise(session, target.page);
  await csr.page.keyboard.type('into the form');
  await expect(target.page.locator('#text')).toHaveValue(/into the form/);

  await handOn(display, 'search', '--name', 'Order form', 'windowmove', '700', '200');
  await expectPrecise(session, target.page);
  await handOn(display, 'search', '--name', 'Order form', 'windowsize', '--sync', '600', '640');
  await expectPrecise(session, target.page);
  await expectNoRed(csr);
  expect(cover.process.exitCode).toBeNull();

  await target.context.close();
  await expect(csr.page.getByText('Aunt Soonja stopped sharing.')).toBeVisible();
  await expect(customer.grants().getByText('Nothing. Nobody can see')).toBeVisible();
});

test('limits that the customer sets are kept and shown', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await joinedSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr, customer } = session;
  await csr.request('Request to control desktop');
  await customer.allow({ minutes: 5, mouseOnly: true });
  await csr.waitForPicture();
  await expect(csr.stage().getByText('Mouse only')).toBeVisible();
  await expect(csr.stage().getByText(/^Ends in 4:5\d$/)).toBeVisible();
  await expect(customer.grants().getByText(/Mouse only · Ends in 4:/)).toBeVisible();
  const at = await middleOfField(target.page, SCREEN);
  await expect(async () => {
    await csr.click(at);
    await expect(target.page.locator('#text')).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await csr.page.keyboard.type('not typed');
  await csr.click(at);
  await expect.poll(() => pressCount(target.page)).toBeGreaterThan(1);
  expect(await target.page.locator('#text').inputValue()).toBe('');
});

/** Where the middle of the field lies in the window is told by the window itself, wherever it is. */
async function expectPrecise({ csr }: JoinedSession, target: Page): Promise<void> {
  await expect(async () => {
    await forgetEvents(target);
    const inner = await target.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const picture = await csr.waitForPicture();
    expect(Math.abs(picture.width / picture.height - inner.width / inner.height)).toBeLessThan(0.05);
    await csr.click(await middleOfField(target, inner));
    const press = await pressOn(target);
    const wanted = await target.locator('#text').evaluate((element) => {
      const box = element.getBoundingClientRect();
      return {
        x: screenX + (outerWidth - innerWidth) / 2 + box.left + box.width / 2,
        y: screenY + (outerHeight - innerHeight) + box.top + box.height / 2,
      };
    });
    expect(press, 'a press').toBeDefined();
    expect(Math.abs((press?.x ?? 0) - wanted.x)).toBeLessThanOrEqual(4);
    expect(Math.abs((press?.y ?? 0) - wanted.y)).toBeLessThanOrEqual(4);
  }).toPass({ timeout: 40_000 });
}

/** A window that has to come to the front first takes its time. */
async function pressOn(target: Page) {
  const deadline = Date.now() + 4_000;
  for (;;) {
    const press = (await targetEvents(target)).find(({ type }) => type === 'mousedown');
    if (press !== undefined || Date.now() > deadline) return press;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function middleOfField(target: Page, size: { width: number; height: number }) {
  const box = await target.locator('#text').boundingBox();
  if (box === null) throw new Error('the target shows no field');
  return { x: (box.x + box.width / 2) / size.width, y: (box.y + box.height / 2) / size.height };
}

async function pressCount(target: Page): Promise<number> {
  return (await targetEvents(target)).filter(({ type }) => type === 'mousedown').length;
}

/** Looked at all over the picture, for as long as a leak would take to arrive. */
async function expectNoRed(csr: JoinedSession['csr']): Promise<void> {
  const until = Date.now() + 1_500;
  while (Date.now() < until) {
    for (const x of [0.05, 0.2, 0.4, 0.6, 0.8]) {
      for (const y of [0.05, 0.2, 0.4, 0.6, 0.8]) {
        const [red, green, blue] = await csr.colourAt({ x, y });
        expect(red > 150 && green < 60 && blue < 60, `red at ${x}, ${y}`).toBe(false);
      }
    }
  }
}
