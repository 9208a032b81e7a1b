/** Where the browser of this run keeps what it must write: a folder of its own, so that two helpers never share one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Profile } from '../profile.ts';

export function openBrowserProfile(chosen: string | undefined): Profile {
  if (chosen !== undefined) return { dir: path.resolve(chosen), remove: () => undefined };
  const dir = mkdtempSync(path.join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), 'alongside-helper-'));
  // The browser's last processes may still be writing while they go.
  return {
    dir,
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
