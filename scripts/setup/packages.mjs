// npm's packages as the lock file says, and the Node that the project pins among them.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pinnedNode, root } from '../runtime.mjs';
import { run, SetupProblem, step } from './step.mjs';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked */

/**
 * Whether what is installed is what is locked. Compared by content: times change with every checkout, and a
 * needless install costs a minute.
 * @param {Record<string, Locked>} locked
 * @param {Record<string, Locked>} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([place, entry]) => {
    if (!place.includes('node_modules/') || entry.link === true) return true;
    const there = installed[place];
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version;
  });
}

/** @param {string} file */
function lockedPackages(file) {
  if (!existsSync(file)) return undefined;
  const lock = /** @type {{ packages: Record<string, Locked> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lock.packages;
}

function arePackagesThere() {
  const locked = lockedPackages(path.join(root, 'package-lock.json'));
  const installed = lockedPackages(path.join(root, 'node_modules/.package-lock.json'));
  if (locked === undefined) throw new SetupProblem('package-lock.json is missing: check the checkout.');
  return installed !== undefined && isInstalled(locked, installed);
}

/** @param {readonly string[]} args */
function npm(args) {
  const script = process.env['npm_execpath'];
  // An install replaces the Node that may be running this, so the path can be gone by now.
  const node = existsSync(process.execPath) ? process.execPath : 'node';
  const quiet = ['--no-fund', '--no-audit', '--loglevel=error'];
  if (script?.endsWith('.js') === true) return run(node, [script, ...args, ...quiet], { cwd: root });
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return run(program, [...args, ...quiet], { cwd: root });
}

/** Installs what is missing. Nothing but Node runs a script of its own at install. */
export async function providePackages() {
  if (!arePackagesThere()) await step('Installing packages', () => npm(['ci']));
  if (pinnedNode() !== undefined) return;
  await step('Fetching Node 24', () => npm(['rebuild', 'node', '--ignore-scripts=false']));
  if (pinnedNode() === undefined) {
    throw new SetupProblem('Node 24 could not be fetched. Install Node 24 or newer and run this again.');
  }
}
