/** Where a point of this window lies on the customer's screen. Pure. */

import type { SurfacePoint } from '@alongside/protocol';

type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
type Size = { readonly width: number; readonly height: number };

/** The picture inside the element that shows it: centred, its aspect kept, the rest is letterbox. */
export function pictureBox(element: Box, picture: Size): Box | undefined {
  if (picture.width <= 0 || picture.height <= 0 || element.width <= 0 || element.height <= 0)
    return undefined;
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    left: element.left + (element.width - width) / 2,
    top: element.top + (element.height - height) / 2,
    width,
    height,
  };
}

export type PointOnStage = { readonly at: SurfacePoint; readonly inside: boolean };

/**
 * As a fraction of the picture. Outside it is the nearest point of its edge: a drag that leaves the picture goes on
 * along it, a press there counts for nothing (`inside`).
 */
export function pointOnStage(client: { x: number; y: number }, box: Box): PointOnStage {
  const x = (client.x - box.left) / box.width;
  const y = (client.y - box.top) / box.height;
  const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1;
  return { at: { x: clamp(x), y: clamp(y) }, inside };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
