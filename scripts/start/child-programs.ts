// The programs that a command runs beside each other: started with their output shown, and all stopped when
// one of them ends or the user wants out. Owns only what it started, by its process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../runtime.mjs';

const STOP_TIMEOUT_MS = 8_000;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Drop what it prints: browsers report the inner life of others' libraries. */
  readonly isQuiet?: true;
}

export class ChildPrograms {
  readonly #running = new Set<ChildProcess>();

  start({ command, args, isQuiet }: Program): ChildProcess {
    const output = isQuiet === true ? 'ignore' : 'inherit';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output] });
    this.#running.add(child);
    child.on('exit', () => this.#running.delete(child));
    return child;
  }

  /** Asks every program to end, last started first, and makes those that don't. */
  async close(): Promise<void> {
    for (const child of [...this.#running].reverse()) await stop(child);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(hard);
}

/** Resolves at the first Ctrl+C or request to end. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Resolves with the exit code when the program ends; rejects when it cannot be started. */
export async function untilEnded(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
