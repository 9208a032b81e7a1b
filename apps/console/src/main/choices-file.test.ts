import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createChoicesFile } from './choices-file.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'choices-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

it('keeps what two quick saves change', async () => {
  const file = createChoicesFile(dir);
  await Promise.all([file.save({ lang: 'ko' }), file.save({ scheme: 'dark' })]);
  expect(await createChoicesFile(dir).load()).toEqual({ lang: 'ko', scheme: 'dark' });
});

it('reads a missing or damaged file as no choices', async () => {
  expect(await createChoicesFile(dir).load()).toEqual({});
  await writeFile(path.join(dir, 'choices.json'), '{"lang":"tlh"}');
  expect(await createChoicesFile(dir).load()).toEqual({});
});
