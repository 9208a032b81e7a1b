/**
 * The receipt of a session: what was asked, allowed, refused, taken back and moved, as the customer's machine saw it.
 * Each entry's hash covers the one before it; both ends sign how far the chain has come. Who signs is known to the other
 * by the connection over which the key came, whose keys were proved.
 */
import { z } from 'zod';
import { displayNameSchema, participantIdSchema, timestampSchema } from './ids.ts';
import { factSchema } from './record.ts';
import { signatureSchema, signingKeySchema } from './signing-key.ts';

/** Beyond it nothing more is written down, which the last entry says. */
export const MAX_RECEIPT_ENTRIES = 5_000;
/** In one message. */
export const RECEIPT_ENTRIES_AT_ONCE = 20;
export const RECEIPT_FORMAT = 'alongside-receipt/1';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const receiptWhatSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('session.joined'),
    at: timestampSchema,
    /** The relay's name for it, by which its audit is searched. */
    session: z.string().min(1).max(64),
    organisation: displayNameSchema,
    verified: z.boolean(),
    /** Whose receipt it is, and by which key it is signed. */
    customer: participantIdSchema,
    key: signingKeySchema,
  }),
  z.strictObject({
    kind: z.literal('person.met'),
    at: timestampSchema,
    id: participantIdSchema,
    name: displayNameSchema,
    isCsr: z.boolean(),
  }),
  /** A CSR has signed by this key: only such a signature counts. */
  z.strictObject({
    kind: z.literal('person.signs'),
    at: timestampSchema,
    csr: participantIdSchema,
    key: signingKeySchema,
  }),
  z.strictObject({ kind: z.enum(['session.ended', 'receipt.full']), at: timestampSchema }),
  ...factSchema.options,
]);
export type ReceiptWhat = z.infer<typeof receiptWhatSchema>;

export const receiptEntrySchema = z.strictObject({ what: receiptWhatSchema, hash: hashSchema });
export type ReceiptEntry = z.infer<typeof receiptEntrySchema>;

/** One end's word on the first `count` entries. */
const signatureFields = {
  key: signingKeySchema,
  count: z.int().min(1).max(MAX_RECEIPT_ENTRIES),
  head: hashSchema,
  signature: signatureSchema,
};
export const receiptSignatureSchema = z.strictObject(signatureFields);
export type ReceiptSignature = z.infer<typeof receiptSignatureSchema>;

export const receiptDocumentSchema = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  entries: z.array(receiptEntrySchema).min(1).max(MAX_RECEIPT_ENTRIES),
  /** Over all of it. */
  customer: receiptSignatureSchema,
  /** Over as much as each had heard of when it signed last. */
  csrs: z.array(receiptSignatureSchema.extend({ csr: participantIdSchema })).max(32),
});
export type ReceiptDocument = z.infer<typeof receiptDocumentSchema>;

export const receiptMessages = [
  /** From the customer's machine to each CSR, at every change: entries from `from` on, and its signature so far. */
  z.strictObject({
    type: z.literal('receipt.told'),
    from: z.int().min(0).max(MAX_RECEIPT_ENTRIES),
    entries: z.array(receiptEntrySchema).min(1).max(RECEIPT_ENTRIES_AT_ONCE),
    ...signatureFields,
  }),
  /** The CSR's answer. */
  z.strictObject({ type: z.literal('receipt.signed'), ...signatureFields }),
] as const;
