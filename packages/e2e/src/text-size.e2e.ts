/** The customer's windows at twice the usual text size, on a small screen: all can be read and pressed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { expectNothingCutOff } from './support/cut-off.ts';
import { expectReachable } from './support/keyboard.ts';
import { run } from './support/processes.ts';
import { electronPath, launchHelper, ROOT, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { screenshotDisplay } from './support/screenshot.ts';
import { handOn } from './support/target.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1280, height: 800 };
const PICTURES = join(ROOT, 'test-results', 'text-size');

const WAYS = {
  'by the keys of the program': { args: [], enlarge: enlargeByKeys },
  'by the system': { args: ['--force-device-scale-factor=2'], enlarge: () => Promise.resolve() },
} as const;

for (const [way, { args, enlarge }] of Object.entries(WAYS)) {
  test(`text is twice as large ${way}`, async () => {
    mkdirSync(PICTURES, { recursive: true });
    await using display = await startDisplay({ ...SCREEN, windowManager: true });
    const form = run('xterm', ['-T', 'the form', '-geometry', '60x20+40+100'], {
      env: { DISPLAY: display.name },
    });
    await using _ending = { [Symbol.asyncDispose]: () => form.close() };
    await using relay = await startRelayProcess();
    await using browser = await launch();
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    using profile = temporaryProfile();
    const app = await launchHelper({
      display: display.name,
      relay: relay.url,
      profile: profile.path,
      args: [`--join=${link}`, '--name=Aunt Soonja', ...args],
    });
    const page = await app.firstWindow();
    const customer = new CustomerHelper(page, electronWindows(app));
    const look = async (name: string, of: Page): Promise<void> => {
      await screenshotDisplay(display.name, join(PICTURES, `${way}-${name}.png`));
      await expectNothingCutOff(of);
      await expectOnScreen(app);
    };
    try {
      await page.getByRole('textbox', { name: 'Your name' }).waitFor();
      await enlarge(page, display.name);
      expect(await page.evaluate(() => devicePixelRatio)).toBe(2);
      await look('join', page);
      await customer.join();
      await page.locator('main [role=status]').waitFor();
      await look('waiting', page);
      await csr.admit();
      await customer.chatLog().waitFor();
      for (const capability of ['view-desktop', 'control-desktop', 'control-application'] as const) {
        await csr.ask(capability);
        const question = await customer.consent();
        await expect(question.getByRole('button', { name: 'Decline' })).toBeInViewport({ ratio: 1 });
        await expect(question.getByRole('button', { name: 'Allow', exact: true })).toBeInViewport({
          ratio: 1,
        });
        await expect(question.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
        await question.getByText('Set limits').click();
        await look(capability, question);
        await expectReachable(question);
        await customer.allow(capability === 'control-application' ? { window: 'the form' } : {});
        await expect.poll(() => questions(app)).toBe(0);
      }
      await look('banner', await customer.banner());
      await look('helping', page);
      await csr.end();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look('receipt', page);
    } finally {
      await app.close();
    }
  });
}

/** The system's own key presses: those of the driver come in behind the program. */
async function enlargeByKeys(page: Page, display: string): Promise<void> {
  for (const key of ['plus', 'minus', 'equal', 'plus', 'plus', 'plus'])
    await handOn(display, 'key', `ctrl+${key}`);
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
}

function questions(app: ElectronApplication): number {
  return app.windows().filter((each) => each.url().includes('/consent.html')).length;
}

/** No window reaches over the edge of the screen. */
async function expectOnScreen(app: ElectronApplication): Promise<void> {
  const over = await app.evaluate(({ BrowserWindow, screen }) => {
    const { workArea: area } = screen.getPrimaryDisplay();
    return BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible() && !window.webContents.getURL().includes('overlay'))
      .map((window) => window.getBounds())
      .filter(
        ({ x, y, width, height }) =>
          x < area.x || y < area.y || x + width > area.x + area.width || y + height > area.y + area.height,
      );
  });
  expect.soft(over).toEqual([]);
}
