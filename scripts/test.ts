// `npm test [-- --unit | --e2e]`: every check of the house, one after the other, all of them even when one is
// red. The last line is the sum; build, lint, format, types and import law
// count as one test each.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { electronPath, root } from './runtime.mjs';
import { untilEnded } from './start/child-programs.ts';
import {
  countPlaywright,
  type Counted,
  countVitest,
  exitCode,
  lastLine,
  ONE_FAILED,
  ONE_PASSED,
  type PlaywrightReport,
  sum,
  type VitestReport,
} from './test/tally.ts';

const RESULTS = path.join(root, 'test-results');
const UNIT_REPORT = path.join(RESULTS, 'unit.json');
const E2E_REPORT = path.join(RESULTS, 'e2e.json');

interface Stage {
  readonly title: string;
  /** A script under the root, then its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Where the runner leaves its counts; without it the stage counts as one. */
  readonly count?: () => Counted;
}

const BUILD: Stage = { title: 'Build', command: ['scripts/run.mjs', 'build'] };

const CHECKS: readonly Stage[] = [
  { title: 'Lint', command: ['node_modules/oxlint/bin/oxlint'] },
  {
    title: 'Format',
    command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  { title: 'Types', command: ['scripts/types.ts'] },
  { title: 'Import law', command: ['scripts/import-law.ts'] },
];

const UNIT: Stage = {
  title: 'Unit and integration tests',
  command: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${UNIT_REPORT}`,
  ],
  count: () => countVitest(JSON.parse(readFileSync(UNIT_REPORT, 'utf8')) as VitestReport),
};

const E2E: Stage = {
  title: 'End-to-end tests',
  command: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'packages/e2e/playwright.config.ts'],
  count: () => countPlaywright(JSON.parse(readFileSync(E2E_REPORT, 'utf8')) as PlaywrightReport),
};

async function runStage({ title, command, count }: Stage): Promise<Counted> {
  console.log(`\n── ${title}`);
  const startedMs = Date.now();
  const [script, ...args] = command;
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  const isGreen = (await untilEnded(child)) === 0;
  const counted = countedOf(isGreen, count);
  console.log(`── ${title}: ${lastLine(counted.tally)} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
  for (const title of counted.unsteady) console.log(`   passed only at the second try: ${title}`);
  for (const skip of counted.skips) console.log(`   skipped: ${skip}`);
  return counted;
}

function countedOf(isGreen: boolean, count: Stage['count']): Counted {
  if (count === undefined) return { tally: isGreen ? ONE_PASSED : ONE_FAILED, skips: [], unsteady: [] };
  try {
    const counted = count();
    // A runner that is red without a red test has failed itself.
    if (isGreen || counted.tally.failed > 0) return counted;
    return { ...counted, tally: sum([counted.tally, ONE_FAILED]) };
  } catch (error) {
    console.error(`No report: ${error instanceof Error ? error.message : String(error)}`);
    return { tally: ONE_FAILED, skips: [], unsteady: [] };
  }
}

const { values } = parseArgs({
  options: { unit: { type: 'boolean', default: false }, e2e: { type: 'boolean', default: false } },
});
const runsAll = values.unit === values.e2e;
const tests = runsAll ? [UNIT, E2E] : [values.unit ? UNIT : E2E];
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
console.log(`Electron: ${electronPath() ?? 'none, so tests that need it are skipped'}`);

const checked: Counted[] = [await runStage(BUILD)];
if (runsAll) for (const stage of CHECKS) checked.push(await runStage(stage));
const tested: Counted[] = [];
for (const stage of tests) tested.push(await runStage(stage));

const testsTally = sum(tested.map((each) => each.tally));
const all = sum([...checked.map((each) => each.tally), testsTally]);
console.log(`\n${lastLine(all)}`);
process.exitCode = exitCode(all, testsTally);
