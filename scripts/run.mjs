// The door of every `npm run …`: sets up what the command needs, then runs it on the project's Node 24. Plain
// JavaScript on Node 20, because on a fresh checkout there is nothing else.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pinnedNode, root } from './runtime.mjs';
import { provideBuilds } from './setup/builds.mjs';
import { provideElectron } from './setup/electron.mjs';
import { providePackages } from './setup/packages.mjs';
import { say, SetupProblem } from './setup/step.mjs';
import { provideSystem } from './setup/system.mjs';

/** @typedef {'packages' | 'web' | 'start' | 'system' | 'test'} Need `system` is `test` without the builds */
/** @typedef {{ need: Need, program?: readonly string[] }} Command */

/** @type {Record<string, Command>} */
const COMMANDS = {
  start: { need: 'start', program: ['scripts/start.ts'] },
  helper: { need: 'start', program: ['scripts/helper.ts'] },
  relay: { need: 'web', program: ['signaling/src/main.ts'] },
  admin: { need: 'packages', program: ['signaling/src/admin.ts'] },
  build: { need: 'start' },
  // The tests build for themselves, so that a build that fails is counted like every other failure.
  test: { need: 'system', program: ['scripts/test.ts'] },
  demo: { need: 'test', program: ['scripts/program.ts', 'demo'] },
  bench: { need: 'test', program: ['scripts/program.ts', 'bench'] },
  soak: { need: 'test', program: ['scripts/program.ts', 'soak'] },
};

/** @param {Need} need */
async function setUp(need) {
  await providePackages();
  if (need === 'packages') return;
  if (need !== 'web') {
    await provideElectron();
    await provideSystem(need === 'start' ? 'start' : 'test');
  }
  if (need !== 'system') await provideBuilds(need === 'web');
}

/**
 * Runs a program in our place and answers with its exit code.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runInPlace(args) {
  const child = spawn(pinnedNode() ?? process.execPath, args, { cwd: root, stdio: 'inherit' });
  // Ctrl+C reaches the child from the terminal; we stay until it has cleaned up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** @param {readonly string[]} argv */
async function main([name = '', ...args]) {
  const command = COMMANDS[name];
  if (command === undefined) throw new SetupProblem(`Commands: ${Object.keys(COMMANDS).join(', ')}`);
  await setUp(command.need);
  const [file, ...first] = command.program ?? [];
  if (file === undefined) return 0;
  return runInPlace([path.join(root, file), ...first, ...args]);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  say(error.message);
  process.exitCode = 1;
}
