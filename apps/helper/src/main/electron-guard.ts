/** The key guard as another run of this very program: no window, no page, nothing on the disk that stays. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { KEY_GUARD_FLAG, type GuardCommand } from './key-guard.ts';
import { logBug } from './log.ts';
import { removeFolder } from './profile.ts';
import { runKeyGuard } from './run-key-guard.ts';

export function electronGuardCommand(): GuardCommand {
  const entry = app.isPackaged ? [] : [app.getAppPath()];
  // Chromium refuses its sandbox to root; the guard runs as whoever runs the helper.
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  return { command: process.execPath, args: [...sandbox, '--disable-gpu', ...entry] };
}

/** Only as a child with a channel: the flag alone, typed by anybody, means nothing. */
export function isElectronGuard(argv: readonly string[]): boolean {
  return argv.includes(KEY_GUARD_FLAG) && process.send !== undefined;
}

export function runElectronGuard(): void {
  const dir = mkdtempSync(path.join(tmpdir(), 'alongside-guard-'));
  app.setPath('userData', dir);
  app.dock?.hide();
  void runKeyGuard()
    .catch((error: unknown) => logBug(error, 'key guard'))
    .finally(() => {
      removeFolder(dir);
      app.exit(0);
    });
}
