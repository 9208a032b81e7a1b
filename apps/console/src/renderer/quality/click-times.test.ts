import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTime, hasChanged, medianOf } from './click-times.ts';

const PIXELS = 400;
const grey = (level: number): number[] => Array.from({ length: PIXELS * 4 }, () => level);
const withSpot = (count: number, level: number): number[] =>
  grey(100).map((value, at) => (at < count * 4 ? level : value));

test.each<[string, number[], boolean]>([
  ['the same', grey(100), false],
  ['what a codec made a little finer', grey(120), false],
  ['another shade all over', grey(130), true],
  ['four pixels of four hundred', withSpot(4, 255), false],
  ['five', withSpot(5, 255), true],
])('%s: changed %#', (_, after, changed) => {
  expect(hasChanged(grey(100), after)).toBe(changed);
  expect(hasChanged(after, grey(100))).toBe(changed);
});

test('the figure is the middle one of the last nine', () => {
  expect(medianOf([])).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1 }), (all) => {
      const kept = all.reduce<readonly number[]>(addTime, []);
      expect(kept).toEqual(all.slice(-9));
      const median = medianOf(kept) ?? NaN;
      const below = kept.filter((ms) => ms < median).length;
      const above = kept.filter((ms) => ms > median).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(kept.length / 2);
    }),
  );
});
