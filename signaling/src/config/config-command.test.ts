/** `npm run admin -- config …` as a program: its files, what it says, and with which exit code. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const ADMIN = join(import.meta.dirname, '..', 'admin.ts');
const TIMEOUT_MS = 90_000;
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'alongside-config-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

async function admin(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [ADMIN, 'config', ...words, '--data', join(dir, 'relay')]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

function source(name: string, version: number, more = ''): string {
  const file = join(dir, name);
  const now = Date.now();
  const text = `# ours
org: example.org
site: head-office
version: ${version}
notBefore: ${new Date(now - 60_000).toISOString()}
expires: ${new Date(now + 3_600_000).toISOString()}
organisation: 예시 주식회사
${more}`;
  writeFileSync(file, text);
  return file;
}

it('makes a key, signs, pushes and shows', { timeout: TIMEOUT_MS }, async () => {
  expect((await admin('show')).out).toContain('built-in');
  const made = await admin('keygen', '--out', join(dir, 'keys'));
  expect(made.code).toBe(0);
  const publicKey = /Public key: ([0-9a-f]{64})\n/.exec(made.out)?.[1] ?? '';
  const keyFile = join(dir, 'keys', 'site-config.key');
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect((await admin('keygen', '--out', join(dir, 'keys'))).err).toContain('left as it is');

  const first = source('first.yaml', 1, 'files: { advanced: true }\n');
  const signed = join(dir, 'first.json');
  expect((await admin('sign', first, '--key', keyFile, '--out', signed)).code).toBe(0);
  expect(readFileSync(signed, 'utf8')).not.toContain(readFileSync(keyFile, 'utf8').split('\n')[1]);
  const pushed = await admin('push', signed);
  expect(pushed).toMatchObject({ code: 0, err: '' });
  expect(pushed.out).toContain(`trusts the key ${publicKey}`);
  expect((await admin('push', signed)).out).toContain('already here');
  expect((await admin('push', source('two.yaml', 2, 'chatKept: true\n'), '--key', keyFile)).code).toBe(0);
  expect((await admin('push', signed)).err).toContain('never goes back');
  // Of two at once the second sees the first.
  const rivals = ['Three', 'Four'].map((name) => source(`${name}.yaml`, 3, `branding: { name: ${name} }\n`));
  const both = await Promise.all(rivals.map((file) => admin('push', file, '--key', keyFile)));
  expect(both.filter(({ code }) => code === 0)).toHaveLength(1);

  const shown = (await admin('show')).out;
  expect(shown).toMatch(/^# version 3, pushed .*, in-force\n/);
  expect(shown).toContain('organisation: 예시 주식회사');
  expect(shown).toContain(`# signed by ${publicKey}`);
  const rows: unknown = JSON.parse((await admin('history', '--json')).out);
  expect(rows).toMatchObject([
    { version: 3, key: publicKey },
    { version: 2, key: publicKey },
    { version: 1, key: publicKey },
  ]);
});

it('refuses in words, and names the place in the file', { timeout: TIMEOUT_MS }, async () => {
  await admin('keygen', '--out', dir);
  await admin('keygen', '--out', join(dir, 'other'));
  const keyFile = join(dir, 'site-config.key');
  const wrong = source('wrong.yaml', 1, 'files:\n  advanced: maybe\ncolour: red\n');
  const refused = await admin('push', wrong, '--key', keyFile);
  expect(refused.code).toBe(1);
  expect(refused.err).toBe(
    `${wrong}:9:13: files.advanced: expected boolean, received string\n${wrong}:10:1: colour: there is no such setting\n`,
  );
  const good = source('good.yaml', 1);
  expect((await admin('push', good)).err).toContain('no signed config');
  expect((await admin('push', good, '--key', good)).err).toContain('no private key');
  expect((await admin('push', join(dir, 'nothing.yaml'), '--key', keyFile)).err).toContain('no such file');
  expect((await admin('push', good, '--key', keyFile)).code).toBe(0);
  const otherKey = join(dir, 'other', 'site-config.key');
  const next = source('next.yaml', 2);
  expect((await admin('push', next, '--key', otherKey)).err).toContain('config trust');
  expect((await admin('trust', 'nonsense')).err).toContain('64 hexadecimal');
  expect((await admin('nonsense')).err).toContain('usage');
  expect((await admin('sign', next)).err).toContain('usage');
});
