/** The CSR sees the customer's real pixels, and what the CSR does lands where it was meant. */
import { expect, test } from '@playwright/test';
import { startDisplay, startTwoMonitors } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession, type JoinedSession } from './support/session.ts';
import { forgetEvents, handOn, targetEvents } from './support/target.ts';
import type { Page } from '@playwright/test';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
const CORNERS_AND_CENTRE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: 1, y: 1 },
  { x: 0.5, y: 0.5 },
] as const;
/** As the system names them, and the key that has to arrive. */
const EATEN = [
  ['ctrl+w', 'KeyW'],
  ['ctrl+r', 'KeyR'],
  ['ctrl+t', 'KeyT'],
  ['ctrl+p', 'KeyP'],
  ['ctrl+shift+i', 'KeyI'],
  ['ctrl+Tab', 'Tab'],
  ['ctrl+plus', 'Equal'],
  ['ctrl+minus', 'Minus'],
  ['ctrl+k', 'KeyK'],
  ['alt+Left', 'ArrowLeft'],
  ['alt+F4', 'F4'],
  ['F5', 'F5'],
  ['F10', 'F10'],
  ['F11', 'F11'],
  ['F12', 'F12'],
  ['Escape', 'Escape'],
  ['Menu', 'ContextMenu'],
] as const;
const TYPED = '안녕하세요 é 👍🏽';

test('clicks land on the right pixel at the corners and the centre, at two window sizes', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  await moveHelperAside(session);

  for (const size of [
    { width: 1680, height: 1030 },
    { width: 1100, height: 760 },
  ]) {
    await resizeConsole(session, size);
    await expectPrecise(session, { target: target.page, monitor: { x: 0, y: 0, ...SCREEN } });
  }
});

test('the stage shows the pixels of the customer, as they change', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });

  const picture = await session.csr.waitForPicture();
  expect(picture).toEqual(SCREEN);
  const spot = { x: 80 / SCREEN.width, y: 840 / SCREEN.height };
  for (const [colour, rgb] of [
    ['rgb(200, 30, 40)', [200, 30, 40]],
    ['rgb(20, 160, 60)', [20, 160, 60]],
  ] as const) {
    await target.page.evaluate((value) => {
      const swatch = document.getElementById('swatch');
      if (swatch !== null) swatch.style.background = value;
    }, colour);
    await expect(async () => {
      const seen = await session.csr.colourAt(spot);
      // Video has half the colour resolution and limited range; a few steps of 255 are its rounding.
      for (const [index, value] of rgb.entries())
        expect(Math.abs((seen[index] ?? 0) - value)).toBeLessThan(16);
    }).toPass({ timeout: 5_000 });
  }
});

