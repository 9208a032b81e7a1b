/** Who may push which config (security.md, threat 24): against a real database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELAY_LIMITS, type SignedConfig, siteOf } from '@alongside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../audit/verify.ts';
import { openSecrets, type Secrets } from '../secrets.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import { fixedPolicy, signedBy, testConfig, testKey } from '../testing/test-config.ts';
import { siteStatement } from './announce.ts';
import { configHistory, lastConfig, pushConfig, trustedKey, trustKey } from './config-store.ts';
import { openSigned, signConfig } from './signing.ts';

/** The session with eight people, and servers. */
const REST_OF_WELCOME = 6 * 1024;

const key = testKey();
let dataDir = '';
let database: Database;
let secrets: Secrets;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'alongside-config-'));
  database = await openDatabase(dataDir);
  secrets = openSecrets(dataDir);
});

afterEach(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const office = () => ({ db: database.db, secrets, now: Date.now() });

async function push(signed: SignedConfig): Promise<string> {
  const pushed = await pushConfig(office(), signed);
  if (!pushed.ok) return pushed.code;
  return pushed.value.isRepeat ? 'repeat' : 'pushed';
}

describe('a push', () => {
  it('goes up, never back, and tells a repeat from another text', async () => {
    expect(await push(signedBy(key, { version: 3 }))).toBe('pushed');
    const five = signedBy(key, { version: 5, organisation: 'Five' });
    expect(await push(five)).toBe('pushed');
    expect(await push(five)).toBe('repeat');
    expect(await push(signedBy(key, { version: 5, organisation: 'Another' }))).toBe('same-version');
    expect(await push(signedBy(key, { version: 4 }))).toBe('older');
    expect(await push(signedBy(key, { version: 3 }))).toBe('older');
    expect((await configHistory(database.db)).map(({ version }) => version)).toEqual([5, 3]);
    expect((await lastConfig(database.db))?.signed).toEqual(five);
    expect(await verifyAudit(database.db, secrets)).toMatchObject({ ok: true, rows: 3 });
  });

  it('believes the first key, and another one only when told to', async () => {
    const other = testKey();
    expect(await push(signedBy(key, { version: 1 }))).toBe('pushed');
    expect(await trustedKey(database.db)).toBe(key.publicKey);
    expect(await push(signedBy(other, { version: 2 }))).toBe('other-key');
    await trustKey(office(), other.publicKey);
    expect(await push(signedBy(key, { version: 2 }))).toBe('other-key');
    // A new key begins no new count.
    expect(await push(signedBy(other, { version: 1, organisation: 'Back' }))).toBe('same-version');
    expect(await push(signedBy(other, { version: 2 }))).toBe('pushed');
  });

  it('is for this organisation, this site and this time', async () => {
    expect(await push(signedBy(key))).toBe('pushed');
    expect(await push(signedBy(key, { version: 2, org: 'other.org' }))).toBe('other-org');
    expect(await push(signedBy(key, { version: 2, site: 'branch' }))).toBe('other-site');
    expect(
      await push(
        signedBy(key, { version: 2, notBefore: '2020-01-01T00:00:00Z', expires: '2021-01-01T00:00:00Z' }),
      ),
    ).toBe('expired');
    expect(
      await push(
        signedBy(key, { version: 2, notBefore: '2090-01-01T00:00:00Z', expires: '2091-01-01T00:00:00Z' }),
      ),
    ).toBe('not-yet');
    expect(await push(signedBy(key, { version: 2 }))).toBe('pushed');
  });
});

describe('a signature', () => {
  it('fits no text, no key and no signature in which one letter was changed', async () => {
    const signed = signedBy(key, { files: { advanced: false } });
    expect(openSigned(signed).ok).toBe(true);
    for (const part of ['config', 'signature', 'key'] as const) {
      const text = signed[part];
      for (let at = 0; at < text.length; at += 1) {
        const letter = text[at] === '0' ? '1' : '0';
        const changed = { ...signed, [part]: text.slice(0, at) + letter + text.slice(at + 1) };
        // Of the signature's last letter two bits are no part of it.
        const isSpare = part === 'signature' && at === text.length - 1 && openSigned(changed).ok;
        if (!isSpare) expect(openSigned(changed), `${part} ${at}`).toEqual({ ok: false, code: 'forged' });
      }
    }
    const widened = { ...signed, config: signed.config.replace('"advanced":false', '"advanced":true') };
    expect(await push(widened)).toBe('forged');
    expect(await push({ ...signed, config: `${signed.config} ` })).toBe('forged');
    expect(await lastConfig(database.db)).toBeUndefined();
  });

  it('is the same for the same config, whatever the order in which it was written', () => {
    const config = testConfig();
    const turned = testConfig(Object.fromEntries(Object.entries(config).reverse()));
    expect(signConfig(turned, key)).toEqual(signConfig(config, key));
  });

  it('finds room in a message with the longest config', () => {
    // Each of these is four characters once it is JSON in JSON.
    const label = '"'.repeat(80);
    const id = (n: number) => `${n}`.padStart(40, 'x');
    const head = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYA';
    const longest = {
      organisation: label,
      phone: {
        numbers: Array.from({ length: 20 }, () => ({ label, number: '1'.repeat(30) })),
        accessCode: '1'.repeat(20),
      },
      sessionTypes: Array.from({ length: 20 }, (_, n) => ({ id: id(n), label })),
      trackingCodes: Array.from({ length: 10 }, (_, n) => ({ id: id(n), label, required: true })),
      branding: { name: label, logo: head + 'A'.repeat(21_848 - head.length), colour: '#ffffff' },
    };
    const config = testConfig(longest);
    const signed = signConfig(config, key);
    if (!signed.ok) throw new Error(signed.code);
    const policy = { ...fixedPolicy(siteOf(config, Date.now())), signed: () => signed.value };
    const { length } = JSON.stringify(siteStatement({ policy }));
    expect(length).toBeLessThan(RELAY_LIMITS.maxMessageBytes - REST_OF_WELCOME);
  });
});
