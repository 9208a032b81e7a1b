/**
 * One small secret of the user's, encrypted by the system's key store. Where the system has none it keeps nothing
 * rather than plain text.
 */

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '@alongside/protocol';
import type { SafeStorage } from 'electron';

const maxSecretLength = 16_384;

export type SecretStore = {
  readonly save: (secret: string) => Promise<Result<undefined, 'not-secure' | 'failed'>>;
  /** `none`: nothing is kept. `unreadable`: what is kept is not ours or its key has gone. */
  readonly load: () => Promise<Result<string, 'not-secure' | 'none' | 'unreadable'>>;
  readonly clear: () => Promise<void>;
};

/** The part of `safeStorage` used here. Its newer, asynchronous calls do not exist in Electron 33. */
export type SecretBox = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/** Give it Electron's `safeStorage`, after the app is ready: before, no system says yes. */
export function createSecretStore(dir: string, box: SecretBox): SecretStore {
  const file = path.join(dir, 'secret.bin');
  return {
    async save(secret) {
      if (!isSecure(box)) return fail('not-secure');
      if (secret.length > maxSecretLength) return fail('failed');
      return await writeWhole(file, box.encryptString(secret)).then(
        () => ok(),
        () => fail('failed'),
      );
    },
    async load() {
      const encrypted = await readFile(file).catch(() => undefined);
      // Asking for the key store takes its time at a start, so not where there is nothing to ask it for.
      if (encrypted === undefined) return fail('none');
      if (!isSecure(box)) return fail('not-secure');
      try {
        return ok(box.decryptString(encrypted));
      } catch {
        return fail('unreadable');
      }
    },
    clear: () => rm(file, { force: true }),
  };
}

/** On Linux `basic_text` is a fixed password and `unknown` may be anything. */
export function isSecure(box: SecretBox): boolean {
  if (!box.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  const backend = box.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** The old secret or the new one, never half of it, and never readable for others. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await rm(part, { force: true });
  await writeFile(part, bytes, { mode: 0o600, flag: 'wx' });
  await rename(part, file);
}
