/**
 * `npm run demo [-- --browser]`: a whole support session with the real relay, console and helper, each side on a
 * virtual display of its own. Leaves pictures of both sides at each step and `report.json` in `demo-output/`.
 */
import { join } from 'node:path';
import { startDisplay } from '../displays.ts';
import { electronPath, electronVersion, launchTarget, ROOT, startRelayProcess } from '../support/programs.ts';
import { browserSides, electronSides } from './carriers.ts';
import { onDisplay } from '../support/target.ts';
import { startDemoRun } from './report.ts';
import { playDemo } from './steps.ts';

const CUSTOMER_SCREEN = { width: 1280, height: 800 };
const TARGET = { size: { width: 740, height: 660 }, at: { x: 30, y: 90 } };
const CSR_SCREEN = { width: 1440, height: 900 };

const isBrowser = process.argv.includes('--browser') || electronPath() === undefined;

await using customerDisplay = await startDisplay({ ...CUSTOMER_SCREEN, windowManager: true });
await using csrDisplay = await startDisplay({ ...CSR_SCREEN, windowManager: true });
await using relay = await startRelayProcess();
await paintDesktops(customerDisplay.name, csrDisplay.name);
await using target = await launchTarget({ display: customerDisplay.name, as: 'window', ...TARGET });

const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
const run = startDemoRun({
  folder: join(ROOT, 'demo-output'),
  carrier: isBrowser ? 'browser' : 'electron',
  electron: isBrowser ? null : electronVersion(),
  displays,
});
await using sides = await (isBrowser ? browserSides : electronSides)({
  relay,
  displays,
  csrSize: CSR_SCREEN,
});
try {
  await playDemo(run, { ...sides, target: target.page, screen: CUSTOMER_SCREEN });
} catch (error) {
  // The step is in the report already; the run goes on to say so and to close everything.
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}\n`,
  );
}
const ok = run.write();
process.stdout.write(`${ok ? 'The session went well' : 'The session broke off'}: demo-output/report.json\n`);
process.exitCode = ok ? 0 : 1;

/** A desktop is rarely black. */
async function paintDesktops(...names: readonly string[]): Promise<void> {
  for (const name of names) await onDisplay(name, 'xsetroot', ['-solid', '#3d5a73']);
}
