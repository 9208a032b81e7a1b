// Electron's own runtime, which npm does not bring. Where it cannot be downloaded we say so once and work in
// browsers; the failure is remembered for a day, so that not every start waits for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronPath, pinnedNode, root } from '../runtime.mjs';
import { run, say, SetupProblem, step } from './step.mjs';

const LIMIT_MS = 60_000;
const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
const NOTE = path.join(root, 'node_modules/.cache/alongside/electron-failed-at');
const WITHOUT =
  'Electron cannot be had here, so browsers are used. To try again: node node_modules/electron/install.js';

/** @param {number} nowMs */
function failedLately(nowMs) {
  try {
    return nowMs - Number(readFileSync(NOTE, 'utf8')) < RETRY_AFTER_MS;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}

export async function provideElectron() {
  if (electronPath() !== undefined) return;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined) {
    throw new SetupProblem(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, where no Electron is.`);
  }
  if (!failedLately(Date.now())) await step('Fetching Electron', download).catch(remember);
  if (electronPath() === undefined) say(WITHOUT);
}

async function download() {
  const node = pinnedNode() ?? process.execPath;
  await run(node, [path.join(root, 'node_modules/electron/install.js')], { limitMs: LIMIT_MS });
}

/** @param {unknown} error */
function remember(error) {
  if (!(error instanceof SetupProblem)) throw error;
  mkdirSync(path.dirname(NOTE), { recursive: true });
  writeFileSync(NOTE, String(Date.now()));
}
