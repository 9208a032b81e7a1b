/** A site's own file: what it gives, and what it is told where it is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SITE } from '@alongside/protocol';
import { expect, onTestFinished, test } from 'vitest';
import { readSiteFile } from './site-file.ts';

function fileOf(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'site.json');
  writeFileSync(file, text);
  return file;
}

const phone = { numbers: [{ label: 'Seoul', number: '+82 2 555 01 00' }], accessCode: '4711 #' };

test('what it names takes the place of the built-in, the rest stays', () => {
  const read = readSiteFile(fileOf(JSON.stringify({ organisation: 'Muster Ltd', phone })));
  expect(read).toEqual({ ok: true, value: { ...DEFAULT_SITE, organisation: 'Muster Ltd', phone } });
});

test.each([
  ['no JSON', '{ organisation', /JSON/],
  ['an unknown part', '{"colour":"red"}', /colour/],
  ['a claim to be verified', '{"verified":true}', /verified/],
  [
    'a number that is none',
    JSON.stringify({ phone: { ...phone, numbers: [{ label: 'x', number: 'call me' }] } }),
    /phone\.numbers\.0\.number/,
  ],
  ['no numbers', JSON.stringify({ phone: { ...phone, numbers: [] } }), /phone\.numbers/],
])('%s is refused with its place', (_what, text, says) => {
  const read = readSiteFile(fileOf(text));
  expect(read.ok ? '' : read.code).toMatch(says);
});

test('a file that is not there is said to be so', () => {
  const read = readSiteFile('/nowhere/site.json');
  expect(read.ok ? '' : read.code).toMatch(/ENOENT/);
});
