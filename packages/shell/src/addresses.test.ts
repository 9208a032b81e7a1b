import { expect, test } from 'vitest';
import { deepLinkIn } from './deep-link-url.ts';
import { isAllowedExternal } from './external-url.ts';

const allowed = ['https://alongside.example'];

test.each([
  'https://alongside.example',
  'https://alongside.example/help?a#b',
  'https://ALONGSIDE.example:443/',
])('%s may be opened', (url) => {
  expect(isAllowedExternal(url, allowed)).toBe(true);
});

test.each([
  'http://alongside.example/',
  'https://alongside.example.evil.example/',
  'https://evil.example/https://alongside.example',
  'https://alongside.example@evil.example/',
  'https://user@alongside.example/',
  'https://alongside.example:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://alongside.example/x',
  'ms-msdt:/id',
  'alongside.example',
  '',
  `https://alongside.example/${'x'.repeat(2_048)}`,
])('%s may not be opened', (url) => {
  expect(isAllowedExternal(url, allowed)).toBe(false);
});

test('our deep link is found, whatever else stands in the command line', () => {
  const link = 'alongside-helper://join/ABCD1234';
  expect(deepLinkIn(['helper', '--flag', 'https://x.example', link], 'alongside-helper')).toBe(link);
});

test.each(['alongside-console://start', 'alongside-helper', `alongside-helper://${'x'.repeat(2_048)}`, ''])(
  '%s is no link of the helper',
  (argument) => {
    expect(deepLinkIn([argument], 'alongside-helper')).toBeUndefined();
  },
);
