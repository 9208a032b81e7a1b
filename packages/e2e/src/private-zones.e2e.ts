/** A customer hides a window and a part of the screen: black for the CSR, wherever the window goes, and not to be clicked. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import type { CsrConsole } from './support/csr.ts';
import { run } from './support/processes.ts';
import { electronPath, launchTarget, ROOT, startRelayProcess } from './support/programs.ts';
import { controlledSession } from './support/session.ts';
import { forgetEvents, handOn, onDisplay, targetEvents } from './support/target.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'private-zones');
const SCREEN = { width: 1600, height: 900 };
const RED = '#d01010';
/** Both on the other program; the first under the area that is drawn. */
const HIDDEN = { x: 0.1, y: 0.2 };
const BESIDE = { x: 0.27, y: 0.3 };

test('what is hidden is black from then on, moves with its window, and is not clicked', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
  await using csrDisplay = await startDisplay({ width: 1700, height: 1050 });
  await using relay = await startRelayProcess();
  const display = customerDisplay.name;
  await onDisplay(display, 'xsetroot', ['-solid', '#3d5a73']);
  await using target = await launchTarget({ display, size: { width: 500, height: 400 }, as: 'window' });
  const bank = run('xterm', ['-T', 'Bank', '-bg', RED, '-geometry', '50x16+900+60'], {
    env: { DISPLAY: display },
  });
  await using _ending = { [Symbol.asyncDispose]: () => bank.close() };
  await handOn(display, 'search', '--sync', '--onlyvisible', '--name', '^Bank$');
  await using session = await controlledSession(relay, { csr: csrDisplay.name, customer: display });
  const { csr, customer } = session;
  await handOn(display, 'search', '--name', '^Bank$', 'windowmove', '900', '60', 'windowraise');
  await expect.poll(() => redIn(csr)).toBeGreaterThan(100);

  const section = customer.page.getByRole('region', { name: 'Hidden parts of my screen' });
  await section.getByRole('button', { name: 'Hide a window' }).click();
  await section.getByRole('radio', { name: 'Bank' }).check({ force: true });
  await expectNoBarrier(customer.page);
  await section.getByRole('button', { name: 'Hide this' }).click();
  await csr.page.getByText(/Aunt Soonja hides a part of the screen/).waitFor();
  await expect.poll(() => redIn(csr)).toBe(0);
  await csr.page.screenshot({ path: path.join(PICTURES, 'console.png') });
  await customer.page.screenshot({ path: path.join(PICTURES, 'helper.png') });

  await expectTunable(csr, target.page);

  // Moved about: no frame shows any of it, at any moment.
  const watching = await watchForRed(csr);
  for (const [x, y] of [
    [300, 500],
    [700, 400],
    [200, 500],
    [760, 60],
  ] as const) {
    await handOn(display, 'search', '--name', '^Bank$', 'windowmove', String(x), String(y));
    // It has arrived, and is covered there.
    const middle = { x: (x + 100) / SCREEN.width, y: (y + 100) / SCREEN.height };
    await expect.poll(() => csr.colourAt(middle)).toEqual([0, 0, 0]);
  }
  expect(await watching.most()).toBe(0);

  // An area over the other program: what lies there gets no click any more.
  await target.page.bringToFront();
  await handOn(display, 'search', '--name', 'Order form', 'windowmove', '20', '20', 'windowraise');
  await expect(async () => {
    await csr.click(HIDDEN);
    expect((await targetEvents(target.page)).some(({ type }) => type === 'mousedown')).toBe(true);
  }).toPass({ timeout: 15_000 });
  await section.getByRole('button', { name: 'Hide part of the screen' }).click();
  const box = await section.getByRole('img', { name: /Your screen as it is now/ }).boundingBox();
  if (box === null) throw new Error('there is nothing to draw on');
  const { mouse } = customer.page;
  await mouse.move(box.x + 2, box.y + 2);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3, { steps: 5 });
  await mouse.up();
  await customer.page.screenshot({ path: path.join(PICTURES, 'helper-drawing.png') });
  await section.getByRole('button', { name: 'Hide this' }).click();
  await csr.page.getByText(/hides 2 parts of the screen/).waitFor();
  await expect.poll(() => csr.colourAt(HIDDEN)).toEqual([0, 0, 0]);
  await forgetEvents(target.page);
  await csr.click(HIDDEN);
  // Input comes in order: once a later click beside it has arrived, the one before would have too.
  await csr.click(BESIDE);
  const presses = async () => (await targetEvents(target.page)).filter(({ type }) => type === 'mousedown');
  await expect.poll(async () => (await presses()).length).toBeGreaterThan(0);
  expect((await presses()).map(({ x = 0 }) => x > 0.2 * SCREEN.width)).toEqual([true]);

  // Not shown again while somebody looks.
  const again = section.getByRole('button', { name: 'Show again: Bank' });
  await expect(again).toBeDisabled();
  await customer.stopSharing();
  await again.click();
  await expect(again).toBeHidden();
});

/** How the picture is to come can be chosen of a painted one too. */
async function expectTunable(csr: CsrConsole, target: Page): Promise<void> {
  await target.evaluate(() => {
    document.body.animate([{ background: '#fff' }, { background: '#9cf' }], {
      duration: 400,
      iterations: Infinity,
    });
  });
  const fps = async (): Promise<number> =>
    Number.parseInt(
      (await csr
        .stage()
        .getByText(/^\d+ fps$/)
        .textContent()) ?? '',
      10,
    );
  await csr.stage().getByRole('button', { name: 'Quality' }).click();
  const option = (name: string) => csr.page.getByRole('menuitemradio', { name });
  await expect.poll(fps, { timeout: 15_000 }).toBeGreaterThan(8);
  await option('Up to 5').click();
  await expect.poll(fps, { timeout: 15_000 }).toBeLessThanOrEqual(6);
  await option('Up to 60').click();
  await csr.page.keyboard.press('Escape');
  await target.evaluate(() => {
    for (const animation of document.getAnimations()) animation.cancel();
  });
}

/** How many pixels of the picture that the CSR sees now are red, of a small copy of it. */
async function redIn(csr: CsrConsole): Promise<number> {
  const watching = await watchForRed(csr);
  return watching.most();
}

/** Counts in every frame that comes; the most of any of them ends it. */
async function watchForRed(csr: CsrConsole): Promise<{ most: () => Promise<number> }> {
  const watching = await csr.page.evaluateHandle(() => {
    const video = document.querySelector('video');
    const pen = new OffscreenCanvas(320, 180).getContext('2d', { willReadFrequently: true });
    if (video === null || pen === null) throw new Error('there is no picture');
    const seen = { most: 0, isOver: false };
    const look = (): void => {
      pen.drawImage(video, 0, 0, 320, 180);
      const { data } = pen.getImageData(0, 0, 320, 180);
      let red = 0;
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at] ?? 0) > 140 && (data[at + 1] ?? 0) < 80 && (data[at + 2] ?? 0) < 80) red += 1;
      }
      seen.most = Math.max(seen.most, red);
      if (!seen.isOver) video.requestVideoFrameCallback(look);
    };
    look();
    return seen;
  });
  return {
    most: () =>
      watching.evaluate((seen) => {
        seen.isOver = true;
        return seen.most;
      }),
  };
}
