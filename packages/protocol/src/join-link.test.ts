import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeJoinCode,
  decodeJoinInput,
  encodeDeepLink,
  encodeJoinLink,
  formatJoinCode,
} from './join-link.ts';
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from './relay-limits.ts';

const TOKEN = 'tokentokentokentoken_-';
const SECRET = 'secretsecretsecret_-12';
const random = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);
const relay = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    fc.constantFrom('relay.example.org', 'localhost', '127.0.0.1', '[::1]', 'a-b.c'),
    fc.constantFrom('', ':1', ':8443', ':65535'),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`);

test('a link comes back as it was, as a web link and as a deep link', () => {
  fc.assert(
    fc.property(relay, random, random, (host, token, secret) => {
      const link = { relay: host, token, secret };
      const decoded = { ok: true, value: { kind: 'link', ...link } };
      expect(decodeJoinInput(encodeJoinLink(link))).toEqual(decoded);
      expect(decodeJoinInput(` ${encodeDeepLink(link)}\n`)).toEqual(decoded);
    }),
  );
});

test('a code comes back however it is spaced, dashed and cased', () => {
  const code = fc
    .array(fc.constantFrom(...Array.from(JOIN_CODE_ALPHABET)), {
      minLength: JOIN_CODE_LENGTH,
      maxLength: JOIN_CODE_LENGTH,
    })
    .map((chars) => chars.join(''));
  fc.assert(
    fc.property(code, (text) => {
      expect(decodeJoinInput(formatJoinCode(text))).toEqual({
        ok: true,
        value: { kind: 'code', code: text },
      });
      expect(decodeJoinCode(` ${text.toLowerCase().split('').join(' - ')} `)).toBe(text);
    }),
  );
});

test('letters that are read for digits count as those digits', () => {
  expect(decodeJoinCode('oOiI-lL12')).toBe('00111112');
});

test.each([
  ['nothing', ''],
  ['blanks', '   '],
  ['a code one too short', 'ABCD-EFG'],
  ['a code one too long', 'ABCD-EFGH-J'],
  ['a code with a letter that is none (U)', 'UBCD-EFGH'],
  ['a link without its secret', `https://relay.example.org/j/${TOKEN}`],
  ['a link with an empty secret', `https://relay.example.org/j/${TOKEN}#`],
  ['a link with a short token', `https://relay.example.org/j/short#${SECRET}`],
  ['a link with a user, who hides the real host', `https://relay.example.org@evil.test/j/${TOKEN}#${SECRET}`],
  ['a link with a query', `https://relay.example.org/j/${TOKEN}?next=evil#${SECRET}`],
  ['a link to another path', `https://relay.example.org/x/j/${TOKEN}#${SECRET}`],
  ['a link of another scheme', `javascript://relay.example.org/j/${TOKEN}#${SECRET}`],
  ['a file', `file:///j/${TOKEN}#${SECRET}`],
  ['a link with a backslash', `https://relay.example.org\\@evil.test/j/${TOKEN}#${SECRET}`],
  ['a link with a look-alike host', `https://rеlay.example.org/j/${TOKEN}#${SECRET}`],
  ['a deep link of another action', `alongside-helper://run/relay.example.org/${TOKEN}#${SECRET}`],
  ['two lines', `https://relay.example.org/j/${TOKEN}#${SECRET}\nhttps://evil.test`],
  ['a very long text', `https://${'a.'.repeat(300)}org/j/${TOKEN}#${SECRET}`],
])('%s is neither code nor link', (_what, text) => {
  expect(decodeJoinInput(text)).toEqual({ ok: false, code: 'not-a-code-or-link' });
});

test('whatever is pasted is answered quickly, never with a throw', () => {
  const pieces = fc.constantFrom(
    'https://',
    'alongside-helper://join/',
    'http~',
    'a.',
    '-',
    ':',
    '/j/',
    '#',
    TOKEN,
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (pasted) => {
      const decoded = decodeJoinInput(pasted);
      if (decoded.ok && decoded.value.kind === 'link')
        expect(decoded.value.relay).toMatch(/^https?:\/\/[^/@\s]+$/);
    }),
    { numRuns: 2_000 },
  );
});
