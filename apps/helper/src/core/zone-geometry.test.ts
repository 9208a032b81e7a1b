import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fractionOf, holds, unionOf } from './zone-geometry.ts';

const BOUNDS = { x: 100, y: 50, width: 200, height: 100 };
const rect = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 1, max: 600 }),
  height: fc.integer({ min: 1, max: 600 }),
});

test.each([
  [
    { x: 100, y: 50, width: 200, height: 100 },
    { x: 0, y: 0, width: 1, height: 1 },
  ],
  [
    { x: 200, y: 100, width: 50, height: 25 },
    { x: 0.5, y: 0.5, width: 0.25, height: 0.25 },
  ],
  [
    { x: 0, y: 0, width: 150, height: 100 },
    { x: 0, y: 0, width: 0.25, height: 0.5 },
  ],
  [{ x: 300, y: 50, width: 10, height: 10 }, null],
  [{ x: 0, y: 0, width: 100, height: 50 }, null],
])('%j of the surface is %j', (place, part) => {
  expect(fractionOf(place, BOUNDS)).toEqual(part);
});

test('every pixel of a hidden place that is seen lies in its fraction', () => {
  fc.assert(
    fc.property(rect, rect, fc.double({ min: 0, max: 1, noNaN: true }), (place, bounds, way) => {
      const part = fractionOf(place, bounds);
      const at = { x: place.x + way * place.width, y: place.y + way * place.height };
      const isSeen = holds(bounds, at);
      const fraction = { x: (at.x - bounds.x) / bounds.width, y: (at.y - bounds.y) / bounds.height };
      const slack = 1e-9;
      const isInside = way > 0 && way < 1 && isWithin(bounds, at);
      if (part === null) return !isInside;
      const wide = {
        x: part.x - slack,
        y: part.y - slack,
        width: part.width + 2 * slack,
        height: part.height + 2 * slack,
      };
      return !isSeen || holds(wide, fraction);
    }),
  );
});

function isWithin({ x, y, width, height }: typeof BOUNDS, at: { x: number; y: number }): boolean {
  return at.x > x && at.y > y && at.x < x + width && at.y < y + height;
}

test('what moved is covered where it was, where it is, and between', () => {
  fc.assert(
    fc.property(rect, rect, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, way) => {
      const all = unionOf([from, to], 4);
      const at = { x: from.x + way * (to.x - from.x), y: from.y + way * (to.y - from.y) };
      expect(all !== null && holds(all, at)).toBe(true);
    }),
  );
  expect(unionOf([], 4)).toBeNull();
  expect(unionOf([{ x: 0, y: 0, width: 2, height: 2 }], 1)).toEqual({
    x: -1,
    y: -1,
    width: 4,
    height: 4,
  });
});
