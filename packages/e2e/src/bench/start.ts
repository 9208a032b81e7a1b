/**
 * `npm run bench -- start`: from the spawn of the process to the first painted usable screen, and the memory of the
 * process tree once it has settled; console and helper, alternating with an empty Electron window in the same run.
 * First paint is the page's own (timeOrigin + first-contentful-paint), so the driver's polling is not measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { launchFloor } from '../support/electron-floor.ts';
import { treeMemory } from '../support/processes.ts';
import { launchConsole, launchHelper, startRelayProcess, type RelayProgram } from '../support/programs.ts';
import { jsonFileOf, median, rounded, writeReport } from './report.ts';

const ROUNDS = 7;
/** Memory is read this long after the first paint; everything lazy has loaded by then. */
const SETTLE_MS = 3_000;

type Sample = { readonly startMs: number; readonly rssMiB: number; readonly pssMiB: number };
type Subject = 'empty' | 'console' | 'helper';

await using display = await startDisplay({ width: 1280, height: 800 });
await using relay = await startRelayProcess();

const samples: Record<Subject, Sample[]> = { empty: [], console: [], helper: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const subject of ['empty', 'console', 'helper'] as const) {
    samples[subject].push(await sample(subject, display.name, relay));
    process.stderr.write(`start: round ${round + 1} of ${ROUNDS}, ${subject}\n`);
  }
}

// The first round warms the disk cache for all three alike.
const figures = (subject: Subject) => {
  const warm = samples[subject].slice(1);
  return {
    startMs: rounded(median(warm.map((entry) => entry.startMs)), 0),
    rssMiB: rounded(median(warm.map((entry) => entry.rssMiB)), 0),
    pssMiB: rounded(median(warm.map((entry) => entry.pssMiB)), 0),
  };
};
const floor = figures('empty');
const ours = { console: figures('console'), helper: figures('helper') };
writeReport(
  {
    name: 'start',
    rounds: ROUNDS - 1,
    ours: flat(ours),
    floor,
    ratio: {
      consoleStart: rounded(ours.console.startMs / floor.startMs),
      helperStart: rounded(ours.helper.startMs / floor.startMs),
      consoleRss: rounded(ours.console.rssMiB / floor.rssMiB),
      helperRss: rounded(ours.helper.rssMiB / floor.rssMiB),
      consolePss: rounded(ours.console.pssMiB / floor.pssMiB),
      helperPss: rounded(ours.helper.pssMiB / floor.pssMiB),
    },
  },
  jsonFileOf(process.argv),
);

async function sample(subject: Subject, displayName: string, relayProgram: RelayProgram): Promise<Sample> {
  const profile = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
  const spawnedAt = Date.now();
  const app = await launch(subject, { display: displayName, relay: relayProgram.url, profile });
  try {
    const paintedAt = await firstPaint(app, subject);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const pid = app.process().pid;
    if (pid === undefined) throw new Error('the program is gone');
    return { startMs: paintedAt - spawnedAt, ...treeMemory(pid) };
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function launch(
  subject: Subject,
  options: { display: string; relay: string; profile: string },
): Promise<ElectronApplication> {
  switch (subject) {
    case 'empty':
      return launchFloor('empty', options.display);
    case 'console':
      return launchConsole(options);
    case 'helper':
      return launchHelper(options);
  }
}

async function firstPaint(app: ElectronApplication, subject: Subject): Promise<number> {
  const page = await app.firstWindow();
  const usable = { empty: 'Start', console: 'Sign in', helper: 'Join' }[subject];
  await page.getByRole('button', { name: usable, exact: true }).waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry === undefined) return;
          observer.disconnect();
          resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}

function flat(groups: Readonly<Record<string, Readonly<Record<string, number>>>>): Record<string, number> {
  const entries = Object.entries(groups).flatMap(([group, values]) =>
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value] as const),
  );
  return Object.fromEntries(entries);
}
