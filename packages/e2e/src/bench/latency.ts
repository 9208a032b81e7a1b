/**
 * `npm run bench -- latency`: click to pixel at 1280×720, our console and helper alternating with bare
 * RTCPeerConnection pages that share the same screen and inject with the same driver.
 */
import type { Page } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { launchTarget, startRelayProcess, type RelayProgram } from '../support/programs.ts';
import { controlledSession, type SessionDisplays } from '../support/session.ts';
import { measureClicks } from './click-to-pixel.ts';
import { openFloor } from './floor-pair.ts';
import { jsonFileOf, median, percentile, rounded, writeReport } from './report.ts';

const SIZE = { width: 1280, height: 720 };
/** Blocks of clicks, ours and the floor's in turn; the load of the machine drifts over minutes. */
const BLOCKS = 4;
const CLICKS_PER_BLOCK = 30;
/** The first clicks of a block meet an encoder that has not settled. */
const WARM_UP_CLICKS = 5;
const PRESS = { x: 0.3, y: 0.9 };
const SPOT = { x: 80 / SIZE.width, y: 660 / SIZE.height };

await using customerDisplay = await startDisplay(SIZE);
await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
await using relay = await startRelayProcess();
await using _target = await launchTarget({ display: customerDisplay.name, size: SIZE });

const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
const values: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
for (let block = 0; block < BLOCKS; block += 1) {
  values.ours.push(...(await oursBlock(relay, displays)));
  values.floor.push(...(await floorBlock(displays)));
  process.stderr.write(`latency: block ${block + 1} of ${BLOCKS}\n`);
}

const ours = figures(values.ours);
const floor = figures(values.floor);
writeReport(
  {
    name: 'latency',
    clicks: values.ours.length,
    size: `${SIZE.width}x${SIZE.height}`,
    ours,
    floor,
    ratio: { p50: rounded(ours.p50Ms / floor.p50Ms), p90: rounded(ours.p90Ms / floor.p90Ms) },
  },
  jsonFileOf(process.argv),
);

async function oursBlock(relayProgram: RelayProgram, names: SessionDisplays): Promise<number[]> {
  await using session = await controlledSession(relayProgram, names);
  const press = await session.csr.pointOf(PRESS);
  return await clicks(session.csr.page, press);
}

async function floorBlock(names: SessionDisplays): Promise<number[]> {
  await using floorPair = await openFloor(names);
  return await clicks(floorPair.viewer, { x: PRESS.x * SIZE.width, y: PRESS.y * SIZE.height });
}

async function clicks(page: Page, press: { x: number; y: number }): Promise<number[]> {
  const count = CLICKS_PER_BLOCK + WARM_UP_CLICKS;
  return (await measureClicks(page, { press, spot: SPOT, count })).slice(WARM_UP_CLICKS);
}

function figures(samples: readonly number[]) {
  return {
    p50Ms: rounded(median(samples), 1),
    p90Ms: rounded(percentile(samples, 0.9), 1),
    clicks: samples.length,
  };
}
