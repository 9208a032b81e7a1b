/**
 * Reads this machine, category by category: each has its own time, and one that fails says why and keeps no other waiting.
 * No file contents, no command lines, no environment: nothing in which a secret could stand.
 */
import {
  MAX_SYSTEM_ROWS,
  SYSTEM_CATEGORIES,
  type SystemCategory,
  type SystemProblem,
  type SystemReport,
} from '@alongside/protocol';
import { READERS, type Reading } from './readers.ts';

const MOST_MS = 20_000;
/** The slow ones wait for the system most of the time. */
const AT_ONCE = 3;

/** Resolves when all are told, or soon after it is aborted; never rejects for what a category does. */
export async function collectSystemInfo(
  signal: AbortSignal,
  onCategory: (report: SystemReport) => void,
): Promise<void> {
  const left = [...SYSTEM_CATEGORIES];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
      const report = await readCategory(next, signal);
      if (!signal.aborted) onCategory(report);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function readCategory(category: SystemCategory, signal: AbortSignal): Promise<SystemReport> {
  const nothing = { category, facts: [], columns: [], rows: [] };
  const late = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]);
  try {
    const { facts, columns, rows } = await Promise.race([READERS[category](late), rejectedBy(late)]);
    const isEmpty = facts.length === 0 && rows.length === 0;
    return {
      category,
      problem: isEmpty ? 'not-available' : null,
      facts,
      columns,
      rows: rows.slice(0, MAX_SYSTEM_ROWS),
    };
  } catch (error) {
    return { ...nothing, problem: problemOf(error) };
  }
}

function rejectedBy(signal: AbortSignal): Promise<Reading> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function problemOf(error: unknown): SystemProblem {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed-out';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'not-available';
  return code === 'EACCES' || code === 'EPERM' ? 'not-permitted' : 'failed';
}
