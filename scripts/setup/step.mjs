// How set-up speaks: one line when a step starts, its seconds while it lasts and when it ends. On standard
// error, so that what a command prints for programs stays clean.
import { spawn } from 'node:child_process';

const TICK_MS = 10_000;
const HEAD_LINES = 12;
const TAIL_LINES = 40;

/** Something the user has to do; shown as one line, without a stack. */
export class SetupProblem extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedMs */
function seconds(startedMs) {
  return `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
}

/**
 * Runs one step of set-up, saying that it runs, still runs, and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedMs = Date.now();
  say(`• ${title} …`);
  const tick = setInterval(() => say(`  ${title}: ${seconds(startedMs)}`), TICK_MS);
  try {
    const value = await work();
    say(`✓ ${title} (${seconds(startedMs)})`);
    return value;
  } catch (error) {
    say(`✗ ${title} (${seconds(startedMs)})`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/**
 * Runs a program quietly. Its last lines come with the problem when it fails, and only then.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number }} [options]
 * @returns {Promise<void>}
 */
export function run(program, args, options = {}) {
  const { limitMs, ...rest } = options;
  const limit = limitMs === undefined ? {} : { timeout: limitMs };
  const child = spawn(program, args, { ...rest, ...limit, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    text += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const why = signal === null ? `ended with code ${code}` : 'took too long';
      reject(new SetupProblem(`${program} ${args.join(' ')} ${why}\n${ends(text)}`));
    });
  });
}

/**
 * The beginning and the end of what a program said: the reason is in one of them.
 * @param {string} text
 */
function ends(text) {
  const lines = text.trim().split('\n');
  if (lines.length <= HEAD_LINES + TAIL_LINES) return lines.join('\n');
  return [...lines.slice(0, HEAD_LINES), '…', ...lines.slice(-TAIL_LINES)].join('\n');
}
