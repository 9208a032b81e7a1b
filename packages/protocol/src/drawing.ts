/** Pointing and drawing on the customer's screen: messages on the `control` channel. It shows; it presses nothing. */
import { z } from 'zod';
import { idSchema } from './ids.ts';

const fraction = z.number().min(0).max(1);
export const drawnPointSchema = z.strictObject({ x: fraction, y: fraction });
export type DrawnPoint = z.infer<typeof drawnPointSchema>;

/** Points in one message: what a hand draws in a tenth of a second, and more. */
export const MAX_DRAWN_POINTS = 64;

export const drawingMessages = [
  /** Where the CSR points now, in fractions of the shared monitor; null: nowhere. */
  z.strictObject({ type: z.literal('draw.point'), at: drawnPointSchema.nullable() }),
  /** More of a line; the first message with an `id` begins it. */
  z.strictObject({
    type: z.literal('draw.line'),
    id: idSchema,
    points: z.array(drawnPointSchema).min(1).max(MAX_DRAWN_POINTS),
  }),
  /** Everything that the sender has drawn. */
  z.strictObject({ type: z.literal('draw.clear') }),
] as const;
