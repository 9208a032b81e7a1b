// When an install is needed: by what is there, not by the clock.
import { expect, test } from 'vitest';
import { isInstalled } from './packages.mjs';

const locked = {
  '': { version: '0.1.0' },
  'packages/ui': { version: '0.1.0' },
  'node_modules/@alongside/ui': { link: true },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/fsevents': { version: '2.0.0', optional: true },
};

test('what is locked and there needs no install', () => {
  expect(isInstalled(locked, { 'node_modules/zod': { version: '4.0.0' } })).toBe(true);
});

test('a package that is missing needs one', () => {
  expect(isInstalled(locked, {})).toBe(false);
});

test('a package of another version needs one', () => {
  expect(isInstalled(locked, { 'node_modules/zod': { version: '4.0.1' } })).toBe(false);
});

test('a package for another platform may be missing, but not be of another version', () => {
  const zod = { 'node_modules/zod': { version: '4.0.0' } };
  expect(isInstalled(locked, { ...zod, 'node_modules/fsevents': { version: '1.0.0' } })).toBe(false);
});
