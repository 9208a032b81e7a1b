import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeSignInOnce } from './sign-in-once.ts';

const RELAY = 'http://localhost:8787';
let dir = '';
let file = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'once-'));
  file = path.join(dir, 'sign-in.once');
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const leave = (text: string, mode = 0o600) => writeFile(file, text, { mode });
const isGone = () =>
  access(file).then(
    () => false,
    () => true,
  );

describe('takeSignInOnce', () => {
  it('gives the token once', async () => {
    await leave(JSON.stringify({ relay: RELAY, token: 'abc' }));
    expect(await takeSignInOnce(dir, RELAY)).toBe('abc');
    expect(await takeSignInOnce(dir, RELAY)).toBeUndefined();
  });

  it.each([
    ['another relay', JSON.stringify({ relay: 'https://evil.example', token: 'abc' })],
    ['damage', '{"relay":'],
  ])('refuses and deletes on %s', async (_what, text) => {
    await leave(text);
    expect(await takeSignInOnce(dir, RELAY)).toBeUndefined();
    expect(await isGone()).toBe(true);
  });

  it('refuses and deletes what others could read', async () => {
    await leave(JSON.stringify({ relay: RELAY, token: 'abc' }));
    await chmod(file, 0o644);
    expect(await takeSignInOnce(dir, RELAY)).toBeUndefined();
    expect(await isGone()).toBe(true);
  });
});
