import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf, proofTranscript, wordsTranscript } from './trust.ts';

const hex = (byte: number): string =>
  Array.from({ length: 32 }, () => byte.toString(16).padStart(2, '0')).join(':');
const MINE = hex(0xab);
const OTHER = hex(0x12);

const sdp = (...fingerprints: readonly string[]): string =>
  ['v=0', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', ...fingerprints, 'a=setup:actpass', ''].join(
    '\r\n',
  );

test('the fingerprint is read whatever its case, from session or media level', () => {
  expect(fingerprintOf(sdp(`a=fingerprint:sha-256 ${MINE.toUpperCase()}`))).toBe('ab'.repeat(32));
  expect(
    fingerprintOf(sdp(`a=fingerprint:sha-256 ${MINE}`, `a=fingerprint:sha-256 ${MINE.toUpperCase()}`)),
  ).toBe('ab'.repeat(32));
});

test.each([
  ['no fingerprint', []],
  ['a second fingerprint smuggled in', [`a=fingerprint:sha-256 ${MINE}`, `a=fingerprint:sha-256 ${OTHER}`]],
  ['a weaker hash only', [`a=fingerprint:sha-1 ${MINE.slice(0, 59)}`]],
  ['a short one', [`a=fingerprint:sha-256 ${MINE.slice(3)}`]],
  ['a long one', [`a=fingerprint:sha-256 ${MINE}:00`]],
  ['something behind it', [`a=fingerprint:sha-256 ${MINE} ${OTHER}`]],
])('a description with %s has none that could be trusted', (_what, lines) => {
  expect(fingerprintOf(sdp(...lines))).toBeUndefined();
});

// Browsers take any fingerprint of the description: one that our reading misses would be one nobody proved.
test.each([
  ['another hash', `a=fingerprint:sha-512 ${OTHER}:${OTHER}`],
  ['another hash, older', `a=fingerprint:sha-1 ${OTHER.slice(0, 59)}`],
  ['an upper-case name of the hash', `a=fingerprint:SHA-256 ${OTHER}`],
  ['two blanks', `a=fingerprint:sha-256  ${OTHER}`],
  ['a line that only some readers end', `a=x\ra=fingerprint:sha-256 ${OTHER}`],
  ['another line separator', `a=x\u2028a=fingerprint:sha-256 ${OTHER}`],
  ['a session without colons', `a=fingerprint:sha-256 ${OTHER.replaceAll(':', '')}`],
  ['an upper-case attribute', `A=fingerprint:sha-256 ${OTHER}`],
])('a second fingerprint cannot be hidden behind %s', (_how, line) => {
  expect(fingerprintOf(sdp(`a=fingerprint:sha-256 ${MINE}`, line))).toBeUndefined();
});

const side = { role: 'csr', session: 's', csrFingerprint: 'c', customerFingerprint: 'k' } as const;

test('the proof of one side is never the proof of the other', () => {
  expect(proofTranscript(side)).not.toBe(proofTranscript({ ...side, role: 'customer' }));
});

test('whatever differs in what is signed differs in the transcript', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  const sides = fc.record({
    session: value,
    csrFingerprint: value,
    customerFingerprint: value,
    csrNonce: value,
    customerNonce: value,
  });
  fc.assert(
    fc.property(sides, sides, (a, b) => {
      const isSame = JSON.stringify(a) === JSON.stringify(b);
      expect(wordsTranscript(a) === wordsTranscript(b)).toBe(isSame);
      const proofOf = (one: typeof a): string => proofTranscript({ ...side, ...pick(one) });
      expect(proofOf(a) === proofOf(b)).toBe(JSON.stringify(pick(a)) === JSON.stringify(pick(b)));
    }),
  );
  expect(wordsTranscript({ ...side, csrNonce: 'n', customerNonce: 'm' })).not.toBe(
    wordsTranscript({ ...side, csrNonce: 'm', customerNonce: 'n' }),
  );
});

function pick(one: { session: string; csrFingerprint: string; customerFingerprint: string }) {
  const { session, csrFingerprint, customerFingerprint } = one;
  return { session, csrFingerprint, customerFingerprint };
}
