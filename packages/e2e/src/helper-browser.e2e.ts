/** The helper in an installed browser, with a real relay, a real X display and a CSR by script. */
import { readdirSync } from 'node:fs';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startDisplay, startTwoMonitors, type Display } from './displays.ts';
import { LOOPBACK_ORIGIN, openPage } from './rtc/bundle.ts';
import { launch } from './rtc/pair.ts';
import { openHelperWindows, type HelperWindows } from './support/helper-windows.ts';
import { handOn } from './support/target.ts';
import { heldOn, pointerOn } from './support/x-state.ts';
import { CSR, startRelayProcess, type RelayProgram } from './support/programs.ts';

test.skip(process.platform !== 'linux', 'the helper in the browser controls X11 desktops only');

let display: Display;
let relay: RelayProgram;
let csrBrowser: Browser;
let csr: Page;
let link: string;

test.beforeAll(async () => {
  display = await startDisplay({ width: 1280, height: 720, windowManager: true });
  relay = await startRelayProcess();
  csrBrowser = await launch();
});

test.afterAll(async () => {
  await csrBrowser.close();
  await relay[Symbol.asyncDispose]();
  await display.close();
});

test.beforeEach(async () => {
  csr = await openPage(await csrBrowser.newContext(), 'csr-page', LOOPBACK_ORIGIN);
  await csr.goto(LOOPBACK_ORIGIN);
  await csr.waitForFunction(() => 'csr' in globalThis);
  link = await csr.evaluate((options) => globalThis.csr.start(options), {
    relay: relay.url,
    email: CSR.email,
    password: CSR.password,
  });
});

test.afterEach(() => csr.context().close());

async function joined(on = display): Promise<HelperWindows> {
  const helper = await openHelperWindows({
    display: on.name,
    args: [`--join=${link}`, '--name=Grandma'],
  });
  const session = await helper.window('session');
  await session.getByRole('button', { name: 'Join', exact: true }).click();
  await csr.evaluate(() => globalThis.csr.admit());
  // Each side proves the other by itself; control is refused to whoever is not proved yet.
  await session.getByText('Safe connection').waitFor();
  return helper;
}

async function answer(helper: HelperWindows, button: 'Allow' | 'Decline'): Promise<void> {
  const consent = await helper.window('consent');
  await consent.getByRole('button', { name: button, exact: true }).click();
}

const pauseOf = () => csr.evaluate(() => globalThis.csr.view().control.paused);

/** By the epoch last told, also when the machine has said that it would not listen. */
async function sendAt(at: { x: number; y: number }, what: 'move' | 'press'): Promise<void> {
  await csr.evaluate(
    ([point, kind]) => {
      globalThis.csr.force({ kind: 'move', seq: performance.now(), at: point });
      if (kind === 'press') globalThis.csr.force({ kind: 'button', button: 'left', down: true, at: point });
    },
    [at, what] as const,
  );
}

async function centreOnScreen(page: Page, button: string): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('button', { name: button }).boundingBox();
  if (box === null) throw new Error(`no ${button}`);
  const inner = await page.evaluate(() => {
    return { x: window.screenX, y: window.screenY + window.outerHeight - window.innerHeight };
  });
  const x = inner.x + box.x + box.width / 2;
  const y = inner.y + box.y + box.height / 2;
  return { x: x / 1280, y: y / 720 };
}

/** The desktop's own programs keep things in the same folder. */
const ours = ({ folder }: HelperWindows) =>
  readdirSync(folder).filter((name) => name.startsWith('alongside'));

const accessOf = (capability: 'view-desktop' | 'control-desktop') =>
  csr.evaluate((name) => globalThis.csr.view().access[name].kind, capability);

test('the customer joins by link; asked in a window of its own, they decline, then allow, and the screen is seen', async () => {
  await using helper = await joined();
  await csr.evaluate(() => globalThis.csr.ask('view-desktop'));
  await answer(helper, 'Decline');
  await expect.poll(() => accessOf('view-desktop')).toBe('refused');
  await expect.poll(() => helper.isOpen('consent')).toBe(false);

  await csr.evaluate(() => globalThis.csr.ask('view-desktop'));
  await answer(helper, 'Allow');
  await expect.poll(() => accessOf('view-desktop')).toBe('given');
  await expect.poll(() => csr.evaluate(() => globalThis.csr.screenWidth()), { timeout: 20_000 }).toBe(1280);
  const session = await helper.window('session');
  await expect(session.getByRole('region', { name: 'What I have allowed' })).toBeVisible();
});

test('a question whose window is closed is a no', async () => {
  await using helper = await joined();
  await csr.evaluate(() => globalThis.csr.ask('control-desktop'));
  const consent = await helper.window('consent');
  await consent.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  await consent.close();
  await expect.poll(() => accessOf('control-desktop')).toBe('refused');
});

