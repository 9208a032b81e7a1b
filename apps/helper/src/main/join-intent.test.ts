import fc from 'fast-check';
import { decodeJoinInput } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { intentOfDeepLink, readStartOptions } from './join-intent.ts';

const TOKEN = 'A'.repeat(22);
const SECRET = 'b'.repeat(22);
const LINK = `https://help.example.org/j/${TOKEN}#${SECRET}`;
const DEEP = `alongside-helper://join/help.example.org/${TOKEN}#${SECRET}`;

test('--join and --name are written into the boxes', () => {
  const options = readStartOptions([
    'helper',
    `--join=${LINK}`,
    '--name=Aunt Edna',
    '--relay=http://127.0.0.1:8080/',
  ]);
  expect(options).toEqual({
    intent: { join: LINK, name: 'Aunt Edna' },
    relay: 'http://127.0.0.1:8080',
    profileDir: undefined,
    isJoinNamed: true,
    resumes: false,
  });
});

test('a file name may carry a code and nothing else', () => {
  const intentOf = (file: string) => readStartOptions([], file).intent;
  expect(intentOf('Alongside-Helper-7KQ2-M4XA (1).exe')).toEqual({ join: '7KQ2-M4XA', name: '' });
  expect(intentOf('Alongside-Helper.AppImage').join).toBe('');
  expect(intentOf('help.example.org-7KQ2.exe').join).toBe('');
});

test('what follows a deep link was written by whoever made the link', () => {
  const options = readStartOptions([
    DEEP,
    '--relay=https://evil.example',
    '--name=Evil',
    '--profile=/tmp/evil',
  ]);
  expect(options).toEqual({
    intent: { join: '', name: '' },
    relay: null,
    profileDir: undefined,
    isJoinNamed: false,
    resumes: false,
  });
  expect(intentOfDeepLink(DEEP)).toEqual({ join: DEEP, name: '' });
});

test('whatever the command line or a link says, all that comes of it is text that reads as a code or link', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(LINK, DEEP, '--relay=javascript:alert(1)', '--join', '--join='),
    fc.string().map((text) => `--join=${text}`),
    fc.string().map((text) => `--name=${text}`),
    fc.string().map((text) => `--relay=${text}`),
    fc.string().map((text) => `alongside-helper://join/${text}`),
  );
  fc.assert(
    fc.property(fc.array(part), fc.string(), (argv, fileName) => {
      const { intent, relay } = readStartOptions(argv, fileName);
      const links = argv.map(intentOfDeepLink);
      for (const { join, name } of [intent, ...links]) {
        expect(join === '' || decodeJoinInput(join).ok).toBe(true);
        expect(name.length).toBeLessThanOrEqual(80);
      }
      if (relay !== null) expect(new URL(relay).pathname).toBe('/');
    }),
    { numRuns: 2_000 },
  );
});
