/** *Quality*: frames and picture as chosen, automatic by what is measured, and the figures on the stage. */
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.setTimeout(90_000);

const SCREEN = { width: 1280, height: 720 };
/** A swatch of the target that changes its colour with each press. */
const SWATCH = { x: 80 / SCREEN.width, y: 660 / SCREEN.height };

test('the CSR chooses frames and picture, and sees how quick it is', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay({ width: 1700, height: 1050 });
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr } = session;
  await animate(target.page);
  const menu = csr.stage().getByRole('button', { name: 'Quality' });
  const option = (name: string | RegExp) => csr.page.getByRole('menuitemradio', { name });
  const fps = async (): Promise<number> => {
    const text = await csr
      .stage()
      .getByText(/^\d+ fps$/)
      .textContent();
    return Number.parseInt(text ?? '', 10);
  };

  await menu.click();
  await expect(option('Automatic')).toContainText('now: Sharp text', { timeout: 10_000 });
  await expect.poll(fps, { timeout: 15_000 }).toBeGreaterThan(12);
  await option('Up to 5').click();
  await expect.poll(fps, { timeout: 15_000 }).toBeLessThanOrEqual(6);
  await option('Up to 60').click();
  await option('Smooth motion').click();
  await expect(option('Smooth motion')).toBeChecked();
  await expect.poll(fps, { timeout: 15_000 }).toBeGreaterThan(12);
  await option('Sharp text').click();
  await csr.page.keyboard.press('Escape');

  await target.page.evaluate(() => document.querySelector('#moving')?.remove());
  await expect(async () => {
    const at = await csr.pointOf(SWATCH);
    await csr.page.mouse.move(at.x, at.y);
    // A hand rests before it presses.
    await csr.page.waitForTimeout(300);
    await csr.page.mouse.down();
    await csr.page.mouse.up();
    await expect(csr.stage().getByText(/^\d+ ms click to pixel$/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});

/** Something to show: a box that never rests. */
function animate(page: Page): Promise<void> {
  return page.evaluate(() => {
    const box = document.createElement('div');
    box.id = 'moving';
    box.style.cssText = 'position:fixed;top:0;width:200px;height:120px;background:#c43';
    document.body.append(box);
    let at = 0;
    const move = (): void => {
      at = (at + 9) % 1_000;
      box.style.left = `${at}px`;
      if (box.isConnected) requestAnimationFrame(move);
    };
    move();
  });
}
