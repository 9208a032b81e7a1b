/** One line per step of life to the error output; a file would be something kept. Never codes, names, keys typed. */
import type { Ports } from '../core/ports.ts';

export const log: Ports['log'] = (step, detail = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), step, ...detail })}\n`);
};

/** For bugs, at the edge of the process: the kind of error and where, since messages may quote what must not be kept. */
export function logBug(error: unknown, where: string): void {
  const stack = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  log('bug', { where, stack });
}
