/** What CSRs have drawn on a customer's screen and where they point. Pure; it grows no further than a person can see. */
import { unreachable, type DrawnPoint, type ParticipantId, type PeerMessageOf } from '@alongside/protocol';

export const MAX_LINES = 100;
export const MAX_LINE_POINTS = 2_000;

export type DrawingMessage = PeerMessageOf<'draw.point' | 'draw.line' | 'draw.clear'>;

export type Line = {
  readonly by: ParticipantId;
  readonly id: string;
  readonly points: readonly DrawnPoint[];
};

export type Board = {
  readonly lines: readonly Line[];
  readonly pointers: ReadonlyMap<ParticipantId, DrawnPoint>;
};

export const EMPTY_BOARD: Board = { lines: [], pointers: new Map() };

export function drawOn(board: Board, by: ParticipantId, message: DrawingMessage): Board {
  switch (message.type) {
    case 'draw.point': {
      const pointers = new Map(board.pointers);
      if (message.at === null) pointers.delete(by);
      else pointers.set(by, message.at);
      return { ...board, pointers };
    }
    case 'draw.line':
      return { ...board, lines: withPoints(board.lines, by, message) };
    case 'draw.clear':
      return { ...board, lines: board.lines.filter((line) => line.by !== by) };
    default:
      return unreachable(message);
  }
}

/** Whoever may not see any more has nothing to show either. */
export function keepOnly(board: Board, mayDraw: (csr: ParticipantId) => boolean): Board {
  const lines = board.lines.filter(({ by }) => mayDraw(by));
  const pointers = new Map([...board.pointers].filter(([by]) => mayDraw(by)));
  const isSame = lines.length === board.lines.length && pointers.size === board.pointers.size;
  return isSame ? board : { lines, pointers };
}

function withPoints(
  lines: readonly Line[],
  by: ParticipantId,
  { id, points }: PeerMessageOf<'draw.line'>,
): readonly Line[] {
  const begun = lines.find((line) => line.by === by && line.id === id);
  if (begun === undefined) return [...lines, { by, id, points }].slice(-MAX_LINES);
  const longer = { ...begun, points: [...begun.points, ...points].slice(0, MAX_LINE_POINTS) };
  return lines.map((line) => (line === begun ? longer : line));
}
