/**
 * Where this run keeps what Chromium must write: a folder of the user's own that is removed at the end, since the
 * helper keeps nothing. One folder for all runs, so that a second start finds the first.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Profile = {
  readonly dir: string;
  /** Removes it, unless it was chosen with `--profile`; and what Chromium wrote before it was told where to. */
  readonly remove: () => void;
};

/** `unasked`: the folder that Electron takes by itself. Nothing of ours is ever in it. */
export function openProfile(chosen: string | undefined, unasked: string): Profile {
  if (chosen !== undefined) return { dir: path.resolve(chosen), remove: () => removeFolder(unasked) };
  const dir = ownFolder();
  return {
    dir,
    remove() {
      removeFolder(dir);
      removeFolder(unasked);
    },
  };
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** In a folder that all users share, somebody else may have put one of this name there first. */
function ownFolder(): string {
  const base = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  const dir = path.join(base, `alongside-helper-${process.getuid?.() ?? 'user'}`);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    if (isOurs(dir)) return dir;
  } catch {
    // Not to be made there: a fresh name elsewhere serves as well, only a second start will not find this one.
  }
  return mkdtempSync(path.join(tmpdir(), 'alongside-helper-'));
}

function isOurs(dir: string): boolean {
  const { uid, mode } = statSync(dir);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}
