/** Starts this computer anew, as its own menu would, and comes back to the session once its user has logged in again. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { app } from 'electron';
import type { Reboot } from '../../core/ports.ts';
import { logBug } from '../log.ts';
import type { SessionKeeper } from '../session-keeper.ts';
import type { Command } from './start-entry.ts';
import { createStartOnce, type StartOnce } from './start-once.ts';

const run = promisify(execFile);
const COMMANDS: Partial<Readonly<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  linux: ['systemctl', 'reboot'],
  win32: ['shutdown.exe', '/r', '/t', '0'],
  darwin: ['osascript', '-e', 'tell application "System Events" to restart'],
};
const TAKES_AT_MOST_MS = 20_000;

export function canReboot(): boolean {
  return COMMANDS[process.platform] !== undefined;
}

/** @param profileDir as it was chosen on the command line */
export function createComeback(profileDir: string | undefined): StartOnce | undefined {
  return createStartOnce(ownCommand(profileDir));
}

export function createReboot(keeper: SessionKeeper, comeback: StartOnce | undefined): Reboot {
  return async () => {
    const [program, ...args] = COMMANDS[process.platform] ?? [];
    if (program === undefined || comeback === undefined) return false;
    try {
      await comeback.arm();
      // Before it is asked for: the system may end this program at once.
      keeper.comeBack(comeback.disarm);
      await run(program, args, { timeout: TAKES_AT_MOST_MS });
      return true;
    } catch (error) {
      logBug(error, 'reboot');
      keeper.stay();
      return false;
    }
  };
}

function ownCommand(profileDir: string | undefined): Command {
  const { env } = process;
  // What was downloaded, not where it unpacked itself to.
  const packed = env['APPIMAGE'] ?? env['PORTABLE_EXECUTABLE_FILE'] ?? process.execPath;
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  const program = app.isPackaged ? [packed] : [process.execPath, ...sandbox, app.getAppPath()];
  const profile = profileDir === undefined ? [] : [`--profile=${path.resolve(profileDir)}`];
  return [...program, '--resume', ...profile];
}
