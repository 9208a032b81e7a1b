/** Child processes of a run: started with an environment of their own, stopped by pid, never by name. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readdirSync, readFileSync } from 'node:fs';

const STOP_TIMEOUT_MS = 10_000;

export type Running = {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly output: () => string;
  close(): Promise<void>;
};

export function run(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Running {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  if (child.pid === undefined) throw new Error(`could not start ${command}`);
  return { process: child, pid: child.pid, output: () => lines.join('\n'), close: () => stop(child) };
}

/** Resolves with the first line of the child's output that `match` turns into a value. */
export async function firstLine<T>(
  running: Running,
  match: (line: string) => T | undefined,
  timeoutMs: number,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = running
      .output()
      .split('\n')
      .map(match)
      .find((value) => value !== undefined);
    if (found !== undefined) return found;
    if (running.process.exitCode !== null)
      throw new Error(`exited with ${running.process.exitCode}:\n${running.output()}`);
    if (Date.now() > deadline)
      throw new Error(`nothing fitting within ${timeoutMs} ms:\n${running.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

type TreeMemory = { readonly processes: number; readonly rssMiB: number; readonly pssMiB: number };

/** Resident and proportional memory of a process and all its descendants, from `/proc/PID/smaps_rollup`. */
export function treeMemory(rootPid: number): TreeMemory {
  const pids = [rootPid, ...descendants(rootPid)];
  const rollups = pids.map(rollup).filter((entry) => entry !== undefined);
  return {
    processes: rollups.length,
    rssMiB: sum(rollups.map((entry) => entry.rssKiB)) / 1024,
    pssMiB: sum(rollups.map((entry) => entry.pssKiB)) / 1024,
  };
}

/** Linux counts the time of processes in hundredths of a second, whatever its own clock. */
const MS_PER_TICK = 10;

/** Milliseconds of processor that a process and all its living descendants have used, from `/proc/PID/stat`. */
export function treeCpuMs(rootPid: number): number {
  const ticks = [rootPid, ...descendants(rootPid)].map((pid) => {
    const fields = statOf(pid);
    return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  });
  return sum(ticks) * MS_PER_TICK;
}

function descendants(rootPid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const queue = [rootPid];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    const children = parents.get(pid) ?? [];
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** From the state on: the command before it may hold spaces and brackets. */
function statOf(pid: number): readonly string[] | undefined {
  const stat = readProc(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function rollup(pid: number): { rssKiB: number; pssKiB: number } | undefined {
  const text = readProc(pid, 'smaps_rollup');
  const rss = /^Rss:\s+(\d+)/m.exec(text ?? '')?.[1];
  const pss = /^Pss:\s+(\d+)/m.exec(text ?? '')?.[1];
  return rss === undefined || pss === undefined ? undefined : { rssKiB: Number(rss), pssKiB: Number(pss) };
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // The process ended between the listing and the reading.
    return undefined;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
