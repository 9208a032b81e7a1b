/**
 * Where this run keeps what Chromium must write, and what a program that breaks off leaves to the next one: a folder of
 * the user's own that is removed at the end, since the helper keeps nothing. One for all runs, so that a second start
 * finds the first.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';

export type Profile = {
  readonly dir: string;
  /** Removes it, unless it was chosen with `--profile`. */
  readonly remove: () => void;
};

/** `usual`: the folder that Electron takes by itself. */
export function openProfile(chosen: string | undefined, usual: string): Profile {
  if (chosen !== undefined) return { dir: path.resolve(chosen), remove: () => undefined };
  return { dir: usual, remove: () => removeFolder(usual) };
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
