// When a bundle is made again: whenever a source was changed, added or deleted since the last one.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './builds.mjs';

let folder = '';
let before = '';

const now = () => fingerprint([path.join(folder, 'src'), path.join(folder, 'not-there')]);
const file = (name: string) => path.join(folder, 'src', name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'builds-'));
  mkdirSync(file('deep'), { recursive: true });
  writeFileSync(file('a.ts'), 'a');
  writeFileSync(file('deep/b.ts'), 'b');
  before = now();
});

afterEach(() => rmSync(folder, { recursive: true }));

test('nothing changed, nothing to build', () => {
  expect(now()).toBe(before);
});

test('a changed source is seen, however deep', () => {
  utimesSync(file('deep/b.ts'), 1, 1);
  expect(now()).not.toBe(before);
});

test('an added source is seen', () => {
  writeFileSync(file('c.ts'), '');
  expect(now()).not.toBe(before);
});

test('a deleted source is seen', () => {
  rmSync(file('a.ts'));
  expect(now()).not.toBe(before);
});

test('a test is no source', () => {
  writeFileSync(file('a.test.ts'), '');
  expect(now()).toBe(before);
});

test('a file that came and went is no change, though its folder has a new time', () => {
  writeFileSync(file('passing.mjs'), '');
  rmSync(file('passing.mjs'));
  expect(now()).toBe(before);
});
