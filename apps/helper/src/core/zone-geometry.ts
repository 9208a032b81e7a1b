/** Rectangles of what is hidden: in pixels, and as fractions of what is shared. Pure. */
import type { Rect, SurfacePoint } from '@alongside/protocol';

/** The part of `place` within `bounds`, in fractions of them; null where they do not meet. */
export function fractionOf(place: Rect, bounds: Rect): Rect | null {
  const left = Math.max(place.x, bounds.x);
  const top = Math.max(place.y, bounds.y);
  const right = Math.min(place.x + place.width, bounds.x + bounds.width);
  const bottom = Math.min(place.y + place.height, bounds.y + bounds.height);
  if (right <= left || bottom <= top) return null;
  return {
    x: (left - bounds.x) / bounds.width,
    y: (top - bounds.y) / bounds.height,
    width: (right - left) / bounds.width,
    height: (bottom - top) / bounds.height,
  };
}

/** What all of them cover and all between, with a margin; null where there is none. */
export function unionOf(places: readonly Rect[], margin: number): Rect | null {
  if (places.length === 0) return null;
  const x = Math.min(...places.map((place) => place.x)) - margin;
  const y = Math.min(...places.map((place) => place.y)) - margin;
  const right = Math.max(...places.map((place) => place.x + place.width)) + margin;
  const bottom = Math.max(...places.map((place) => place.y + place.height)) + margin;
  return { x, y, width: right - x, height: bottom - y };
}

/** Its edges are in it. */
export function holds({ x, y, width, height }: Rect, at: SurfacePoint): boolean {
  return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
}
