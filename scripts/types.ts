// `npm run types [-- FOLDER…]`: the compiler over every program (tsconfig.json) of the house, two at a time.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const AT_ONCE = 2;
const NO_INPUTS = 'TS18003';

interface Outcome {
  readonly project: string;
  readonly ok: boolean;
  readonly text: string;
}

function projects(only: readonly string[]): string[] {
  const patterns = ['tsconfig.json', '{packages,apps}/*/tsconfig.json', 'apps/*/src/*/tsconfig.json'];
  const all = globSync([...patterns, 'signaling/tsconfig.json'], { cwd: root }).sort();
  return only.length === 0 ? all : all.filter((project) => only.some((folder) => project.startsWith(folder)));
}

function check(project: string): Promise<Outcome> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const child = spawn(process.execPath, [tsc, '--pretty', 'false', '-p', project], { cwd: root });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // A folder that has no source yet has no mistakes either.
    child.on('close', (code) => resolve({ project, ok: code === 0 || text.includes(NO_INPUTS), text }));
  });
}

async function worker(queue: string[], outcomes: Outcome[]): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    outcomes.push(await check(next));
  }
}

const queue = projects(process.argv.slice(2));
const outcomes: Outcome[] = [];
await Promise.all(Array.from({ length: AT_ONCE }, () => worker(queue, outcomes)));
const red = outcomes.filter((outcome) => !outcome.ok);
for (const { project, text } of red) console.log(`${project}\n${text}`);
console.log(`${outcomes.length} programs, ${red.length} with errors`);
process.exitCode = red.length === 0 ? 0 : 1;
