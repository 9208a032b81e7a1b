// When a bundle is made again: whenever a source, or the folder it was in, changed after the last build began.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFresh, newestChangeMs } from './builds.mjs';

const OLD = new Date(1_000_000);
const BUILT = new Date(2_000_000);
const NEW = new Date(3_000_000);
let folder = '';
let stamp = '';

function write(name: string, at: Date): void {
  const file = path.join(folder, 'src', name);
  writeFileSync(file, '');
  utimesSync(file, at, at);
  utimesSync(path.dirname(file), OLD, OLD);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'builds-'));
  mkdirSync(path.join(folder, 'src'));
  write('a.ts', OLD);
  stamp = path.join(folder, 'stamp');
  writeFileSync(stamp, '');
  utimesSync(stamp, BUILT, BUILT);
});

afterEach(() => rmSync(folder, { recursive: true }));

const sources = () => [path.join(folder, 'src'), path.join(folder, 'not-there')];

test('a build newer than all its sources is fresh', () => {
  expect(isFresh(stamp, sources())).toBe(true);
});

test('a build that never was is not fresh', () => {
  rmSync(stamp);
  expect(isFresh(stamp, sources())).toBe(false);
});

test('a newer source makes it stale', () => {
  write('b.ts', NEW);
  expect(isFresh(stamp, sources())).toBe(false);
});

test('a newer test does not', () => {
  write('b.test.ts', NEW);
  expect(isFresh(stamp, sources())).toBe(true);
});

test('a deleted source makes it stale, by its folder', () => {
  utimesSync(path.join(folder, 'src'), NEW, NEW);
  expect(isFresh(stamp, sources())).toBe(false);
});

test('the newest change below a folder counts', () => {
  write('b.ts', NEW);
  expect(newestChangeMs(path.join(folder, 'src'))).toBe(NEW.getTime());
});
