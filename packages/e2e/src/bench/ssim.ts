/**
 * Structural similarity of two grey pictures: the mean over windows of 8×8 pixels, every 4 pixels, as video encoders
 * (libvpx, libaom) report it. 1 is the same picture; text that can no longer be read is below .9.
 */

export type GreyPicture = {
  readonly width: number;
  readonly height: number;
  /** One luma from 0 to 255 for each pixel, row by row. */
  readonly luma: Uint8Array;
};

const WINDOW = 8;
const STEP = 4;
/** Of the definition, for 8 bits: they keep flat windows from dividing by nothing. */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** Both pictures must have the same size, at least one window. */
export function ssim(a: GreyPicture, b: GreyPicture): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(`${a.width}x${a.height} cannot be compared with ${b.width}x${b.height}`);
  }
  let total = 0;
  let windows = 0;
  for (let y = 0; y + WINDOW <= a.height; y += STEP) {
    for (let x = 0; x + WINDOW <= a.width; x += STEP) {
      total += ssimOfWindow(a, b, y * a.width + x);
      windows += 1;
    }
  }
  if (windows === 0) throw new RangeError('a picture smaller than one window');
  return total / windows;
}

function ssimOfWindow(a: GreyPicture, b: GreyPicture, start: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let row = 0; row < WINDOW; row += 1) {
    for (let at = start + row * a.width; at < start + row * a.width + WINDOW; at += 1) {
      const [left, right] = [a.luma[at] ?? 0, b.luma[at] ?? 0];
      sumA += left;
      sumB += right;
      squaresA += left * left;
      squaresB += right * right;
      products += left * right;
    }
  }
  const count = WINDOW * WINDOW;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const varianceA = squaresA / count - meanA * meanA;
  const varianceB = squaresB / count - meanB * meanB;
  const covariance = products / count - meanA * meanB;
  const likeness = (2 * meanA * meanB + C1) * (2 * covariance + C2);
  return likeness / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
}
