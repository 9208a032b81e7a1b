import { expect, test } from 'vitest';
import { browserFlags } from './browser-flags.ts';

const options = {
  profileDir: '/tmp/p',
  size: { width: 440, height: 720 },
  screens: 1,
  remoteDebugging: false,
} as const;

test('no debugging port is open unless a test asks for it', () => {
  expect(browserFlags(options).join(' ')).not.toContain('remote-debugging');
  expect(browserFlags({ ...options, remoteDebugging: true })).toContain('--remote-debugging-port=0');
});

test('the sandbox stays, except for root, to whom Chromium refuses it', () => {
  expect(browserFlags(options).includes('--no-sandbox')).toBe(process.getuid?.() === 0);
});

test('the screen is named as the browser names it: its only one, or the first of several', () => {
  const nameOf = (screens: number) =>
    browserFlags({ ...options, screens }).find((flag) => flag.startsWith('--auto-select'));
  expect(nameOf(1)).toBe('--auto-select-desktop-capture-source=Entire screen');
  expect(nameOf(2)).toBe('--auto-select-desktop-capture-source=Screen 1');
});

test('nothing that weakens pages is switched on', () => {
  const flags = browserFlags(options).join(' ');
  expect(flags).not.toMatch(
    /disable-web-security|allow-file-access|ignore-certificate|disable-site-isolation/,
  );
  expect(flags).toContain('--user-data-dir=/tmp/p');
});
