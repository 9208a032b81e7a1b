import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentSecurityPolicy, createPages } from './pages.ts';

async function site(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'alongside-pages-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const root = path.join(dir, 'root');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(dir, 'secret.txt'), 'secret');
  await writeFile(path.join(root, 'session.html'), '<!doctype html>');
  await writeFile(path.join(root, 'assets', '한글 name.js'), 'export {};');
  await symlink(path.join(dir, 'secret.txt'), path.join(root, 'link.txt'));
  await symlink(dir, path.join(root, 'folder'));
  return root;
}

test('a page comes with its type and the strict headers', async () => {
  const pages = createPages({ rootDir: await site(), connectTo: ['wss://relay.example'] });
  const { status, headers, body } = await pages.get('/session.html');
  expect(status).toBe(200);
  expect(Buffer.from(body).toString()).toBe('<!doctype html>');
  expect(headers).toMatchObject({
    'Content-Type': 'text/html; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  expect(headers['Content-Security-Policy']).toContain("connect-src 'self' wss://relay.example;");
});

test('an encoded path finds its file', async () => {
  const pages = createPages({ rootDir: await site() });
  const page = await pages.get(`/assets/${encodeURIComponent('한글 name.js')}`);
  expect(page.status).toBe(200);
  expect(page.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..\\secret.txt',
  '/link.txt',
  '/folder/secret.txt',
  '/folder/root/session.html',
  '//session.html',
  '/./session.html',
  '/session.html%00',
  '/session.html/',
  '/SESSION.HTML',
  '/assets',
  '/',
  '',
  '/%',
  '/constructor',
])('%s names no page', async (urlPath) => {
  const pages = createPages({ rootDir: await site() });
  const { status, body } = await pages.get(urlPath);
  expect(status).toBe(404);
  expect(body.byteLength).toBe(0);
});

test('pages loaded later may connect where the app has learnt to', async () => {
  const pages = createPages({ rootDir: await site() });
  const policy = async (): Promise<string | undefined> =>
    (await pages.get('/session.html')).headers['Content-Security-Policy'];
  expect(await policy()).toContain("connect-src 'self';");
  pages.setConnectOrigins(['https://relay.example:8443', 'wss://relay.example:8443']);
  expect(await policy()).toContain("connect-src 'self' https://relay.example:8443 wss://relay.example:8443;");
});

test.each([
  'https://a.example; script-src *',
  'https://a.example/path',
  '*',
  'https://*.example',
  "'unsafe-eval'",
  'data:',
])('the policy takes origins only, not %s', (origin) => {
  expect(() => contentSecurityPolicy({ connectTo: [origin] })).toThrow('origins only');
});

test('the policy allows no script but our own and nothing unnamed', () => {
  const policy = contentSecurityPolicy({ connectTo: [] });
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|\*|http:/);
});
