/** What the relay serves to browsers: the pages where they are built, strict headers everywhere, and no more files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { get, type TestRelay, testRelay } from '../testing/test-relay.ts';

const root = mkdtempSync(join(tmpdir(), 'alongside-pages-'));
const dirs = { console: join(root, 'console'), join: join(root, 'join') };
for (const [name, dir] of Object.entries(dirs)) {
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), `<!doctype html><title>${name}</title>`);
  writeFileSync(join(dir, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(dir, '.secret'), 'hidden');
}
writeFileSync(join(root, 'outside.txt'), 'outside');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function raw(relay: TestRelay, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ port: new URL(relay.url).port, host: '127.0.0.1', path }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end();
  });
}

describe('pages', () => {
  it.each([
    ['/', 'join', 'no-cache'],
    [`/j/${'A'.repeat(22)}`, 'join', 'no-cache'],
    ['/join/', 'join', 'no-cache'],
    ['/console/', 'console', 'no-cache'],
  ])('come from the builds: %s', async (path, title, caching) => {
    await using relay = await testRelay({}, { pages: dirs });
    const { status, body, headers } = await get(`${relay.url}${path}`);
    expect([status, body['text']]).toEqual([200, `<!doctype html><title>${title}</title>`]);
    expect(headers.get('cache-control')).toBe(caching);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('keep hashed assets for long and send them as what they are', async () => {
    await using relay = await testRelay({}, { pages: dirs });
    const { headers } = await get(`${relay.url}/console/assets/index-abc123.js`);
    expect(headers.get('cache-control')).toContain('immutable');
    expect(headers.get('content-type')).toContain('javascript');
  });

  it.each([
    '/console/../outside.txt',
    '/console/%2e%2e/outside.txt',
    '/console/..%2foutside.txt',
    '/join/.secret',
  ])('give nothing else away: %s', async (path) => {
    await using relay = await testRelay({}, { pages: dirs });
    const text = await raw(relay, path);
    expect(text).not.toContain('outside');
    expect(text).not.toContain('hidden');
  });

  it('say so where they are not built', async () => {
    const nowhere = join(root, 'nowhere');
    await using relay = await testRelay({}, { pages: { console: nowhere, join: nowhere } });
    for (const path of ['/', '/console/', '/join/', '/j/x']) {
      const { status, body } = await get(`${relay.url}${path}`);
      expect([path, status]).toEqual([path, 503]);
      expect(String(body['text'])).toContain('npm run build');
    }
  });

  it('lead from the bare names to the apps, and 404 elsewhere without echoing', async () => {
    await using relay = await testRelay({}, { pages: dirs });
    expect((await get(`${relay.url}/console`)).headers.get('location')).toBe('/console/');
    const { status, body } = await get(`${relay.url}/<script>`);
    expect([status, body]).toEqual([404, { code: 'not-found' }]);
  });

  it('tell an operator how the relay is', async () => {
    await using relay = await testRelay();
    expect((await get(`${relay.url}/livez`)).status).toBe(200);
    expect((await get(`${relay.url}/readyz`)).status).toBe(200);
    const { body } = await get(`${relay.url}/metrics`);
    for (const name of ['relay_sockets 0', 'relay_sessions 0', 'process_resident_memory_bytes']) {
      expect(String(body['text'])).toContain(name);
    }
  });

  it('keep the figures to this machine', async () => {
    await using relay = await testRelay();
    expect((await get(`${relay.url}/metrics`, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
  });

  it('promise https for a year where the public address is https', async () => {
    await using relay = await testRelay({}, { publicUrl: 'https://help.example.test/' });
    expect(relay.url).toBe('https://help.example.test');
    const { headers } = await get(`${relay.listening}/api/site`);
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
