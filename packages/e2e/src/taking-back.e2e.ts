/** However control ends, nothing more arrives and nothing stays pressed: asked of the X server and the other program. */
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession, type JoinedSession } from './support/session.ts';
import { forgetEvents, handOn, targetEvents } from './support/target.ts';
import { heldOn } from './support/x-state.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1600, height: 1000 };
const FREE_SPOT = { x: 0.1, y: 0.4 };
/** Long enough for input that was under way to arrive. */
const QUIET_MS = 400;

type Scene = {
  readonly session: JoinedSession;
  readonly target: Page;
  readonly customerDisplay: string;
};

const endings: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'the customer revokes': ({ session }) => session.customer.stopSharing(),
  'the panic key is pressed': ({ customerDisplay }) => handOn(customerDisplay, 'key', 'ctrl+alt+shift+x'),
  'the CSR vanishes': ({ session }) => killed(session, 'console'),
  'the helper is killed': ({ session }) => killed(session, 'helper'),
  'the window that holds the connection crashes': async ({ session }) => {
    await session.helperApp.evaluate(({ BrowserWindow }, url) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === url);
      window?.webContents.forcefullyCrashRenderer();
    }, session.customer.page.url());
  },
};

for (const [name, end] of Object.entries(endings)) {
  test(`no input arrives and no key stays down after ${name}`, async () => {
    await withScene(async (scene) => {
      await holdAKey(scene);
      await end(scene);
      await expectNothingHeld(scene.customerDisplay);
      await expectNoInput(scene);
    });
  });
}

test('the hand of the customer on the mouse holds the CSR back, and frees what was pressed', async () => {
  await withScene(async (scene) => {
    await holdAKey(scene);
    await handOn(scene.customerDisplay, 'mousemove', '700', '500');
    await expectNothingHeld(scene.customerDisplay);
    await expectNoInput(scene);
    // And comes back by itself after the pause.
    await expect(async () => {
      await scene.session.csr.click(FREE_SPOT);
      expect(await presses(scene.target)).toBeGreaterThan(0);
    }).toPass({ timeout: 10_000 });
  });
});

test('the CSR cannot press anything on the windows of the helper', async () => {
  await withScene(async (scene) => {
    const { csr, customer, helperApp } = scene.session;
    const before = await customer.page.locator('body').innerText();
    for (const at of await pointsOnOwnWindows(helperApp)) {
      await csr.click({ x: at.x / SCREEN.width, y: at.y / SCREEN.height });
    }
    for (const key of ['Enter', ' ', 'Escape', 'Tab', 'Enter']) await csr.page.keyboard.press(key);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    expect(await grantCount(scene)).toBe(1);
    expect(withoutTimes(await customer.page.locator('body').innerText())).toBe(withoutTimes(before));
  });
});

async function withScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const scene = { session, target: target.page, customerDisplay: customerDisplay.name };
  // The first press gives the stage the focus and shows that control is there.
  await expect(async () => {
    await session.csr.click(FREE_SPOT);
    expect(await presses(target.page)).toBeGreaterThan(0);
  }).toPass({ timeout: 10_000 });
  await play(scene);
}

/** A modifier and a button down, as in the middle of a drag. */
async function holdAKey({ session, customerDisplay }: Scene): Promise<void> {
  const { csr } = session;
  const point = await csr.pointOf(FREE_SPOT);
  await csr.page.mouse.move(point.x, point.y);
  await csr.page.keyboard.down('Shift');
  await csr.page.mouse.down();
  await expect(async () => {
    const held = await heldOn(customerDisplay);
    expect(held.keycodes.length).toBeGreaterThan(0);
    expect(held.buttons).not.toBe(0);
  }).toPass({ timeout: 5_000 });
}

async function expectNothingHeld(display: string): Promise<void> {
  await expect(async () => {
    expect(await heldOn(display)).toEqual({ keycodes: [], buttons: 0 });
  }).toPass({ timeout: 5_000 });
}

async function expectNoInput({ session, target, customerDisplay }: Scene): Promise<void> {
  await forgetEvents(target);
  await pokeFromConsole(session);
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const seen = (await targetEvents(target)).filter(({ type }) => type === 'mousedown' || type === 'keydown');
  expect(seen).toEqual([]);
  expect(await heldOn(customerDisplay)).toEqual({ keycodes: [], buttons: 0 });
}

/** Tries everything the CSR has at hand; where the console is gone, there is nothing to try. */
async function pokeFromConsole({ csr }: JoinedSession): Promise<void> {
  if (csr.page.isClosed()) return;
  await csr.page.mouse.up();
  await csr.page.keyboard.up('Shift');
  await csr.page.mouse.click(500, 400);
  await csr.page.keyboard.press('a');
}

async function killed(session: JoinedSession, side: 'console' | 'helper'): Promise<void> {
  const app = side === 'console' ? session.consoleApp : session.helperApp;
  app.process().kill('SIGKILL');
  await app.waitForEvent('close');
}

async function presses(target: Page): Promise<number> {
  return (await targetEvents(target)).filter((event) => event.type === 'mousedown').length;
}

async function grantCount({ session }: Scene): Promise<number> {
  return session.customer
    .grants()
    .getByRole('button', { name: /^Stop sharing/ })
    .count();
}

/** A grid over every visible window of the helper, its buttons surely among them. */
async function pointsOnOwnWindows(
  helperApp: JoinedSession['helperApp'],
): Promise<{ x: number; y: number }[]> {
  const windows = await helperApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.getBounds()),
  );
  const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
  return windows.flatMap(({ x, y, width, height }) =>
    steps.flatMap((across) => steps.map((down) => ({ x: x + across * width, y: y + down * height }))),
  );
}

function withoutTimes(text: string): string {
  return text.replaceAll(/\d+:\d\d(:\d\d)?/g, '0:00').replaceAll(/\d+ (ms|s|sec|min)\b/g, '0');
}
