/** What happened, in facts that the ended screen turns into words. It lives in memory only. */
import {
  capabilitySchema,
  displayNameSchema,
  grantEndingSchema,
  grantIdSchema,
  timestampSchema,
} from '@alongside/protocol';
import { z } from 'zod';

export const receiptSchema = z.strictObject({
  organisation: displayNameSchema,
  verified: z.boolean(),
  /** Everyone who helped, in the order they came. */
  helpers: z.array(displayNameSchema).max(32),
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  allowed: z
    .array(
      z.strictObject({
        grantId: grantIdSchema,
        capability: capabilitySchema,
        name: displayNameSchema,
        givenAt: timestampSchema,
        endedAt: timestampSchema.nullable(),
        why: grantEndingSchema.nullable(),
      }),
    )
    .max(1_000),
  declined: z.int().min(0),
});
export type Receipt = z.infer<typeof receiptSchema>;
