/** Sound and faces as a test measures them: a beep of one, heard at another; a drawn picture, read back. */
import { expect, type Page } from '@playwright/test';

/** A microphone that beeps and a camera that draws, in place of devices that a test machine lacks. */
export const FAKE_DEVICES = ['--use-fake-device-for-media-stream'];
/** The beep comes once a second. */
const LISTEN_MS = 2_500;

/** The loudest that comes from one of the voices that this page plays, within two beeps; 0 where it plays fewer. */
export function loudness(page: Page, voice = 0): Promise<number> {
  return page.evaluate(
    async ([listenMs, index]) => {
      const stream = document.querySelectorAll('audio')[index]?.srcObject;
      if (!(stream instanceof MediaStream)) return 0;
      const context = new AudioContext();
      await context.resume();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let loudest = 0;
      const until = performance.now() + listenMs;
      while (performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        analyser.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        loudest = Math.max(loudest, Math.sqrt(power));
      }
      await context.close();
      return loudest;
    },
    [LISTEN_MS, voice] as const,
  );
}

/** The drawn camera is green with a pie that turns: coloured pixels that change. */
export async function expectPattern(page: Page, name: string): Promise<void> {
  const face = page.locator(`video[aria-label="${name}"]`);
  const read = () =>
    face.evaluate((element) => {
      const canvas = document.createElement('canvas');
      canvas.width = 64;
      canvas.height = 36;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (context === null || !(element instanceof HTMLVideoElement)) throw new Error('no picture');
      context.drawImage(element, 0, 0, 64, 36);
      return [...context.getImageData(0, 0, 64, 36).data];
    });
  await expect
    .poll(
      async () => {
        const before = await read();
        await new Promise((resolve) => setTimeout(resolve, 400));
        const after = await read();
        return before.filter((value, index) => Math.abs(value - (after[index] ?? 0)) > 40).length;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(20);
}
