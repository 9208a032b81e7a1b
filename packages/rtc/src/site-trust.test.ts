/** Whose word on the site is taken: with real signatures, by a relay that says what it likes. */
import { DEFAULT_SITE, type SignedConfig, signedText, type Site } from '@alongside/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from './crypto.ts';
import { createSiteTrust, type SiteStatement } from './site-trust.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const AFTER = Date.parse('2028-01-01T00:00:00Z');

async function newKey() {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = [...raw].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const sign = async (config: string): Promise<SignedConfig> => {
    const bytes = new TextEncoder().encode(signedText(config));
    const signature = new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, pair.privateKey, bytes));
    return { format: 'alongside-site-config/1', key, signature: encodeBase64Url(signature), config };
  };
  return { key, sign };
}

function textOf(version: number, change: object = {}): string {
  return JSON.stringify({
    org: 'example.org',
    site: 'head-office',
    version,
    notBefore: '2026-11-01T00:00:00Z',
    expires: '2027-11-01T00:00:00Z',
    organisation: `Version ${version}`,
    ...change,
  });
}

/** The relay's own word, which says something else. */
const CLAIMED: Site = {
  ...DEFAULT_SITE,
  organisation: 'Claimed',
  files: { ...DEFAULT_SITE.files, advanced: true },
};
const said = (config: SignedConfig | null, serverTime = NOW): SiteStatement => {
  return { site: CLAIMED, config, serverTime };
};

const ours = await newKey();
const theirs = await newKey();

describe('a site without a config', () => {
  it('is as its relay says', async () => {
    const trust = createSiteTrust();
    expect(trust.state.get()).toEqual({ site: null, problem: null, refusedKey: null });
    expect(await trust.take(said(null))).toEqual(CLAIMED);
  });
});

describe('a signed config', () => {
  it('counts, and not what the relay says beside it; the first key is kept', async () => {
    const kept: SignedConfig[] = [];
    const trust = createSiteTrust({ keep: (config) => kept.push(config) });
    const first = await ours.sign(textOf(1));
    expect(await trust.take(said(first))).toMatchObject({
      organisation: 'Version 1',
      files: { advanced: false },
    });
    await trust.take(said(first));
    expect(kept).toEqual([first]);
    expect((await trust.take(said(await ours.sign(textOf(2))))).organisation).toBe('Version 2');
    expect(kept).toHaveLength(2);
  });

  it('gives nothing any more when the relay’s clock is past its time', async () => {
    const trust = createSiteTrust();
    const config = await ours.sign(textOf(1, { files: { advanced: true } }));
    expect((await trust.take(said(config))).files.advanced).toBe(true);
    expect((await trust.take(said(config, AFTER))).files.advanced).toBe(false);
    expect(trust.state.get().problem).toBeNull();
  });

  it.each([
    ['site-older', () => ours.sign(textOf(4))],
    ['site-older', () => ours.sign(textOf(5, { chatKept: true }))],
    ['site-key-changed', () => theirs.sign(textOf(6))],
    ['site-other', () => ours.sign(textOf(6, { org: 'other.org' }))],
    ['site-other', () => ours.sign(textOf(6, { site: 'branch' }))],
    ['site-unknown', () => ours.sign(textOf(6, { consent: false }))],
    ['site-unknown', () => ours.sign('[]')],
    ['site-forged', async () => ({ ...(await theirs.sign(textOf(6))), key: ours.key })],
    ['site-forged', async () => ({ ...(await ours.sign(textOf(6))), config: textOf(7) })],
    ['site-missing', () => Promise.resolve(null)],
  ] as const)('%s: is refused, and what held goes on, also after a restart', async (problem, next) => {
    const good = await ours.sign(textOf(5, { recording: { allowed: false } }));
    const kept: SignedConfig[] = [];
    const keep = (config: SignedConfig) => kept.push(config);
    const trust = createSiteTrust({ keep });
    await trust.take(said(good));
    for (const each of [trust, createSiteTrust({ pinned: good, keep })]) {
      const holds = await each.take(said(await next()));
      expect(holds).toMatchObject({ organisation: 'Version 5', recording: { allowed: false } });
      expect(each.state.get()).toMatchObject({ problem, site: holds });
      await each.take(said(await ours.sign(textOf(8))));
      expect(each.state.get()).toMatchObject({ problem: null, refusedKey: null });
    }
    expect(kept.map(({ config }) => config)).toEqual([good.config, textOf(8), textOf(8)]);
  });

  it('that is forged from the start leaves only the built-in site', async () => {
    const trust = createSiteTrust();
    const forged = { ...(await ours.sign(textOf(1))), config: textOf(1, { files: { advanced: true } }) };
    expect(await trust.take(said(forged))).toEqual(DEFAULT_SITE);
    expect(trust.state.get().problem).toBe('site-forged');
  });

  it('is forged wherever one letter of it was changed', async () => {
    const good = await ours.sign(textOf(3, { files: { advanced: false } }));
    const part = fc.constantFrom('config' as const, 'signature' as const, 'key' as const);
    await fc.assert(
      fc.asyncProperty(part, fc.nat(), async (name, n) => {
        // The signature's last letter has bits that are no part of it.
        const at = n % (good[name].length - (name === 'signature' ? 1 : 0));
        const letter = good[name][at] === '0' ? '1' : '0';
        const changed = { ...good, [name]: good[name].slice(0, at) + letter + good[name].slice(at + 1) };
        const trust = createSiteTrust();
        await trust.take(said(changed));
        expect(trust.state.get().problem).toBe('site-forged');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a key that changed', () => {
  it('is believed when the person says so, and the old one is not any more', async () => {
    const kept: SignedConfig[] = [];
    const trust = createSiteTrust({
      pinned: await ours.sign(textOf(5)),
      keep: (config) => kept.push(config),
    });
    const next = await theirs.sign(textOf(6));
    await trust.take(said(next));
    expect(trust.state.get()).toMatchObject({ problem: 'site-key-changed', refusedKey: theirs.key });
    trust.believeRefused();
    expect(trust.state.get()).toMatchObject({ problem: null, site: { organisation: 'Version 6' } });
    expect(kept).toEqual([next]);
    await trust.take(said(await ours.sign(textOf(7))));
    expect(trust.state.get().problem).toBe('site-key-changed');
  });

  it('is not believed by itself, nor is what was forged', async () => {
    const trust = createSiteTrust({ pinned: await ours.sign(textOf(5)) });
    await trust.take(said({ ...(await theirs.sign(textOf(6))), config: textOf(7) }));
    trust.believeRefused();
    expect(trust.state.get()).toMatchObject({ problem: 'site-forged', site: { organisation: 'Version 5' } });
  });
});

it('takes statements one after the other, however long each proof takes', async () => {
  const trust = createSiteTrust();
  const all = await Promise.all([1, 2, 3, 4, 5].map((version) => ours.sign(textOf(version))));
  await Promise.all(all.map((config) => trust.take(said(config))));
  expect(trust.state.get()).toMatchObject({ site: { organisation: 'Version 5' }, problem: null });
});