test('Korean, accents and emoji arrive in another program as they were composed', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  await moveHelperAside(session);

  const field = target.page.locator('#text');
  const box = await field.boundingBox();
  if (box === null) throw new Error('the target shows no field');
  const at = { x: (box.x + box.width / 2) / SCREEN.width, y: (box.y + box.height / 2) / SCREEN.height };
  await expect(async () => {
    await session.csr.click(at);
    await expect(field).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await session.csr.page.keyboard.type('Hello, ');
  await session.csr.page.keyboard.insertText(TYPED);
  await expect(field).toHaveValue(`Hello, ${TYPED}`, { timeout: 10_000 });

  await test.step('an input method of the CSR composes here, and only what it made arrives, once', async () => {
    await field.fill('');
    const input = await session.csr.page.context().newCDPSession(session.csr.page);
    const compose = (text: string) =>
      input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    for (const step of ['ㅎ', '하', '한']) await compose(step);
    await input.send('Input.insertText', { text: '한' });
    // A syllable that is taken back before it was finished, and one that a click elsewhere finishes.
    for (const step of ['ㄱ', '그', 'ㄱ', '']) await compose(step);
    for (const step of ['ㄱ', '그', '글']) await compose(step);
    await session.csr.click(at);
    await expect(field).toHaveValue('한글', { timeout: 10_000 });
    await session.csr.page.waitForTimeout(300);
    await expect(field).toHaveValue('한글');
  });

  await test.step('keys on the screen are pressed there, one of them with Shift', async () => {
    await field.fill('');
    await session.csr.stage().getByRole('button', { name: 'Special keys' }).click();
    await session.csr.page.getByRole('menuitem', { name: 'On-screen keyboard' }).click();
    const board = session.csr.page.getByRole('region', { name: 'On-screen keyboard' });
    for (const name of ['Shift', 'Q ㅂ ㅃ', 'W ㅈ ㅉ', '␣', '1 !'])
      await board.getByRole('button', { name, exact: true }).click();
    await expect(field).toHaveValue('Qw 1', { timeout: 10_000 });
    await board.getByRole('button', { name: 'Close' }).click();
    await expect(board).toBeHidden();
  });

  await test.step('keys that a browser would take for itself go to the customer', async () => {
    await session.csr.click(at);
    await target.page.evaluate(() => {
      addEventListener('keydown', (event) => event.preventDefault(), true);
    });
    for (const [keys, code] of EATEN) {
      await forgetEvents(target.page);
      await handOn(csrDisplay.name, 'key', keys);
      await expect
        .poll(async () => (await targetEvents(target.page)).map((event) => `${event.type} ${event.code}`))
        .toEqual(expect.arrayContaining([`keydown ${code}`, `keyup ${code}`]));
    }
    await expect(session.csr.video()).toBeVisible();
    await expect(session.csr.page.getByRole('dialog')).toHaveCount(0);
  });
});

test('with two monitors of different size, clicks land on the one that is shared, and on each of both', async () => {
  const left = { width: 1280, height: 720 };
  const right = { width: 1024, height: 768 };
  await using customerDisplay = await startTwoMonitors(left, right);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  await moveHelperAside(session);

  for (const [index, monitor] of customerDisplay.monitors.entries()) {
    await using target = await launchTarget({ display: customerDisplay.name, size: monitor, at: monitor });
    if (index > 0) await chooseMonitor(session, index, monitor.width);
    await expectPrecise(session, { target: target.page, monitor });
  }

  const all = { x: 0, y: 0, width: left.width + right.width, height: right.height };
  await chooseMonitor(session, customerDisplay.monitors.length, all.width);
  for (const monitor of customerDisplay.monitors) {
    await using target = await launchTarget({ display: customerDisplay.name, size: monitor, at: monitor });
    const centre = { x: monitor.x + monitor.width / 2, y: monitor.y + monitor.height / 2 };
    const fraction = { x: centre.x / all.width, y: centre.y / all.height };
    await expectPrecise(session, { target: target.page, monitor: all }, [fraction]);
  }
});

type Aim = {
  readonly target: Page;
  readonly monitor: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
};

async function expectPrecise(
  { csr }: JoinedSession,
  { target, monitor }: Aim,
  fractions: readonly { x: number; y: number }[] = CORNERS_AND_CENTRE,
): Promise<void> {
  for (const fraction of fractions) {
    await expect(async () => {
      await forgetEvents(target);
      await csr.click(await insideOf(csr, fraction));
      const pressed = async () => (await targetEvents(target)).find(({ type }) => type === 'mousedown');
      // A busy machine takes its time.
      const name = `a press at ${fraction.x}, ${fraction.y}`;
      await expect.poll(pressed, { message: name, timeout: 2_000 }).toBeDefined();
      const press = await pressed();
      const expected = {
        x: monitor.x + fraction.x * (monitor.width - 1),
        y: monitor.y + fraction.y * (monitor.height - 1),
      };
      const pixel = await pixelSize(csr);
      expect(Math.abs((press?.x ?? 0) - expected.x)).toBeLessThanOrEqual(pixel);
      expect(Math.abs((press?.y ?? 0) - expected.y)).toBeLessThanOrEqual(pixel);
    }).toPass({ timeout: 15_000 });
  }
}

/** The last pixel of the picture is still inside it; its far edge is not. */
async function insideOf(csr: JoinedSession['csr'], fraction: { x: number; y: number }) {
  const [start, end] = [await csr.pointOf({ x: 0, y: 0 }), await csr.pointOf({ x: 1, y: 1 })];
  const inset = { x: 0.5 / (end.x - start.x), y: 0.5 / (end.y - start.y) };
  return {
    x: Math.min(1 - inset.x, Math.max(inset.x, fraction.x)),
    y: Math.min(1 - inset.y, Math.max(inset.y, fraction.y)),
  };
}

/** How many of the customer's pixels one pixel of the stage stands for, and one more for rounding at both ends. */
async function pixelSize(csr: JoinedSession['csr']): Promise<number> {
  const [start, end] = [await csr.pointOf({ x: 0, y: 0 }), await csr.pointOf({ x: 1, y: 1 })];
  const { width } = await csr.waitForPicture();
  return Math.ceil(width / (end.x - start.x)) + 1;
}

async function resizeConsole(
  { consoleApp }: JoinedSession,
  size: { width: number; height: number },
): Promise<void> {
  await consoleApp.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width, height });
  }, size);
}

/** Our own windows are shielded from what the CSR does, so they must not lie where this test aims. */
async function moveHelperAside({ helperApp, customer }: JoinedSession): Promise<void> {
  await helperApp.evaluate(({ BrowserWindow }, url) => {
    const shown = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL() === url);
    shown?.setBounds({ x: 120, y: 40, width: 420, height: 600 });
  }, customer.page.url());
}

async function chooseMonitor({ csr }: JoinedSession, index: number, width: number): Promise<void> {
  await csr.page.getByRole('button', { name: 'Monitor' }).click();
  await csr.page.getByRole('menuitemradio').nth(index).click();
  await csr.page.waitForFunction((wide) => document.querySelector('video')?.videoWidth === wide, width);
}
