/** One CSR and one customer, in Electron or in browsers: the stage that `steps.ts` plays on. */
import { join } from 'node:path';
import { startDisplay } from '../displays.ts';
import { electronVersion, launchTarget, ROOT, startRelayProcess } from '../support/programs.ts';
import { browserSides, electronSides } from './carriers.ts';
import { paintDesktops } from './desktops.ts';
import { startDemoRun } from './report.ts';
import { playDemo } from './steps.ts';

const CUSTOMER_SCREEN = { width: 1280, height: 800 };
const TARGET = { size: { width: 740, height: 660 }, at: { x: 30, y: 90 } };
const CSR_SCREEN = { width: 1440, height: 900 };

/** False where a step failed; the report says which. */
export async function playOneCustomer(isBrowser: boolean): Promise<boolean> {
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
  return await run.play(() => playDemo(run, { ...sides, target: target.page, screen: CUSTOMER_SCREEN }));
}
