/** Drawing on somebody's screen: whose lines are whose, what is left when, and that a shape stays on its monitor. */
import { idSchema, type DrawnPoint } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANNA, BORIS } from '../testing/scene.ts';
import { drawOn, EMPTY_BOARD, keepOnly, MAX_LINE_POINTS, MAX_LINES, type Board } from './board.ts';
import { shapeOf } from './shape.ts';

const idOf = (letter: string) => idSchema.parse(letter.repeat(22));
const line = (letter: string, ...points: DrawnPoint[]) => {
  return { type: 'draw.line', id: idOf(letter), points } as const;
};
const HERE = { x: 0.5, y: 0.5 };
const THERE = { x: 0.6, y: 0.5 };

test('a line grows by its name and its maker, and is cleared by its maker alone', () => {
  let board = drawOn(EMPTY_BOARD, ANNA, line('a', HERE));
  board = drawOn(board, ANNA, line('a', THERE));
  board = drawOn(board, BORIS, line('a', THERE));
  expect(board.lines.map(({ by, points }) => [by, points.length])).toEqual([
    [ANNA, 2],
    [BORIS, 1],
  ]);
  expect(drawOn(board, ANNA, { type: 'draw.clear' }).lines.map(({ by }) => by)).toEqual([BORIS]);
});

test('whoever may not see any more has nothing on the screen', () => {
  let board = drawOn(EMPTY_BOARD, ANNA, line('a', HERE));
  board = drawOn(board, BORIS, { type: 'draw.point', at: HERE });
  expect(keepOnly(board, () => true)).toBe(board);
  expect(keepOnly(board, (csr) => csr === BORIS)).toMatchObject({
    lines: [],
    pointers: new Map([[BORIS, HERE]]),
  });
  expect(keepOnly(board, () => false)).toEqual(EMPTY_BOARD);
});

test('it grows no further than its limits', () => {
  let board: Board = EMPTY_BOARD;
  for (let count = 0; count < MAX_LINES + 20; count += 1) {
    const id = idSchema.parse(String(count).padStart(22, '0'));
    board = drawOn(board, ANNA, { type: 'draw.line', id, points: [HERE] });
  }
  for (let count = 0; count < 60; count += 1)
    board = drawOn(board, ANNA, line('z', ...Array.from({ length: 64 }, () => HERE)));
  expect(board.lines).toHaveLength(MAX_LINES);
  expect(board.lines.at(-1)?.points).toHaveLength(MAX_LINE_POINTS);
});

test('a shape stays on its monitor and covers where the line goes', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const point = fc.record({ x: fraction, y: fraction });
  const size = fc.record({
    width: fc.integer({ min: 50, max: 4_000 }),
    height: fc.integer({ min: 50, max: 4_000 }),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), point, size, (points, at, area) => {
      const board = drawOn(drawOn(EMPTY_BOARD, ANNA, line('a', ...points)), ANNA, { type: 'draw.point', at });
      const rects = shapeOf(board, area);
      for (const { x, y, width, height } of rects) {
        expect(x >= 0 && y >= 0 && x + width <= area.width && y + height <= area.height).toBe(true);
        expect(width > 0 && height > 0).toBe(true);
      }
      const [first] = points;
      const [px, py] = [(first?.x ?? 0) * (area.width - 1), (first?.y ?? 0) * (area.height - 1)];
      const isCovered = rects.some(
        ({ x, y, width, height }) => px >= x - 1 && px <= x + width && py >= y - 1 && py <= y + height,
      );
      expect(isCovered).toBe(true);
    }),
  );
});
