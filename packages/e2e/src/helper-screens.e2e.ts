/**
 * The customer's way from the first screen to the receipt, in real Electron, with a picture of each step, none of which
 * has a serious barrier.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import {
  launchElectron,
  electronPath,
  ROOT,
  startRelayProcess,
  temporaryProfile,
  type RelayProgram,
} from './support/programs.ts';
import { _electron } from '@playwright/test';
import { screenshotDisplay } from './support/screenshot.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1280, height: 900 };
const PICTURES = join(ROOT, 'test-results', 'helper-screens');

for (const language of ['en', 'ko'] as const) {
  test(`a customer is helped from link to receipt (${language})`, async () => {
    mkdirSync(PICTURES, { recursive: true });
    await using display = await startDisplay({ ...SCREEN, windowManager: true });
    await using relay = await startRelayProcess();
    await using browser = await launch();
    const csr = await ScriptedCsr.open(browser, relay);
    const { link } = await csr.invite();
    using profile = temporaryProfile();
    const app = await launchHelper(relay, { display: display.name, profile: profile.path, link, language });
    const page = await app.firstWindow();
    const shoot = async (name: string, of: Page = page) => {
      await of.screenshot({ path: join(PICTURES, `${language}-${name}.png`) });
      // Colours, roles and names are the same in both languages.
      if (language === 'en') await expectNoBarrier(of);
    };
    const shootDisplay = (name: string) =>
      screenshotDisplay(display.name, join(PICTURES, `${language}-${name}.png`));
    try {
      await page.getByRole('textbox').nth(1).waitFor();
      await page.waitForTimeout(900);
      await shoot('1-join');
      await page.locator('button[type=submit]').click();
      await page.locator('main [role=status]').waitFor();
      await shoot('2-waiting');
      await csr.admit();
      await page.getByRole('log').waitFor();
      await page.waitForTimeout(500);
      await shoot('3-helping');
      const customer = new CustomerHelper(page, electronWindows(app));
      // The page counts a click for five seconds; the picture must not depend on one.
      if (language === 'ko') await page.waitForTimeout(6_000);
      await csr.ask('view-desktop');
      const view = await customer.consent();
      await view.getByRole('dialog').waitFor();
      await view.waitForTimeout(1_000);
      await shoot('4-consent-view', view);
      await shootDisplay('4-display');
      await view.getByRole('dialog').getByRole('button').nth(1).click();
      expect(await csr.picture()).toEqual(SCREEN);
      const banner = await customer.banner();
      await banner.getByRole('button').waitFor();
      await shoot('5-banner', banner);
      await shoot('5-viewing');
      await csr.ask('control-desktop');
      await expect.poll(() => app.windows().filter((each) => each.url().includes('consent')).length).toBe(1);
      const control = await customer.consent();
      await control.getByRole('dialog').waitFor();
      await control.waitForTimeout(1_000);
      await shoot('6-consent-control', control);
      await control.getByRole('dialog').getByRole('button').nth(1).click();
      await expect.poll(async () => (await csr.lastGrants())?.control.holder ?? null).not.toBeNull();
      await page.waitForTimeout(500);
      await shoot('7-controlled');
      await shoot('7-banner', banner);
      await shootDisplay('7-display');
      await csr.end();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await shoot('8-receipt');
    } finally {
      await shootDisplay('9-last');
      await app.close();
    }
  });
}

type HelperLaunch = {
  readonly display: string;
  readonly profile: string;
  readonly link: string;
  readonly language: 'en' | 'ko';
};

function launchHelper(relay: RelayProgram, options: HelperLaunch): Promise<ElectronApplication> {
  const { display, profile, link, language } = options;
  const name = language === 'en' ? 'Aunt Edna' : '김순자';
  const args = [`--relay=${relay.url}`, `--profile=${profile}`, `--join=${link}`, `--name=${name}`];
  const locale = language === 'en' ? 'en_US.UTF-8' : 'ko_KR.UTF-8';
  const env = { LANGUAGE: language, LANG: locale };
  return launchElectron({ entry: join(ROOT, 'apps/helper'), display, args, env });
}
