import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ssim, type GreyPicture } from './ssim.ts';

const picture = fc
  .tuple(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 8, max: 40 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((luma): GreyPicture => ({ width, height, luma })),
  );

test('a picture is wholly like itself', () => {
  fc.assert(
    fc.property(picture, (one) => {
      expect(ssim(one, one)).toBeCloseTo(1, 9);
    }),
  );
});

test('which of the two is the first does not matter, and nothing is more than the same', () => {
  fc.assert(
    fc.property(picture, fc.nat(255), (one, shift) => {
      const other = { ...one, luma: one.luma.map((value) => value * 31 + shift) };
      expect(ssim(one, other)).toBeCloseTo(ssim(other, one), 9);
      expect(ssim(one, other)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

test('more noise is less like', () => {
  const text = stripes(64, 64);
  const values = [0, 4, 16, 64].map((strength) => ssim(text, withNoise(text, strength)));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(new Set(values).size).toBe(values.length);
});

test('by hand: black against white has only the constants left', () => {
  const flat = (value: number): GreyPicture => ({
    width: 8,
    height: 8,
    luma: new Uint8Array(64).fill(value),
  });
  const c1 = (0.01 * 255) ** 2;
  expect(ssim(flat(0), flat(255))).toBeCloseTo(c1 / (255 ** 2 + c1), 12);
});

test('other sizes and too small ones are errors', () => {
  const of = (width: number, height: number): GreyPicture => ({
    width,
    height,
    luma: new Uint8Array(width * height),
  });
  expect(() => ssim(of(8, 16), of(16, 8))).toThrow('8x16 cannot be compared with 16x8');
  expect(() => ssim(of(7, 8), of(7, 8))).toThrow('smaller than one window');
});

function stripes(width: number, height: number): GreyPicture {
  const luma = Uint8Array.from({ length: width * height }, (_none, at) => ((at % width) % 6 < 3 ? 40 : 220));
  return { width, height, luma };
}

function withNoise(one: GreyPicture, strength: number): GreyPicture {
  // Alternating, and so the same every time.
  return {
    ...one,
    luma: one.luma.map((value, at) => value + (((at * 7) % 5) % 2 === 0 ? strength : -strength)),
  };
}
