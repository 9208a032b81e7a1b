import { expect, test } from 'vitest';
import { CLOSE_CODES, closeReasonOf, RELAY_ERROR_CODES } from './relay-codes.ts';

test('every close code has one reason, and the reason is found by it', () => {
  const codes = Object.values(CLOSE_CODES).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const [reason, { code }] of Object.entries(CLOSE_CODES)) expect(closeReasonOf(code)).toBe(reason);
});

test('ours are in the range that the standard leaves to applications', () => {
  const standard = [1000, 1002, 1007, 1008, 1009, 1012, 1013];
  for (const { code } of Object.values(CLOSE_CODES)) {
    expect(standard.includes(code) || (code >= 4_000 && code <= 4_999)).toBe(true);
  }
});

test('a code that is none of ours has no reason', () => {
  for (const code of [0, 1005, 1006, 4_999, Number.NaN]) expect(closeReasonOf(code)).toBeUndefined();
});

test('a client comes back by itself only where that can help', () => {
  const comesBack = Object.entries(CLOSE_CODES).filter(([, { retry }]) => retry);
  expect(comesBack.map(([reason]) => reason)).toEqual([
    'restart',
    'slowConsumer',
    'helloTimeout',
    'rateLimited',
    'tooManyFromAddress',
    'pingTimeout',
  ]);
});

test('error codes are distinct words', () => {
  expect(new Set(RELAY_ERROR_CODES).size).toBe(RELAY_ERROR_CODES.length);
});
