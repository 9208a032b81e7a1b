import { describe, expect, it } from 'vitest';
import { SAFETY_WORD_TABLE } from './safety-word-table.ts';
import { safetyWordsOf } from './safety-words-of.ts';

describe.each(['en', 'ko'] as const)('the %s safety words', (language) => {
  const words = SAFETY_WORD_TABLE[language];

  it('are 256 different ones', () => {
    expect(new Set(words).size).toBe(256);
    expect(words).toHaveLength(256);
  });

  it('are in their script and short enough to read out', () => {
    const script = language === 'ko' ? /^[가-힣]{2,5}$/ : /^[a-z]{4,8}$/;
    for (const word of words) expect(word).toMatch(script);
  });
});

it('the order never changes, since both ends must show the same word', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(SAFETY_WORD_TABLE));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  expect(Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
    '0e0a915e8127cd7b',
  );
});

it('refuses a number that is no index', () => {
  expect(() => safetyWordsOf([256], 'en')).toThrow(RangeError);
  expect(safetyWordsOf([0, 255], 'en')).toEqual(['acorn', 'vase']);
});
