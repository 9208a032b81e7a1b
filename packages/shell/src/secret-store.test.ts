import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail, ok } from '@alongside/protocol';
import { expect, onTestFinished, test } from 'vitest';
import { createSecretStore, type SecretBox } from './secret-store.ts';

/** Turns bytes around, and refuses what it has not made. */
const box: SecretBox = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`box:${text}`).reverse(),
  decryptString(bytes) {
    const text = Buffer.from(bytes).reverse().toString('utf8');
    if (!text.startsWith('box:')) throw new Error('not ours');
    return text.slice(4);
  },
  getSelectedStorageBackend: () => 'gnome_libsecret',
};

async function profile(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'alongside-secret-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return path.join(dir, 'profile');
}

test('a secret comes back, is replaced, and is cleared', async () => {
  const dir = await profile();
  const store = createSecretStore(dir, box);
  expect(await store.load()).toEqual(fail('none'));
  expect(await store.save('first')).toEqual({ ok: true, value: undefined });
  expect(await store.save('ticket-canary')).toEqual({ ok: true, value: undefined });
  expect(await createSecretStore(dir, box).load()).toEqual(ok('ticket-canary'));
  await store.clear();
  await store.clear();
  expect(await store.load()).toEqual(fail('none'));
});

test('on disk it is one file, for its owner only, and not in plain text', async () => {
  const dir = await profile();
  await createSecretStore(dir, box).save('ticket-canary');
  expect(await readdir(dir)).toEqual(['secret.bin']);
  const file = path.join(dir, 'secret.bin');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).not.toContain('ticket-canary');
});

test.each<Partial<SecretBox>>([
  { isEncryptionAvailable: () => false },
  { getSelectedStorageBackend: () => 'basic_text' },
  { getSelectedStorageBackend: () => 'unknown' },
])('without a real key store it keeps nothing (%#)', async (weakness) => {
  const dir = await profile();
  await createSecretStore(dir, box).save('kept before');
  const store = createSecretStore(dir, { ...box, ...weakness });
  expect(await store.save('ticket-canary')).toEqual(fail('not-secure'));
  expect(await store.load()).toEqual(fail('not-secure'));
  expect(await createSecretStore(dir, box).load()).toEqual(ok('kept before'));
});

test('a file that is not ours is unreadable, not a crash', async () => {
  const dir = await profile();
  const store = createSecretStore(dir, box);
  await store.save('x');
  await writeFile(path.join(dir, 'secret.bin'), 'garbage');
  expect(await store.load()).toEqual(fail('unreadable'));
});

test('a disk that refuses and a secret too long are answered by code', async () => {
  const dir = await profile();
  expect(await createSecretStore(dir, box).save('x'.repeat(16_385))).toEqual(fail('failed'));
  await createSecretStore(dir, box).save('x');
  const below = path.join(dir, 'secret.bin', 'profile');
  expect(await createSecretStore(below, box).save('x')).toEqual(fail('failed'));
});
