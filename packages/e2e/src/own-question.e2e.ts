/** A CSR cannot answer the question about control for the customer, by mouse or by keyboard. */
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { ScriptedCsr } from './helper/scripted-csr.ts';
import { launch } from './rtc/pair.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { electronPath, launchHelper, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { heldOn } from './support/x-state.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1280, height: 900 };
/** Longer than *Allow* is dead at first. */
const ALIVE_MS = 1_200;
const QUIET_MS = 500;

test('a question stays unanswered whatever the CSR presses', async () => {
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
  try {
    const customer = new CustomerHelper(await app.firstWindow(), electronWindows(app));
    await customer.join();
    await csr.admit();
    await csr.ask('view-desktop');
    await customer.allow();
    await expect.poll(async () => (await csr.lastGrants())?.grants.length).toBe(1);
    // The window of the first question is gone before the second one is looked for.
    await expect.poll(() => app.windows().some((page) => page.url().includes('/consent.html'))).toBe(false);

    await csr.ask('control-desktop');
    const question = await customer.consent();
    await question.getByRole('dialog').waitFor();
    await new Promise((resolve) => setTimeout(resolve, ALIVE_MS));
    for (const name of ['Allow all actions this session', 'Allow', 'Decline'] as const) {
      await pressOn(csr, await placeOf(question, name));
    }
    for (const code of ['Tab', 'Enter', 'Space', 'Escape'] as const) {
      await csr.do({ kind: 'key', code, down: true });
      await csr.do({ kind: 'key', code, down: false });
    }
    await csr.do({ kind: 'text', text: ' \n' });
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));

    await expect(question.getByRole('dialog')).toBeVisible();
    await expect(question.getByRole('checkbox')).not.toBeChecked();
    expect((await csr.lastGrants())?.grants.map(({ capability }) => capability)).toEqual(['view-desktop']);
    expect(await heldOn(display.name)).toEqual({ keycodes: [], buttons: 0 });
    // And the customer still can.
    await customer.decline();
    await expect
      .poll(async () => (await csr.heard('consent.answer')).map(({ outcome }) => outcome))
      .toEqual(['allowed', 'declined']);
  } finally {
    await app.close();
  }
});

async function pressOn(csr: ScriptedCsr, at: { x: number; y: number }): Promise<void> {
  await csr.do({ kind: 'move', seq: Math.round(performance.now()), at });
  await csr.do({ kind: 'button', button: 'left', down: true, at });
  await csr.do({ kind: 'button', button: 'left', down: false, at });
}

/** The middle of a control of the question, as a fraction of the display. */
async function placeOf(question: Page, name: string): Promise<{ x: number; y: number }> {
  const control = question
    .getByLabel(name, { exact: true })
    .or(question.getByRole('button', { name, exact: true }));
  const pixel = await control.first().evaluate((element) => {
    const box = element.getBoundingClientRect();
    const frame = {
      x: (window.outerWidth - window.innerWidth) / 2,
      y: window.outerHeight - window.innerHeight,
    };
    return {
      x: window.screenX + frame.x + box.left + box.width / 2,
      y: window.screenY + frame.y + box.top + box.height / 2,
    };
  });
  return { x: pixel.x / SCREEN.width, y: pixel.y / SCREEN.height };
}
