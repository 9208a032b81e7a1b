/** Parts of a screen that its person hides: how many, told to those who see it. */
import { z } from 'zod';

const fraction = z.number().min(0).max(1);
/** In fractions of a surface. */
export const rectSchema = z.strictObject({ x: fraction, y: fraction, width: fraction, height: fraction });
export type Rect = z.infer<typeof rectSchema>;

export const zoneMessages = [
  /** From the customer's machine. */
  z.strictObject({ type: z.literal('screen.hidden'), count: z.int().min(0).max(100) }),
] as const;
