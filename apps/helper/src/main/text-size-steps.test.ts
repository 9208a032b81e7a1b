import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitInto, sizeAfter } from './text-size-steps.ts';

it('goes up to twice the size in four steps, and back', () => {
  const up = [1, 2, 3, 4, 5].reduce<number[]>((all) => [...all, sizeAfter(all.at(-1) ?? 1, 'larger')], [1]);
  expect(up).toEqual([1, 1.25, 1.5, 1.75, 2, 2]);
  expect(sizeAfter(2, 'smaller')).toBe(1.75);
  expect(sizeAfter(1, 'smaller')).toBe(1);
  expect(sizeAfter(1.75, 'usual')).toBe(1);
});

it('keeps a window on the screen, and as it was where that is possible', () => {
  const size = fc.integer({ min: 1, max: 4_000 });
  const place = fc.integer({ min: -4_000, max: 4_000 });
  const area = fc.record({ x: place, y: place, width: size, height: size });
  fc.assert(
    fc.property(area, area, (screen, wanted) => {
      const window = fitInto(screen, wanted);
      expect(window.x).toBeGreaterThanOrEqual(screen.x);
      expect(window.y).toBeGreaterThanOrEqual(screen.y);
      expect(window.x + window.width).toBeLessThanOrEqual(screen.x + screen.width);
      expect(window.y + window.height).toBeLessThanOrEqual(screen.y + screen.height);
      expect(fitInto(screen, window)).toEqual(window);
    }),
  );
});
