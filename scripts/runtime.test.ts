// What the machine can run decides which of our ways a user gets, so the answers must be true.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { electronPath, findProgram, hasDisplay } from './runtime.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'runtime-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a program is found by its name in PATH, and only when it can be executed', () => {
  const file = path.join(folder, 'alongside-probe');
  writeFileSync(file, '');
  vi.stubEnv('PATH', folder);
  expect(findProgram('alongside-probe')).toBeUndefined();
  chmodSync(file, 0o755);
  expect(findProgram('alongside-probe')).toBe(file);
  expect(findProgram(file)).toBe(file);
});

test.runIf(process.platform === 'linux')('ELECTRON_OVERRIDE_DIST_PATH names the Electron to use', () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  expect(electronPath()).toBeUndefined();
  writeFileSync(path.join(folder, 'electron'), '');
  expect(electronPath()).toBe(path.join(folder, 'electron'));
});

test.runIf(process.platform === 'linux')('a display is one of X or of Wayland', () => {
  vi.stubEnv('DISPLAY', '');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  expect(hasDisplay()).toBe(false);
  vi.stubEnv('WAYLAND_DISPLAY', 'wayland-0');
  expect(hasDisplay()).toBe(true);
});
