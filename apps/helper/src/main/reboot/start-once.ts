/** Has this program started once after the next log-in. What it leaves with the system is gone after use. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { logBug } from '../log.ts';
import { startEntryOf, type Command } from './start-entry.ts';

const run = promisify(execFile);

export type StartOnce = {
  /** Throws what the system throws. */
  readonly arm: () => Promise<void>;
  /** Also where nothing was armed. */
  readonly disarm: () => void;
};

/** Undefined where we know no way to do it. */
export function createStartOnce(command: Command): StartOnce | undefined {
  const config = process.env['XDG_CONFIG_HOME'];
  const entry = startEntryOf(process.platform, command, { home: homedir(), config });
  if (entry === undefined) return undefined;
  if (entry.kind === 'file') {
    return {
      arm() {
        mkdirSync(path.dirname(entry.file), { recursive: true });
        writeFileSync(entry.file, entry.text, { mode: 0o600 });
        return Promise.resolve();
      },
      disarm: () => rmSync(entry.file, { force: true }),
    };
  }
  const { key, name, value } = entry;
  return {
    arm: async () => void (await run('reg.exe', ['add', key, '/v', name, '/t', 'REG_SZ', '/d', value, '/f'])),
    disarm: () => void run('reg.exe', ['delete', key, '/v', name, '/f']).catch(sayUnlessMissing),
  };
}

/** reg.exe ends with 1 for a value that is not there: most often the system has removed it itself. */
function sayUnlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 1)) logBug(error, 'start entry');
}
