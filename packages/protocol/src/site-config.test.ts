/** A site's config: what its schema lets through, and what is left of it out of its time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SITE, siteSchema } from './site.ts';
import { decodeSiteConfig, siteConfigSchema, siteOf, timeOf, type SiteConfig } from './site-config.ts';

const LEAST = {
  org: 'example.org',
  site: 'head-office',
  version: 1,
  notBefore: '2026-11-01T00:00:00Z',
  expires: '2027-11-01T00:00:00Z',
  organisation: 'Example',
};
const WITHIN = Date.parse('2026-12-01T00:00:00Z');
const AFTER = Date.parse('2027-12-01T00:00:00Z');

/** The head of a PNG, which says how large the picture is. */
function png(width: number, height: number): string {
  const word = (value: number) => [24, 16, 8, 0].map((shift) => (value >> shift) & 0xff);
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...word(13), 0x49, 0x48, 0x44, 0x52];
  return base64([...head, ...word(width), ...word(height), 8, 6, 0]);
}

function base64(bytes: readonly number[]): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{6}/g) ?? [];
  return groups.map((group) => letters[Number.parseInt(group, 2)]).join('');
}

function configOf(change: object = {}): SiteConfig {
  return siteConfigSchema.parse({ ...LEAST, ...change });
}

describe('the schema', () => {
  test('what is left out is as it is without a config', () => {
    const said = siteOf(configOf(), WITHIN);
    expect(said).toEqual({ ...DEFAULT_SITE, organisation: 'Example' });
    expect(siteSchema.parse(said)).toEqual(said);
    expect(configOf({ files: { advanced: true } }).files).toEqual({ ...DEFAULT_SITE.files, advanced: true });
  });

  test.each<[string, object]>([
    ['an unknown part', { consent: false }],
    ['an unknown line in a part', { files: { path: '/etc' } }],
    ['no way around consent', { recording: { required: true } }],
    ['a claim to be verified', { verified: true }],
    ['markup', { organisation: '<b>Example</b>' }],
    ['markup in a label', { sessionTypes: [{ id: 'a', label: 'a<script>' }] }],
    ['what is not seen', { branding: { name: 'Ex\u202eample' } }],
    ['a version of none', { version: 0 }],
    ['a broken version', { version: 1.5 }],
    ['an organisation with a path', { org: '../other' }],
    ['a day without a time', { expires: '2027-11-01' }],
    ['an end before its beginning', { expires: '2026-10-01T00:00:00Z' }],
    ['a third language', { languages: ['en', 'fr'] }],
    ['a language twice', { languages: ['en', 'en'] }],
    ['no language', { languages: [] }],
    ['an id twice', { trackingCodes: Array(2).fill({ id: 'a', label: 'A', required: true }) }],
    ['for ever', { retentionDays: 100_000 }],
    ['files without a limit', { files: { maxFileMb: 1e9 } }],
    ['a colour by its name', { branding: { colour: 'red' } }],
    ['a colour with more in it', { branding: { colour: '#ff0000;background:url(x)' } }],
    ['an SVG', { branding: { logo: 'PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=' } }],
    ['an address of a logo', { branding: { logo: 'https://example.org/logo.png' } }],
    ['a huge logo', { branding: { logo: png(40_000, 40_000) } }],
    ['a logo of no size', { branding: { logo: png(0, 10) } }],
    ['a long logo', { branding: { logo: png(9, 9) + 'AAAA'.repeat(6_000) } }],
    ['another way to connect', { turn: 'anything' }],
  ])('%s is refused', (_what, change) => {
    expect(siteConfigSchema.safeParse({ ...LEAST, ...change }).success).toBe(false);
  });

  test.each([
    [1, 1],
    [512, 512],
    [255, 256],
  ])('a logo of %i × %i is taken', (width, height) => {
    expect(configOf({ branding: { logo: `${png(width, height)}` } }).branding.logo).not.toBeNull();
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('%s is no name of a part', (name) => {
    const text = JSON.stringify(LEAST).replace('{', `{"${name}":{"files":{"advanced":true}},`);
    expect(decodeSiteConfig(text)).toEqual({ ok: false, code: 'bad-config' });
    const inside = JSON.stringify({ ...LEAST, files: {} }).replace('"files":{', `"files":{"${name}":{}`);
    expect(decodeSiteConfig(inside)).toEqual({ ok: false, code: 'bad-config' });
  });

  test('whatever comes, it is refused or it is a config', () => {
    const places = ['version', 'files', 'phone', 'sessionTypes', 'branding', 'expires', 'languages', 'x'];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const decoded = decodeSiteConfig(JSON.stringify({ ...LEAST, [place]: value }));
        if (!decoded.ok) return;
        expect(siteConfigSchema.parse(decoded.value)).toEqual(decoded.value);
        expect(siteSchema.safeParse(siteOf(decoded.value, WITHIN)).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        decodeSiteConfig(text);
      }),
    );
  });
});

describe('time', () => {
  test('it begins at notBefore and is over at expires', () => {
    const config = configOf({ expires: '2027-11-01T09:00:00+09:00' });
    const end = Date.parse('2027-11-01T00:00:00Z');
    expect(timeOf(config, Date.parse(LEAST.notBefore) - 1)).toBe('not-yet');
    expect(timeOf(config, Date.parse(LEAST.notBefore))).toBe('in-force');
    expect(timeOf(config, end - 1)).toBe('in-force');
    expect(timeOf(config, end)).toBe('expired');
  });

  test('out of it nothing is allowed that was not before, and what was forbidden stays so', () => {
    const rules = fc.record({
      chatKept: fc.boolean(),
      files: fc.record({
        advanced: fc.boolean(),
        maxFileMb: fc.integer({ min: 1, max: 102_400 }),
        whileSharing: fc.boolean(),
      }),
      recording: fc.record({ allowed: fc.boolean(), encrypted: fc.boolean(), customerCopy: fc.boolean() }),
      retentionDays: fc.integer({ min: 1, max: 3_650 }),
    });
    fc.assert(
      fc.property(rules, (given) => {
        const { files, recording, ...rest } = siteOf(configOf(given), AFTER);
        expect(rest.chatKept).toBe(false);
        expect([files.advanced, files.whileSharing]).toEqual([false, false]);
        expect(files.maxFileMb).toBeLessThanOrEqual(given.files.maxFileMb);
        expect(recording).toEqual(given.recording);
        expect(rest.retentionDays).toBeLessThanOrEqual(Math.min(90, given.retentionDays));
      }),
    );
  });
});
