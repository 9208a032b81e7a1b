/** Signed site configs for tests. Never imported by the relay. */
import { type SignedConfig, type Site, type SiteConfig, siteConfigSchema } from '@alongside/protocol';
import { newSigningKey, readSigningKey, signConfig, type SigningKey } from '../config/signing.ts';
import type { SitePolicy } from '../config/site-policy.ts';

const DAY_MS = 86_400_000;

/** What holds where nobody ever pushes anything. */
export function fixedPolicy(site: Site): SitePolicy {
  return { site: () => site, signed: () => null, hash: () => null, relayOnly: () => false };
}

export function testKey(): SigningKey {
  const key = readSigningKey(newSigningKey().pem);
  if (!key.ok) throw new Error(key.code);
  return key.value;
}

/** In force from yesterday until tomorrow. */
export function testConfig(change: object = {}): SiteConfig {
  const now = Date.now();
  return siteConfigSchema.parse({
    org: 'example.org',
    site: 'head-office',
    version: 1,
    notBefore: new Date(now - DAY_MS).toISOString(),
    expires: new Date(now + DAY_MS).toISOString(),
    organisation: 'Example',
    ...change,
  });
}

export function signedBy(key: SigningKey, change: object = {}): SignedConfig {
  const signed = signConfig(testConfig(change), key);
  if (!signed.ok) throw new Error(signed.code);
  return signed.value;
}
