/**
 * `npm run bench -- input-load`: click to pixel at 1280×720 while the same connection carries something else: lines
 * being drawn, a flood of chat, a file that the customer takes, a saturated bulk channel towards the customer and from
 * there. The floor is the same session with nothing beside the clicks; all in turn, several times.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisplay } from '../displays.ts';
import { launchTarget, startRelayProcess } from '../support/programs.ts';
import { controlledSession } from '../support/session.ts';
import { LOADS, prepareLoads, startLoad, type Load } from './channel-load.ts';
import { measureClicks } from './click-to-pixel.ts';
import { wait } from './relay-load.ts';
import { jsonFileOf, percentile, rounded, writeReport } from './report.ts';

const SIZE = { width: 1280, height: 720 };
const ROUNDS = 4;
const CLICKS = 20;
/** A load is under way this long before the first click, and the line is empty again this long after the last. */
const SETTLE_MS = 1_500;
const PRESS = { x: 0.3, y: 0.9 };
const SPOT = { x: 80 / SIZE.width, y: 660 / SIZE.height };

await using customerDisplay = await startDisplay(SIZE);
await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
const folder = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
const site = join(folder, 'site.json');
writeFileSync(site, JSON.stringify({ files: { advanced: false, maxFileMb: 10_240, whileSharing: true } }));
await using relay = await startRelayProcess({ args: ['--site', site] });
await using _target = await launchTarget({ display: customerDisplay.name, size: SIZE });
await using session = await controlledSession(
  relay,
  { csr: csrDisplay.name, customer: customerDisplay.name },
  { helperEnv: { HOME: folder } },
);
const { csr, customer } = session;
const pages = { csr: csr.page, customer: customer.page };
await prepareLoads(pages);
const startFile = await offerFile();

const quiet: number[] = [];
const ALL = [...LOADS, 'file'] as const;
type AnyLoad = Load | 'file';
const loaded: Record<AnyLoad, number[]> = { drawing: [], chat: [], file: [], bulkUp: [], bulkDown: [] };
const carried: Record<AnyLoad, number[]> = { drawing: [], chat: [], file: [], bulkUp: [], bulkDown: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  quiet.push(...(await clicks()));
  for (const load of ALL) {
    const end = load === 'file' ? await startFile() : await startLoad(pages, load);
    loaded[load].push(...(await clicks()));
    carried[load].push(await end());
  }
  process.stderr.write(`input-load: round ${round + 1} of ${ROUNDS}\n`);
}

const floor = figures(quiet);
const ours: Record<string, number> = {};
const ratio: Record<string, number> = {};
for (const load of ALL) {
  const { p50Ms, p95Ms } = figures(loaded[load]);
  Object.assign(ours, {
    [`${load}.p50Ms`]: p50Ms,
    [`${load}.p95Ms`]: p95Ms,
    [`${load}.addedAtP95Ms`]: rounded(p95Ms - floor.p95Ms, 1),
    [`${load}.mbitPerS`]: rounded(percentile(carried[load], 0.5)),
  });
  ratio[`${load}.p95`] = rounded(p95Ms / floor.p95Ms);
}
rmSync(folder, { recursive: true });
writeReport({ name: 'input-load', clicks: quiet.length, ours, floor, ratio }, jsonFileOf(process.argv));

/** As the two do it: the CSR shares, the customer saves; what it answers with begins the saving anew. */
async function offerFile(): Promise<() => Promise<() => Promise<number>>> {
  const source = join(folder, 'big.bin');
  writeFileSync(source, Buffer.alloc(1_000_000_000, 'alongside'));
  await csr.toolbar('Files').click();
  await csr.page.locator('input[type=file]').setInputFiles(source);
  await csr.toolbar('Files').click();
  const file = customer.page.getByRole('region', { name: 'Files for you' });
  return async () => {
    const startedAt = performance.now();
    await file.getByRole('button', { name: 'Save big.bin', exact: true }).click();
    return async () => {
      const done = /([\d.]+) MB of/.exec((await file.textContent()) ?? '')?.[1] ?? '0';
      const seconds = (performance.now() - startedAt) / 1_000;
      await file.getByRole('button', { name: 'Cancel' }).click();
      return (Number(done) * 8) / seconds;
    };
  };
}

async function clicks(): Promise<number[]> {
  await wait(SETTLE_MS);
  return measureClicks(csr.page, { press: await csr.pointOf(PRESS), spot: SPOT, count: CLICKS });
}

function figures(samples: readonly number[]) {
  return {
    p50Ms: rounded(percentile(samples, 0.5), 1),
    p95Ms: rounded(percentile(samples, 0.95), 1),
  };
}
