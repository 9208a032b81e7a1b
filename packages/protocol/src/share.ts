/** A CSR shows something of their own machine: messages on the `control` channel. The picture is a track. */
import { z } from 'zod';
import { idSchema } from './ids.ts';

export const shareMessages = [
  /** Asks whether the other person wants to see it. A later one takes the place of an earlier. */
  z.strictObject({
    type: z.literal('share.offer'),
    id: idSchema,
    what: z.enum(['desktop', 'application']),
    /** Whoever looks may ask to control it. */
    control: z.boolean(),
  }),
  z.strictObject({ type: z.literal('share.answer'), id: idSchema, accepted: z.boolean() }),
  z.strictObject({ type: z.literal('share.ended'), id: idSchema }),
] as const;
