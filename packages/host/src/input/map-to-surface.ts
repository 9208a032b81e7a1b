/** From a fraction of a shared display to the physical pixel on it. Pure. */
import type { DisplayInfo, SurfacePoint } from '@alongside/protocol';
import type { PixelPoint } from './input-driver.ts';

export type Surface = Pick<DisplayInfo, 'bounds'>;

/**
 * Fraction 0 is the first pixel, 1 the last, per axis; what lies outside is clamped to the edge, so that no command
 * reaches a display that is not shared. Undefined for what is not a finite number. Bounds are physical pixels already:
 * the scale factor of the display plays no part.
 */
export function mapToSurface(fraction: SurfacePoint, { bounds }: Surface): PixelPoint | undefined {
  if (!Number.isFinite(fraction.x) || !Number.isFinite(fraction.y)) return undefined;
  return {
    x: mapAxis(fraction.x, bounds.x, bounds.width),
    y: mapAxis(fraction.y, bounds.y, bounds.height),
  };
}

/** Scaled displays may begin or end between two pixels: only whole ones inside count. */
function mapAxis(fraction: number, start: number, length: number): number {
  const first = Math.ceil(start);
  const last = Math.max(first, Math.floor(start + length) - 1);
  const clamped = Math.min(1, Math.max(0, fraction));
  return first + Math.round(clamped * (last - first));
}
