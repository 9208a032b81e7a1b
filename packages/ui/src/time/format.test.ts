import { describe, expect, it } from 'vitest';
import { formatAgo, formatDuration, formatElapsed } from './format.ts';

const MINUTE = 60_000;

describe('formatElapsed', () => {
  it.each([
    [-5, '0:00'],
    [7_999, '0:07'],
    [4 * MINUTE + 7_000, '4:07'],
    [64 * MINUTE + 7_000, '1:04:07'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatElapsed(ms)).toBe(text);
  });
});

describe('formatAgo', () => {
  it('is silent about less than a minute, and about a clock that runs ahead', () => {
    expect(formatAgo('en', 0, 59_999)).toBeUndefined();
    expect(formatAgo('en', 1_000, 0)).toBeUndefined();
  });

  it('speaks both languages', () => {
    expect(formatAgo('en', 0, 2 * MINUTE)).toBe('2 min. ago');
    expect(formatAgo('ko', 0, 2 * MINUTE)).toBe('2분 전');
    expect(formatAgo('ko', 0, 25 * 60 * MINUTE)).toBe('어제');
  });
});

it('formatDuration rounds to what a reader cares about', () => {
  expect(formatDuration('en', 42_000)).toBe('42 sec');
  expect(formatDuration('en', 11 * MINUTE + 20_000)).toBe('11 min');
  expect(formatDuration('ko', 90 * MINUTE)).toBe('1시간 30분');
});
