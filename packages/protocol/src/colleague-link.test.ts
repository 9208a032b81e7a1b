import { expect, test } from 'vitest';
import { decodeColleagueLink, encodeColleagueLink } from './colleague-link.ts';

const token = 'a'.repeat(22);

test('what is written is read again, whatever is around it', () => {
  const link = { relay: 'https://help.example:8443', token };
  expect(decodeColleagueLink(` ${encodeColleagueLink(link)}\n`)).toEqual({ ok: true, value: link });
});

test.each([
  '',
  'https://help.example/j/aaaaaaaaaaaaaaaaaaaaaa#bbbbbbbbbbbbbbbbbbbbbb',
  `https://help.example/console/#join=${token}x`,
  `https://user@help.example/console/#join=${token}`,
  `javascript://help.example/console/#join=${token}`,
  `https://help.example/console/?x#join=${token}`,
])('%j is no link of a colleague', (text) => {
  expect(decodeColleagueLink(text).ok).toBe(false);
});