test('control reaches the desktop, never our own windows, and the panic key takes it back', async () => {
  await using helper = await joined();
  await csr.evaluate(() => globalThis.csr.ask('control-desktop'));
  await answer(helper, 'Allow');
  await expect.poll(() => accessOf('control-desktop')).toBe('given');
  const session = await helper.window('session');
  await expect(session.getByRole('status').getByRole('button', { name: 'Stop', exact: true })).toBeVisible();

  // Until the helper has looked where its windows are, nothing is let through.
  const move = async () => {
    await sendAt({ x: 0.22, y: 0.5 }, 'move');
    return await pointerOn(display.name);
  };
  await expect.poll(move).toEqual({ x: 281, y: 360 });

  const leave = await centreOnScreen(session, 'Leave session');
  await sendAt(leave, 'press');
  await expect.poll(pauseOf).toBe('own-window');
  expect(await heldOn(display.name)).toEqual({ keycodes: [], buttons: 0 });

  await session.bringToFront();
  await session.getByRole('button', { name: 'Leave session' }).focus();
  await sendAt({ x: 0.1, y: 0.2 }, 'move');
  await expect.poll(pauseOf).toBeNull();
  await csr.evaluate(() => {
    for (const down of [true, false]) globalThis.csr.force({ kind: 'key', code: 'Enter', down });
  });
  await expect.poll(pauseOf).toBe('own-window');
  await expect(session.getByRole('button', { name: 'Leave session' })).toBeVisible();

  await sendAt({ x: 0.1, y: 0.5 }, 'press');
  await expect.poll(async () => (await heldOn(display.name)).buttons).toBeGreaterThan(0);
  await handOn(display.name, 'key', 'ctrl+alt+shift+x');
  await expect.poll(() => accessOf('control-desktop')).toBe('ended');
  await expect.poll(() => heldOn(display.name)).toEqual({ keycodes: [], buttons: 0 });
  await sendAt({ x: 0.6, y: 0.6 }, 'press');
  await expect(session.getByRole('button', { name: 'Leave session' })).toBeVisible();
  expect(await heldOn(display.name)).toEqual({ keycodes: [], buttons: 0 });
});

test('of two monitors, the primary one is what is seen and what is clicked', async () => {
  await using both = await startTwoMonitors(
    { width: 1024, height: 768 },
    { width: 1280, height: 720 },
    { windowManager: true },
  );
  await using helper = await joined(both);
  await csr.evaluate(() => globalThis.csr.ask('control-desktop'));
  await answer(helper, 'Allow');
  await expect.poll(() => csr.evaluate(() => globalThis.csr.screenWidth()), { timeout: 20_000 }).toBe(1024);
  expect(await csr.evaluate(() => globalThis.csr.view().displays.length)).toBe(1);
  const move = async () => {
    await sendAt({ x: 1, y: 1 }, 'move');
    return await pointerOn(both.name);
  };
  await expect.poll(move).toEqual({ x: 1023, y: 767 });
});

test("the pages speak the customer's language, whatever the browser's own menus speak", async () => {
  await using helper = await openHelperWindows({
    display: display.name,
    args: [`--relay=${relay.url}`],
    language: 'ko_KR.UTF-8',
  });
  const session = await helper.window('session');
  expect(await session.evaluate(() => navigator.language)).toBe('ko-KR');
  await expect(session.locator('html')).toHaveAttribute('lang', 'ko');
});

test('killed outright, its windows close themselves and nothing is shared any more', async () => {
  await using helper = await joined();
  await csr.evaluate(() => globalThis.csr.ask('view-desktop'));
  await answer(helper, 'Allow');
  await expect.poll(() => accessOf('view-desktop')).toBe('given');
  helper.running.process.kill('SIGKILL');
  await expect.poll(() => helper.browser.isConnected(), { timeout: 10_000 }).toBe(false);
});

test('when it ends, the browser is gone and nothing is left behind', async () => {
  for (const end of ['signal', 'window'] as const) {
    const helper = await openHelperWindows({ display: display.name, args: [`--relay=${relay.url}`] });
    const session = await helper.window('session');
    await session.getByRole('button', { name: 'Join', exact: true }).waitFor();
    expect(ours(helper)).toHaveLength(1);
    if (end === 'signal') helper.running.process.kill('SIGTERM');
    else await session.close();
    await expect.poll(() => helper.running.process.exitCode, { timeout: 15_000 }).toBe(0);
    expect(ours(helper)).toEqual([]);
    expect(helper.browser.isConnected()).toBe(false);
    await helper[Symbol.asyncDispose]();
  }
});
