/**
 * Click to pixel: from `pointerdown` in the viewer's page to its first animation frame in which the picture's spot has
 * flipped. The same probe runs in our console and in the floor's page; only what is between them differs.
 */
import type { Page } from '@playwright/test';

export type ClickPlan = {
  /** Where to press, in CSS pixels of the viewer's window. */
  readonly press: { readonly x: number; readonly y: number };
  /** The spot that flips, as fractions of the picture. */
  readonly spot: { readonly x: number; readonly y: number };
  readonly count: number;
};

const BETWEEN_CLICKS_MS = 120;
const FLIP_TIMEOUT_MS = 5_000;

/** Milliseconds, one per click. */
export async function measureClicks(page: Page, plan: ClickPlan): Promise<number[]> {
  await page.evaluate(installProbe, { spot: plan.spot, timeoutMs: FLIP_TIMEOUT_MS });
  const values: number[] = [];
  for (let click = 0; click < plan.count; click += 1) {
    // Armed first: a press that comes before the probe listens would be waited for for ever.
    await page.evaluate(() => window.armFlip?.());
    await press(page, plan);
    const value = await page.evaluate(() => window.flip);
    await page.mouse.up();
    if (value === undefined) throw new Error('the probe is gone');
    values.push(value);
    // Apart from the frame clock, so that presses fall anywhere within a frame.
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_CLICKS_MS + Math.random() * 33));
  }
  return values;
}

async function press(page: Page, { press: at }: ClickPlan): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
}

declare global {
  interface Window {
    /** Begins to wait for the next press. */
    armFlip?: () => void;
    /** Resolves with the time from that press to the flip, in ms. */
    flip?: Promise<number>;
  }
}

function installProbe({ spot, timeoutMs }: { spot: { x: number; y: number }; timeoutMs: number }): void {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (video === null || context === null) throw new Error('no picture to probe');
  const isBright = () => {
    context.drawImage(video, spot.x * video.videoWidth, spot.y * video.videoHeight, 1, 1, 0, 0, 1, 1);
    return (context.getImageData(0, 0, 1, 1).data[0] ?? 0) > 127;
  };
  window.armFlip = () => {
    window.flip = new Promise((resolve, reject) => {
      const before = isBright();
      const onPress = () => {
        const pressedAt = performance.now();
        const look = () => {
          if (isBright() !== before) resolve(performance.now() - pressedAt);
          else if (performance.now() - pressedAt > timeoutMs) reject(new Error('the picture did not flip'));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      window.addEventListener('pointerdown', onPress, { capture: true, once: true });
    });
  };
}
