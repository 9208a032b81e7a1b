/** Lines and pointers as rectangles of pixels: what a window in the shape of a drawing is made of. Pure. */
import type { DrawnPoint } from '@alongside/protocol';
import type { Board } from './board.ts';

export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const LINE_WIDTH = 6;
const STEP = 3;
const POINTER_RADIUS = 14;
const POINTER_HOLE = 7;
/** More makes the system slow before it shows anything more. */
const MAX_RECTS = 20_000;

/** @param size of the monitor that fractions are of, in the pixels of the window */
export function shapeOf(board: Board, size: { readonly width: number; readonly height: number }): Rect[] {
  const pixel = ({ x, y }: DrawnPoint): DrawnPoint => ({ x: x * (size.width - 1), y: y * (size.height - 1) });
  const rects = board.lines.flatMap(({ points }) => lineRects(points.map(pixel)));
  for (const at of board.pointers.values()) rects.push(...ringRects(pixel(at)));
  return rects
    .map((rect) => within(rect, size))
    .filter(({ width, height }) => width > 0 && height > 0)
    .slice(-MAX_RECTS);
}

function lineRects(points: readonly DrawnPoint[]): Rect[] {
  const [first] = points;
  if (first === undefined) return [];
  const rects = [squareAt(first)];
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP);
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      rects.push(squareAt({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }));
    }
  }
  return rects;
}

function squareAt({ x, y }: DrawnPoint): Rect {
  const half = LINE_WIDTH / 2;
  return { x: Math.round(x - half), y: Math.round(y - half), width: LINE_WIDTH, height: LINE_WIDTH };
}

/** A ring, so that what is pointed at is seen in it. */
function ringRects({ x, y }: DrawnPoint): Rect[] {
  const rects: Rect[] = [];
  for (let dy = -POINTER_RADIUS; dy <= POINTER_RADIUS; dy += 1) {
    const outer = Math.round(Math.sqrt(POINTER_RADIUS ** 2 - dy ** 2));
    const inner = Math.abs(dy) < POINTER_HOLE ? Math.round(Math.sqrt(POINTER_HOLE ** 2 - dy ** 2)) : 0;
    const row = { y: Math.round(y + dy), height: 1 };
    if (inner === 0) rects.push({ ...row, x: Math.round(x - outer), width: 2 * outer + 1 });
    else {
      rects.push({ ...row, x: Math.round(x - outer), width: outer - inner });
      rects.push({ ...row, x: Math.round(x + inner), width: outer - inner });
    }
  }
  return rects;
}

function within(
  { x, y, width, height }: Rect,
  size: { readonly width: number; readonly height: number },
): Rect {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return {
    x: left,
    y: top,
    width: Math.min(size.width, x + width) - left,
    height: Math.min(size.height, y + height) - top,
  };
}
