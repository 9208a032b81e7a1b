/** A customer hides a window and a part of the screen: black for the CSR, wherever the window goes, and not to be clicked. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import type { CsrConsole } from './support/csr.ts';
import { run } from './support/processes.ts';
import { electronPath, launchTarget, ROOT, startRelayProcess } from './support/programs.ts';
import { controlledSession } from './support/session.ts';
import { forgetEvents, handOn, targetEvents } from './support/target.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'private-zones');
const SCREEN = { width: 1600, height: 900 };
const RED = '#d01010';

test('what is hidden is black from then on, moves with its window, and is not clicked', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
  await using csrDisplay = await startDisplay({ width: 1700, height: 1050 });
  await using relay = await startRelayProcess();
  const display = customerDisplay.name;
  await using target = await launchTarget({ display, size: { width: 500, height: 400 }, as: 'window' });
  const bank = run('xterm', ['-T', 'Bank', '-bg', RED, '-geometry', '50x16+900+60'], {
    env: { DISPLAY: display },
  });
  await using _ending = { [Symbol.asyncDispose]: () => bank.close() };
  await handOn(display, 'search', '--sync', '--onlyvisible', '--name', '^Bank$');
  await using session = await controlledSession(relay, { csr: csrDisplay.name, customer: display });
  const { csr, customer } = session;
  await handOn(display, 'search', '--name', '^Bank$', 'windowmove', '900', '60', 'windowraise');
  await expect.poll(() => redIn(csr)).toBeGreaterThan(0.01);

  const section = customer.page.getByRole('region', { name: 'Hidden parts of my screen' });
  await section.getByRole('button', { name: 'Hide a window' }).click();
  await section.getByRole('radio', { name: 'Bank' }).check({ force: true });
  await expectNoBarrier(customer.page);
  await section.getByRole('button', { name: 'Hide this' }).click();
  await csr.page.getByText(/Aunt Soonja hides a part of the screen/).waitFor();
  await expect.poll(() => redIn(csr)).toBe(0);
  await csr.page.screenshot({ path: path.join(PICTURES, 'console.png') });
  await customer.page.screenshot({ path: path.join(PICTURES, 'helper.png') });

  // Moved about: no frame shows any of it, at any moment.
  const watching = watchForRed(csr);
  for (const [x, y] of [
    [300, 300],
    [1000, 400],
    [200, 80],
    [900, 60],
  ]) {
    await handOn(display, 'search', '--name', '^Bank$', 'windowmove', String(x), String(y));
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  expect(await watching).toBe(0);

  // An area over the other program: what lies there gets no click any more.
  await target.page.bringToFront();
  await handOn(display, 'search', '--name', 'Order form', 'windowmove', '20', '20', 'windowraise');
  await expect(async () => {
    await csr.click({ x: 0.15, y: 0.2 });
    expect((await targetEvents(target.page)).some(({ type }) => type === 'mousedown')).toBe(true);
  }).toPass({ timeout: 15_000 });
  await section.getByRole('button', { name: 'Hide part of the screen' }).click();
  const box = await section.getByRole('img', { name: /Your screen as it is now/ }).boundingBox();
  if (box === null) throw new Error('there is nothing to draw on');
  const { mouse } = customer.page;
  await mouse.move(box.x + 2, box.y + 2);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.45, box.y + box.height * 0.7, { steps: 5 });
  await mouse.up();
  await customer.page.screenshot({ path: path.join(PICTURES, 'helper-drawing.png') });
  await section.getByRole('button', { name: 'Hide this' }).click();
  await csr.page.getByText(/hides 2 parts of the screen/).waitFor();
  await expect.poll(() => csr.colourAt({ x: 0.15, y: 0.2 })).toEqual([0, 0, 0]);
  await forgetEvents(target.page);
  await csr.click({ x: 0.15, y: 0.2 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await targetEvents(target.page)).filter(({ type }) => type === 'mousedown')).toEqual([]);

  // Not shown again while somebody looks.
  const again = section.getByRole('button', { name: 'Show again: Bank' });
  await expect(again).toBeDisabled();
  await customer.stopSharing();
  await again.click();
  await expect(again).toBeHidden();
});

/** The share of red pixels in the picture that the CSR sees now. */
async function redIn(csr: CsrConsole): Promise<number> {
  return csr.page.evaluate(() => {
    const video = document.querySelector('video');
    const pen = new OffscreenCanvas(320, 180).getContext('2d');
    if (video === null || pen === null) throw new Error('there is no picture');
    pen.drawImage(video, 0, 0, 320, 180);
    const { data } = pen.getImageData(0, 0, 320, 180);
    let red = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] ?? 0) > 140 && (data[at + 1] ?? 0) < 80 && (data[at + 2] ?? 0) < 80) red += 1;
    }
    return red / (320 * 180);
  });
}

/** The most of any frame that comes in the next seconds. */
async function watchForRed(csr: CsrConsole): Promise<number> {
  return csr.page.evaluate(async () => {
    const video = document.querySelector('video');
    const pen = new OffscreenCanvas(320, 180).getContext('2d', { willReadFrequently: true });
    if (video === null || pen === null) throw new Error('there is no picture');
    let most = 0;
    const look = (): void => {
      pen.drawImage(video, 0, 0, 320, 180);
      const { data } = pen.getImageData(0, 0, 320, 180);
      let red = 0;
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at] ?? 0) > 140 && (data[at + 1] ?? 0) < 80 && (data[at + 2] ?? 0) < 80) red += 1;
      }
      most = Math.max(most, red);
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    return most;
  });
}
