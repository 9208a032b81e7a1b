/**
 * What a viewer's page gets and shows: the frames that were composed, the bytes that came for them, and the picture
 * itself. The same for our console and for the floor, whose connections are found in the page's heap (heap.ts).
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { screenshotDisplay } from '../support/screenshot.ts';
import { temporaryProfile } from '../support/programs.ts';
import { ssim, type GreyPicture } from './ssim.ts';

declare global {
  interface Window {
    /** When each frame was composed, from `watchFrames` on, `performance.now()`. */
    frameTimes?: number[];
  }
}

export type Received = { readonly bytes: number; readonly frames: number; readonly codec: string };

/** Of the one screen that comes in; the connections have to be found before. */
export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    for (const connection of window.foundConnections ?? []) {
      const report = await connection.getStats();
      const entries: Record<string, unknown>[] = [];
      report.forEach((entry: Record<string, unknown>) => entries.push(entry));
      const screen = entries.find(
        (entry) =>
          entry['type'] === 'inbound-rtp' && entry['kind'] === 'video' && Number(entry['framesDecoded']) > 0,
      );
      if (screen === undefined) continue;
      const codec = entries.find(({ id }) => id === screen['codecId']);
      return {
        bytes: Number(screen['bytesReceived']) + Number(screen['headerBytesReceived']),
        frames: Number(screen['framesDecoded']),
        codec: String(codec?.['mimeType']).replace(/^video\//, ''),
      };
    }
    throw new Error('no screen comes in');
  });
}

/** Of the way that the connection takes now, in ms. */
export function roundTripMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (const connection of window.foundConnections ?? []) {
      const trips: number[] = [];
      (await connection.getStats()).forEach((entry: Record<string, unknown>) => {
        if (entry['type'] === 'candidate-pair' && entry['nominated'] === true)
          trips.push(Number(entry['currentRoundTripTime']) * 1000);
      });
      const [trip] = trips;
      if (trip !== undefined) return trip;
    }
    throw new Error('no way to the other side');
  });
}

export function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const video = document.querySelector('video');
    if (video === null) throw new Error('no picture to watch');
    const times: number[] = [];
    window.frameTimes = times;
    const keep = (now: number): void => {
      if (window.frameTimes !== times) return;
      times.push(now);
      video.requestVideoFrameCallback(keep);
    };
    video.requestVideoFrameCallback(keep);
  });
}

export async function framesSeen(page: Page): Promise<readonly number[]> {
  return (await page.evaluate(() => window.frameTimes)) ?? [];
}

/** How like the display is what the page shows of it, from 0 to 1; both are read while they stand still. */
export async function likenessOf(page: Page, display: string): Promise<number> {
  using folder = temporaryProfile('alongside-bench-');
  const file = `${folder.path}/display.png`;
  await screenshotDisplay(display, file);
  const png = readFileSync(file).toString('base64');
  return ssim(await greyOf(page, null), await greyOf(page, png));
}

/** Of the picture that is given as PNG in base64, or else of the page's video. */
async function greyOf(page: Page, png: string | null): Promise<GreyPicture> {
  const { width, height, luma } = await page.evaluate(readGrey, png);
  return { width, height, luma: Buffer.from(luma, 'base64') };
}

async function readGrey(png: string | null): Promise<{ width: number; height: number; luma: string }> {
  const letters = atob(png ?? '');
  const file = new Blob([Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0)]);
  const source = png === null ? document.querySelector('video') : await createImageBitmap(file);
  if (source === null) throw new Error('no picture');
  const isVideo = source instanceof HTMLVideoElement;
  const [width, height] = isVideo ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let luma = '';
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    luma += String.fromCodePoint(Math.round(0.299 * red + 0.587 * green + 0.114 * blue));
  }
  return { width, height, luma: btoa(luma) };
}
