/** What happened, in facts that the ended screen turns into words. It lives in memory only. */
import {
  capabilitySchema,
  displayNameSchema,
  grantEndingSchema,
  grantIdSchema,
  offeredFileSchema,
  participantIdSchema,
  sha256Schema,
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
  /** As they said themselves. */
  recordings: z
    .array(
      z.strictObject({
        csr: participantIdSchema,
        name: displayNameSchema,
        beganAt: timestampSchema,
        endedAt: timestampSchema.nullable(),
      }),
    )
    .max(100),
  files: z
    .array(
      z.strictObject({
        ...offeredFileSchema.shape,
        sha256: sha256Schema,
        /** Who sent it. */
        from: displayNameSchema,
        at: timestampSchema,
      }),
    )
    .max(1_000),
  /** What else was done with the customer's files, for whom. */
  acts: z
    .array(
      z.strictObject({
        kind: z.enum(['file.fetched', 'folder.made', 'folder.renamed', 'folder.removed']),
        at: timestampSchema,
        by: displayNameSchema,
        file: offeredFileSchema.shape.name,
        to: offeredFileSchema.shape.name.nullable(),
        size: offeredFileSchema.shape.size.nullable(),
      }),
    )
    .max(1_000),
});
export type Receipt = z.infer<typeof receiptSchema>;
