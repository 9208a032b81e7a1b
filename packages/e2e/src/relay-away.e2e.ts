/** The relay dies in mid-session: those who are connected go on, and find their places again when it is back. */
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession } from './support/session.ts';
import { forgetEvents, targetEvents } from './support/target.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1280, height: 720 };
const DOWN_MS = 8_000;
const RESUME_MS = 5_000;
/** A gap in the picture as long as this would be seen. */
const MAX_GAP_MS = 500;

test('picture and control go on while the relay is dead, and the session resumes when it returns', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr, customer } = session;
  const isControlling = async () => {
    await forgetEvents(target.page);
    await csr.click({ x: 0.1, y: 0.3 });
    await expect(async () => {
      expect((await targetEvents(target.page)).some((event) => event.type === 'mousedown')).toBe(true);
    }).toPass({ timeout: 1_000 });
  };
  await expect(isControlling).toPass({ timeout: 15_000 });
  await csr.invite();

  // Something moves on the customer's screen, so that a stopped picture shows as a gap.
  await target.page.evaluate(() => {
    const swatch = document.getElementById('swatch');
    let turn = 0;
    const move = () => {
      turn += 1;
      if (swatch !== null) swatch.style.opacity = turn % 2 === 0 ? '1' : '0.5';
      requestAnimationFrame(move);
    };
    move();
  });
  await relay.kill();
  const gap = longestGap(csr.page, DOWN_MS);
  await isControlling();
  await csr.chat('The relay is away, we are not.');
  await customer.chatLog().getByText('The relay is away, we are not.').waitFor();
  await isControlling();
  expect(await gap).toBeLessThan(MAX_GAP_MS);

  await relay.start();
  const returnedAt = Date.now();
  // A new invitation can only come from the relay, in the same session.
  await expect(async () => {
    await csr.toolbar('Invite').click();
    expect((await csr.readInvite()).link).toContain('/j/');
  }).toPass({ timeout: RESUME_MS });
  expect(Date.now() - returnedAt).toBeLessThan(RESUME_MS);
  await isControlling();
});

/** The longest time between two frames that the stage showed, in ms. */
function longestGap(page: Page, durationMs: number): Promise<number> {
  return page.evaluate(
    (duration) =>
      new Promise<number>((resolve) => {
        const video = document.querySelector('video');
        if (video === null) throw new Error('no picture');
        const startedAt = performance.now();
        let [last, longest] = [startedAt, 0];
        const look = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (now - startedAt < duration) video.requestVideoFrameCallback(look);
          else resolve(longest);
        };
        video.requestVideoFrameCallback(look);
      }),
    durationMs,
  );
}
