/**
 * `npm run bench -- scroll`: small text scrolls on the customer's display, then stands still. Frames a second that the
 * viewer saw, Mbit/s that they cost, and how like the display the picture is two seconds after; at 1280×720 and
 * 1920×1080, our console and helper alternating with bare RTCPeerConnection pages.
 */
import type { Page } from '@playwright/test';
import { startDisplay, type Size } from '../displays.ts';
import { launchTarget, startRelayProcess, type RelayProgram } from '../support/programs.ts';
import { controlledSession, type SessionDisplays } from '../support/session.ts';
import { onDisplay } from '../support/target.ts';
import { openFloor } from './floor-pair.ts';
import { findInHeap } from './heap.ts';
import { framesSeen, likenessOf, received, watchFrames } from './picture.ts';
import { wait } from './relay-load.ts';
import { jsonFileOf, median, rounded, writeReport, type Figures } from './report.ts';

const SIZES: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** The encoder settles on what the line carries. */
const WARM_UP_MS = 3_000;
const SCROLL_MS = 8_000;
const STILL_MS = 2_000;

type Sample = {
  readonly fps: number;
  readonly mbitPerS: number;
  readonly ssim: number;
  readonly codec: string;
};
type Run = { readonly viewer: Page; readonly display: string; readonly target: Page };

declare global {
  interface Window {
    /** Of the scrolling program. */
    scrollFor?: (ms: number) => Promise<void>;
    scrollBack?: () => void;
  }
}

await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
await using relay = await startRelayProcess();

const [ours, floor]: [Record<string, number | string>, Record<string, number | string>] = [{}, {}];
const ratio: Record<string, number> = {};
for (const size of SIZES) {
  const label = `${size.width}x${size.height}`;
  const samples = await samplesAt(size, relay);
  const [mine, bare] = [figures(samples.ours), figures(samples.floor)];
  for (const [name, value] of Object.entries(mine)) ours[`${label}.${name}`] = value;
  for (const [name, value] of Object.entries(bare)) floor[`${label}.${name}`] = value;
  ratio[`${label}.fps`] = rounded(mine.fps / bare.fps);
  ratio[`${label}.mbitPerS`] = rounded(mine.mbitPerS / bare.mbitPerS);
}
writeReport(
  { name: 'scroll', rounds: ROUNDS, scrollMs: SCROLL_MS, ours, floor, ratio },
  jsonFileOf(process.argv),
);

async function samplesAt(size: Size, relayProgram: RelayProgram) {
  await using display = await startDisplay(size);
  await using target = await launchTarget({ display: display.name, size, name: 'scroll' });
  const displays = { csr: csrDisplay.name, customer: display.name };
  const samples: { ours: Sample[]; floor: Sample[] } = { ours: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.ours.push(await oursSample(relayProgram, displays, target.page));
    samples.floor.push(await floorSample(displays, target.page));
    process.stderr.write(`scroll: ${size.width}x${size.height}, round ${round + 1} of ${ROUNDS}\n`);
  }
  return samples;
}

async function oursSample(
  relayProgram: RelayProgram,
  displays: SessionDisplays,
  target: Page,
): Promise<Sample> {
  await using session = await controlledSession(relayProgram, displays);
  // Nothing of ours may lie over the text, since nothing does at the floor.
  await onDisplay(displays.customer, 'xdotool', [
    'search',
    '--onlyvisible',
    '--class',
    'chromium',
    'windowraise',
  ]);
  return await sample({ viewer: session.csr.page, display: displays.customer, target });
}

async function floorSample(displays: SessionDisplays, target: Page): Promise<Sample> {
  await using pair = await openFloor(displays);
  return await sample({ viewer: pair.viewer, display: displays.customer, target });
}

async function sample({ viewer, display, target }: Run): Promise<Sample> {
  await findInHeap(viewer, 'foundConnections');
  await target.evaluate(() => window.scrollBack?.());
  await scroll(target, WARM_UP_MS);
  await watchFrames(viewer);
  const [before, startedAt] = [await received(viewer), performance.now()];
  await scroll(target, SCROLL_MS);
  const [frames, after] = [await framesSeen(viewer), await received(viewer)];
  const seconds = (performance.now() - startedAt) / 1000;
  await wait(STILL_MS);
  return {
    fps: frames.length / seconds,
    mbitPerS: ((after.bytes - before.bytes) * 8) / 1e6 / seconds,
    ssim: await likenessOf(viewer, display),
    codec: after.codec,
  };
}

async function scroll(target: Page, ms: number): Promise<void> {
  await target.evaluate((time) => window.scrollFor?.(time), ms);
}

function figures(samples: readonly Sample[]) {
  return {
    fps: rounded(median(samples.map(({ fps }) => fps)), 1),
    mbitPerS: rounded(median(samples.map(({ mbitPerS }) => mbitPerS)), 2),
    ssim: rounded(median(samples.map((one) => one.ssim)), 4),
    codec: samples[0]?.codec ?? 'none',
  } satisfies Figures;
}
