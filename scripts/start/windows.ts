// How an app gets its window on this machine: Electron where it is to be had, else the installed browser
// showing the same page as an app window, else none.
import path from 'node:path';
import { browserPath, electronPath, hasDisplay, sandboxFlags } from '../runtime.mjs';
import type { Program } from './child-programs.ts';

/** Chromium's own log complains about every missing part of a desktop; ours is written by ourselves. */
const ONLY_FATAL = '--log-level=3';

export type WindowKind = 'electron' | 'browser' | 'none';

export function windowKind(): WindowKind {
  if (!hasDisplay()) return 'none';
  if (electronPath() !== undefined) return 'electron';
  return browserPath() === undefined ? 'none' : 'browser';
}

export function electronApp(app: 'console' | 'helper', args: readonly string[]): Program {
  const command = electronPath();
  if (command === undefined) throw new Error('There is no Electron on this machine.');
  return { command, args: [...sandboxFlags(), ONLY_FATAL, path.join('apps', app), ...args] };
}

/** A profile of its own keeps the window a process of its own, which ends when the window is closed. */
export function browserApp(url: string, profile: string): Program {
  const command = browserPath();
  if (command === undefined) throw new Error('There is no Chrome, Edge or Chromium on this machine.');
  const quiet = ['--no-first-run', '--no-default-browser-check'];
  const args = [...sandboxFlags(), ...quiet, `--user-data-dir=${profile}`, `--app=${url}`];
  return { command, args, isQuiet: true };
}
