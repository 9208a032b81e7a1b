/**
 * `npm run bench -- bad-network`: both sides meet by a TURN server on a line that is 100 ms late and loses 5 % of all
 * datagrams, in each direction. Click to pixel, frames seen of scrolling text, how often the connection broke, and how
 * long the picture is away after the line was cut for some seconds; ours alternating with bare RTCPeerConnection pages.
 * The relay's own socket is not touched: this is about the peers. Needs `turnserver`.
 */
import type { Page } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { launchTarget, startRelayProcess, type RelayProgram } from '../support/programs.ts';
import { controlledSession, type SessionDisplays } from '../support/session.ts';
import { openBadLine, type BadLine } from './bad-line.ts';
import { measureClicks } from './click-to-pixel.ts';
import { openFloor } from './floor-pair.ts';
import { findInHeap } from './heap.ts';
import { framesSeen, received, roundTripMs, watchFrames } from './picture.ts';
import { wait } from './relay-load.ts';
import { jsonFileOf, median, percentile, rounded, writeReport } from './report.ts';

const SIZE = { width: 1280, height: 720 };
const LINE = { delayMs: 100, loss: 0.05 };
const ROUNDS = 2;
const CLICKS = 30;
/** The first ones meet a line whose capacity is not known yet. */
const WARM_UP_CLICKS = 5;
const SCROLL_MS = 10_000;
const CUT_MS = 5_000;
const BACK_TIMEOUT_MS = 40_000;
const PRESS = { x: 0.3, y: 0.9 };
const SPOT = { x: 80 / SIZE.width, y: 660 / SIZE.height };

type Sample = {
  readonly clicks: readonly number[];
  readonly fps: number;
  readonly mbitPerS: number;
  readonly rttMs: number;
  /** Times that the connection said it had lost the other side, before the line was cut. */
  readonly broken: number;
  readonly backMs: number;
};

declare global {
  interface Window {
    timesBroken?: number;
  }
}

await using customerDisplay = await startDisplay(SIZE);
await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
await using line = await openBadLine(LINE);
await using relay = await startRelayProcess({
  env: { TURN_URL: line.url, TURN_SECRET: line.secret, TURN_ONLY: '1' },
});

const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
const samples: { ours: Sample[]; floor: Sample[] } = { ours: [], floor: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  samples.ours.push(await oursSample(relay, displays));
  samples.floor.push(await floorSample(line, displays));
  process.stderr.write(`bad-network: round ${round + 1} of ${ROUNDS}\n`);
}

const [ours, floor] = [figures(samples.ours), figures(samples.floor)];
writeReport(
  {
    name: 'bad-network',
    rounds: ROUNDS,
    line: LINE,
    ours,
    floor,
    ratio: { p50: rounded(ours.p50Ms / floor.p50Ms), p95: rounded(ours.p95Ms / floor.p95Ms) },
  },
  jsonFileOf(process.argv),
);

async function oursSample(relayProgram: RelayProgram, names: SessionDisplays): Promise<Sample> {
  await using target = await launchTarget({ display: names.customer, size: SIZE });
  await using session = await controlledSession(relayProgram, names);
  const { csr } = session;
  await target.page.bringToFront();
  return await sample(csr.page, await csr.pointOf(PRESS));
}

async function floorSample({ ice }: BadLine, names: SessionDisplays): Promise<Sample> {
  await using _target = await launchTarget({ display: names.customer, size: SIZE });
  await using pair = await openFloor(names, ice);
  return await sample(pair.viewer, { x: PRESS.x * SIZE.width, y: PRESS.y * SIZE.height });
}

async function sample(viewer: Page, press: { x: number; y: number }): Promise<Sample> {
  await findInHeap(viewer, 'foundConnections');
  await viewer.evaluate(countBreaks);
  const clicks = await measureClicks(viewer, { press, spot: SPOT, count: CLICKS + WARM_UP_CLICKS });
  const moving = await whileScrolling(viewer);
  const broken = (await viewer.evaluate(() => window.timesBroken)) ?? 0;
  return { clicks: clicks.slice(WARM_UP_CLICKS), ...moving, broken, backMs: await backAfterCut(viewer) };
}

function countBreaks(): void {
  window.timesBroken = 0;
  for (const connection of window.foundConnections ?? []) {
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState !== 'connected') window.timesBroken = (window.timesBroken ?? 0) + 1;
    });
  }
}

async function whileScrolling(viewer: Page) {
  await using target = await launchTarget({ display: displays.customer, size: SIZE, name: 'scroll' });
  await watchFrames(viewer);
  const [before, startedAt] = [await received(viewer), performance.now()];
  await target.page.evaluate((ms) => window.scrollFor?.(ms), SCROLL_MS);
  const [frames, after] = [await framesSeen(viewer), await received(viewer)];
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    fps: frames.length / seconds,
    mbitPerS: ((after.bytes - before.bytes) * 8) / 1e6 / seconds,
    rttMs: await roundTripMs(viewer),
  };
}

/** From the moment when the line is whole again to the first frame. */
async function backAfterCut(viewer: Page): Promise<number> {
  line.cut(true);
  await wait(CUT_MS);
  line.cut(false);
  return viewer.evaluate(nextFrame, BACK_TIMEOUT_MS);
}

/** A connection made anew may bring its picture in another element. */
function nextFrame(timeoutMs: number): Promise<number> {
  const since = performance.now();
  const watched = new WeakSet<HTMLVideoElement>();
  return new Promise((resolve, reject) => {
    const look = setInterval(() => {
      const video = document.querySelector('video');
      if (performance.now() - since > timeoutMs) {
        clearInterval(look);
        reject(new Error('the picture did not come back'));
      } else if (video !== null && !watched.has(video)) {
        watched.add(video);
        video.requestVideoFrameCallback((now) => {
          clearInterval(look);
          resolve(now - since);
        });
      }
    }, 10);
  });
}

function figures(all: readonly Sample[]) {
  const clicks = all.flatMap((one) => one.clicks);
  return {
    p50Ms: rounded(percentile(clicks, 0.5), 0),
    p95Ms: rounded(percentile(clicks, 0.95), 0),
    fps: rounded(median(all.map(({ fps }) => fps)), 1),
    mbitPerS: rounded(median(all.map(({ mbitPerS }) => mbitPerS))),
    rttMs: rounded(median(all.map(({ rttMs }) => rttMs)), 0),
    broken: all.reduce((total, one) => total + one.broken, 0),
    backMs: rounded(Math.max(...all.map(({ backMs }) => backMs)), 0),
  };
}
