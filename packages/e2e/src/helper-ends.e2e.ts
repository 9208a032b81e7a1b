/** However the helper ends, nothing of the CSR's stays pressed: asked of the X server, with a scripted CSR. */
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { electronPath, launchHelper, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { handOn } from './support/target.ts';
import { heldOn } from './support/x-state.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1280, height: 900 };
/** Away from every window of the helper. */
const FREE = { x: 0.05, y: 0.95 };
const NOTHING = { keycodes: [], buttons: 0 };

type Scene = {
  readonly csr: ScriptedCsr;
  readonly page: Page;
  readonly display: string;
  readonly app: Awaited<ReturnType<typeof launchHelper>>;
};

const endings: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'the helper is killed': async ({ app }) => void app.process().kill('SIGKILL'),
  'the session window crashes': ({ app, page }) =>
    app.evaluate(({ BrowserWindow }, url) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === url);
      window?.webContents.forcefullyCrashRenderer();
    }, page.url()),
  'the session window is closed': ({ app, page }) =>
    app.evaluate(({ BrowserWindow }, url) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL() === url)
        ?.close();
    }, page.url()),
  'the panic key is pressed': ({ display }) => handOn(display, 'key', 'ctrl+alt+shift+x'),
  'the customer stops it': ({ page }) =>
    page
      .getByRole('button', { name: /^Stop sharing/ })
      .first()
      .click(),
  'the CSR vanishes': ({ csr }) => csr.page.close(),
};

for (const [name, end] of Object.entries(endings)) {
  test(`nothing stays pressed after ${name}`, async () => {
    await using display = await startDisplay({ ...SCREEN, windowManager: true });
    await using relay = await startRelayProcess();
    await using browser = await launch();
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    using profile = temporaryProfile();
    const app = await launchHelper({
      display: display.name,
      relay: relay.url,
      profile: profile.path,
      args: [`--join=${link}`, '--name=Aunt Edna'],
    });
    const page = await app.firstWindow();
    const customer = new CustomerHelper(page, electronWindows(app));
    await customer.join();
    await csr.admit();
    await csr.ask('control-desktop');
    await customer.allow();
    await expect.poll(async () => (await csr.lastGrants())?.control.holder ?? null).not.toBeNull();
    // Input is refused until the question's window is seen to be gone, so a person presses again.
    await expect(async () => {
      await csr.do({ kind: 'button', button: 'left', down: true, at: FREE });
      await expect.poll(async () => (await heldOn(display.name)).buttons, { timeout: 1_000 }).not.toBe(0);
    }).toPass({ timeout: 10_000 });
    await end({ csr, page, display: display.name, app });
    await expect.poll(() => heldOn(display.name), { timeout: 6_000 }).toEqual(NOTHING);
    await app.close();
  });
}
