/**
 * `npm run bench -- recording`: what recording adds. Cores that the console uses, with all its processes, while small text
 * scrolls on the customer’s 1280×720 desktop: seen only, then seen and recorded, in turns within one session.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { treeCpuMs } from '../support/processes.ts';
import { launchTarget, startRelayProcess } from '../support/programs.ts';
import { controlledSession, type JoinedSession } from '../support/session.ts';
import { wait } from './relay-load.ts';
import { jsonFileOf, median, rounded, writeReport } from './report.ts';

const SIZE = { width: 1280, height: 720 };
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const MEASURED_MS = 10_000;
/** The encoders settle on what comes. */
const WARM_UP_MS = 3_000;

await using customerDisplay = await startDisplay(SIZE);
await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
await using relay = await startRelayProcess();
await using target = await launchTarget({ display: customerDisplay.name, size: SIZE, name: 'scroll' });
const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
const folder = mkdtempSync(path.join(tmpdir(), 'alongside-bench-'));
try {
  await using session = await controlledSession(relay, displays);
  await session.consoleApp.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  const samples: { seen: number[]; recorded: number[] } = { seen: [], recorded: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.seen.push(await coresWhileScrolling(session.consoleApp));
    await record(session);
    samples.recorded.push(await coresWhileScrolling(session.consoleApp));
    await stop(session);
    process.stderr.write(`recording: round ${round + 1} of ${ROUNDS}\n`);
  }
  const [seen, recorded] = [median(samples.seen), median(samples.recorded)];
  writeReport(
    {
      name: 'recording',
      rounds: ROUNDS,
      size: `${SIZE.width}x${SIZE.height}`,
      ours: { consoleCores: rounded(recorded, 3) },
      floor: { consoleCores: rounded(seen, 3) },
      ratio: { added: rounded(recorded / seen), addedCores: rounded(recorded - seen, 3) },
    },
    jsonFileOf(process.argv),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function coresWhileScrolling(app: ElectronApplication): Promise<number> {
  await target.page.evaluate(() => window.scrollBack?.());
  const scrolling = target.page.evaluate((ms) => window.scrollFor?.(ms), WARM_UP_MS + MEASURED_MS);
  await wait(WARM_UP_MS);
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program is gone');
  const [before, startedAt] = [treeCpuMs(pid), performance.now()];
  await wait(MEASURED_MS - 500);
  const cores = (treeCpuMs(pid) - before) / (performance.now() - startedAt);
  await scrolling;
  return cores;
}

async function record({ csr, customer }: JoinedSession): Promise<void> {
  await csr.toolbar('Record').click();
  const dialog = csr.page.getByRole('dialog', { name: 'Recording settings' });
  await dialog.getByRole('button', { name: 'Choose a folder' }).click();
  await dialog.getByRole('button', { name: 'Start recording' }).click();
  await customer.allow();
  await csr.page.getByRole('complementary', { name: 'Recorder' }).getByText('Recording').waitFor();
}

async function stop({ csr }: JoinedSession): Promise<void> {
  const recorder = csr.page.getByRole('complementary', { name: 'Recorder' });
  await recorder.getByRole('button', { name: 'Stop' }).click();
  await recorder.getByText(/The recording is kept/).waitFor({ timeout: 30_000 });
  await recorder.getByRole('button', { name: 'Close panel' }).click();
}
