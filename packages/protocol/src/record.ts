/** Facts for the record: what happened between peers, told to the relay's audit. Bounded, without content. */
import { z } from 'zod';
import { grantIdSchema, participantIdSchema, requestIdSchema, timestampSchema } from './ids.ts';
import { capabilitySchema } from './consent.ts';
import { offeredFileSchema, sha256Schema } from './files.ts';
import { signingKeySchema } from './signing-key.ts';

/** Every way in which something that was allowed ends. */
export const grantEndingSchema = z.enum([
  'revoked',
  'released',
  'expired',
  'panic',
  'peer-lost',
  'left',
  'ended',
  'capture-stopped',
  /** The machine, or the site, does not do it any more. */
  'not-possible',
  'lead-changed',
  /** Something else is shared instead. */
  'replaced',
  /** It was for once, and that was it. */
  'used',
]);
export type GrantEnding = z.infer<typeof grantEndingSchema>;

export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['consent.asked', 'consent.declined', 'consent.expired']),
    at: timestampSchema,
    requestId: requestIdSchema,
    capability: capabilitySchema,
    csr: participantIdSchema,
  }),
  z.strictObject({
    kind: z.literal('grant.given'),
    at: timestampSchema,
    grantId: grantIdSchema,
    capability: capabilitySchema,
    csr: participantIdSchema,
  }),
  z.strictObject({
    kind: z.literal('grant.ended'),
    at: timestampSchema,
    grantId: grantIdSchema,
    capability: capabilitySchema,
    csr: participantIdSchema,
    why: grantEndingSchema,
  }),
  /** On the customer's disk, with what it turned out to be. */
  z.strictObject({
    kind: z.literal('file.saved'),
    at: timestampSchema,
    csr: participantIdSchema,
    ...offeredFileSchema.shape,
    sha256: sha256Schema,
  }),
  /** A copy went to the CSR, of what was read from the customer's disk; without a hash where only parts of it did. */
  z.strictObject({
    kind: z.literal('file.fetched'),
    at: timestampSchema,
    csr: participantIdSchema,
    ...offeredFileSchema.shape,
    sha256: sha256Schema.nullable(),
  }),
  /** Done to the customer's folders for a CSR. */
  z.strictObject({
    kind: z.enum(['folder.made', 'folder.renamed', 'folder.removed']),
    at: timestampSchema,
    csr: participantIdSchema,
    name: offeredFileSchema.shape.name,
    /** Its new name, where it was renamed. */
    to: offeredFileSchema.shape.name.nullable(),
  }),
  /** As the customer's machine was told. */
  z.strictObject({
    kind: z.enum(['recording.began', 'recording.paused', 'recording.resumed', 'recording.ended']),
    at: timestampSchema,
    csr: participantIdSchema,
  }),
  /** The file that came of it, told by whoever has it. */
  z.strictObject({
    kind: z.literal('recording.kept'),
    at: timestampSchema,
    seconds: z.number().min(0).max(1_000_000),
    size: offeredFileSchema.shape.size,
    sha256: sha256Schema,
  }),
  /** How far a customer's receipt, signed by this key, has come: of `count` entries the last one's hash. */
  z.strictObject({
    kind: z.literal('receipt.head'),
    at: timestampSchema,
    customer: participantIdSchema,
    key: signingKeySchema,
    count: z.int().min(1).max(5_000),
    head: sha256Schema,
  }),
  z.strictObject({
    kind: z.enum(['trust.proved', 'trust.words-matched', 'trust.words-differed', 'trust.failed']),
    at: timestampSchema,
    peer: participantIdSchema,
  }),
]);

export type Fact = z.infer<typeof factSchema>;
