/** Fractions of a display become the right physical pixel. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapToSurface } from './map-to-surface.ts';

const surface = (...[x, y, width, height]: [number, number, number, number]) => ({
  bounds: { x, y, width, height },
});

describe('mapToSurface', () => {
  it.each([
    ['first pixel', surface(0, 0, 1920, 1080), { x: 0, y: 0 }, { x: 0, y: 0 }],
    ['last pixel', surface(0, 0, 1920, 1080), { x: 1, y: 1 }, { x: 1919, y: 1079 }],
    ['top right', surface(0, 0, 1280, 720), { x: 1, y: 0 }, { x: 1279, y: 0 }],
    ['bottom left', surface(0, 0, 1280, 720), { x: 0, y: 1 }, { x: 0, y: 719 }],
    ['centre of an odd width', surface(0, 0, 1281, 721), { x: 0.5, y: 0.5 }, { x: 640, y: 360 }],
    ['display on the right', surface(1920, 120, 1280, 720), { x: 0, y: 1 }, { x: 1920, y: 839 }],
    ['display on the left', surface(-2560, 0, 2560, 1440), { x: 1, y: 0 }, { x: -1, y: 0 }],
    ['display above and left', surface(-1600, -900, 1600, 900), { x: 0, y: 1 }, { x: -1600, y: -1 }],
    ['scaled display, 150 %', surface(1920, 0, 3840, 2160), { x: 1, y: 1 }, { x: 5759, y: 2159 }],
    ['bounds between pixels', surface(1280.5, 0.25, 853.25, 480), { x: 0, y: 1 }, { x: 1281, y: 479 }],
    ['a single pixel', surface(7, 9, 1, 1), { x: 0.9, y: 0.1 }, { x: 7, y: 9 }],
    ['outside is clamped', surface(10, 10, 100, 100), { x: -3, y: 7 }, { x: 10, y: 109 }],
  ])('%s', (...[, on, fraction, pixel]) => {
    expect(mapToSurface(fraction, on)).toEqual(pixel);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', (odd) => {
    expect(mapToSurface({ x: odd, y: 0.5 }, surface(0, 0, 10, 10))).toBeUndefined();
    expect(mapToSurface({ x: 0.5, y: odd }, surface(0, 0, 10, 10))).toBeUndefined();
  });

  const anyBounds = fc.record({
    x: fc.integer({ min: -8_000, max: 8_000 }),
    y: fc.integer({ min: -8_000, max: 8_000 }),
    width: fc.integer({ min: 1, max: 7_680 }),
    height: fc.integer({ min: 1, max: 4_320 }),
  });

  it('never leaves the display', () => {
    const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(anyBounds, anyNumber, anyNumber, (bounds, x, y) => {
        const pixel = mapToSurface({ x, y }, { bounds });
        expect(pixel?.x).toBeGreaterThanOrEqual(bounds.x);
        expect(pixel?.x).toBeLessThan(bounds.x + bounds.width);
        expect(pixel?.y).toBeGreaterThanOrEqual(bounds.y);
        expect(pixel?.y).toBeLessThan(bounds.y + bounds.height);
      }),
    );
  });

  it('hits every pixel from its own fraction, through the 16 bits of the wire as well', () => {
    fc.assert(
      fc.property(anyBounds, fc.nat(), (bounds, some) => {
        const offset = some % bounds.width;
        const exact = bounds.width === 1 ? 0 : offset / (bounds.width - 1);
        const wired = Math.round(exact * 65_535) / 65_535;
        expect(mapToSurface({ x: wired, y: 0 }, { bounds })?.x).toBe(bounds.x + offset);
      }),
    );
  });
});
