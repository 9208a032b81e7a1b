import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [1_540, '1.5 kB'],
  [123_456, '123 kB'],
  [3_200_000, '3.2 MB'],
  [5_000_000_000, '5 GB'],
  [2 ** 50, '1,126 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes('en', bytes)).toBe(text);
});

test('in Korean as well', () => {
  expect(formatBytes('ko', 3_200_000)).toBe('3.2MB');
});
