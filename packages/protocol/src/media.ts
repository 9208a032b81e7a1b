/** Voice and video between people: messages on the `control` channel. Sound and pictures are tracks. */
import { z } from 'zod';

export const mediaMessages = [
  /** Sent to everyone at each change and to whoever comes. */
  z.strictObject({
    type: z.literal('media.state'),
    voice: z.enum(['out', 'internet', 'phone']),
    muted: z.boolean(),
    camera: z.boolean(),
  }),
] as const;
