/** What a program that breaks off leaves to the next one, so that its session goes on. Read back as what it is: a file. */
import {
  displayNameSchema,
  grantSchema,
  offeredFileSchema,
  MAX_RECEIPT_ENTRIES,
  participantIdSchema,
  receiptEntrySchema,
  receiptSignatureSchema,
  roleSchema,
  sharedWindowSchema,
  fileRefSchema,
  timestampSchema,
} from '@alongside/protocol';
import type { KeptAuthority, LeftFile } from '@alongside/session';
import { z } from 'zod';
import { receiptSchema } from '../contract/receipt-view.ts';
import { placeSchema, type Place } from '../contract/session-contract.ts';
import type { KeptChain } from './receipt-chain.ts';
import type { KeptBook } from './session-book.ts';

const trustSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['unknown', 'refused']) }),
  z.strictObject({
    kind: z.literal('known'),
    level: z.enum(['link-proved', 'words-shown', 'words-matched']),
    words: z.array(z.int().min(0).max(255)).max(8),
  }),
]);
const keysSchema = z.string().min(1).max(200);

const authoritySchema = z.strictObject({
  peers: z
    .array(
      z.strictObject({
        id: participantIdSchema,
        name: displayNameSchema,
        role: roleSchema,
        keys: keysSchema,
        trust: trustSchema,
        blanket: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('ask') }),
          z.strictObject({ kind: z.literal('all'), since: timestampSchema }),
        ]),
      }),
    )
    .max(64),
  grants: z.array(grantSchema).max(64),
  surface: z.strictObject({
    display: z.string().max(40).nullable(),
    window: sharedWindowSchema.nullable(),
  }),
  refusedKeys: z.array(keysSchema).max(64),
  epoch: z.int().min(0),
});

export type KeptCore = {
  readonly authority: KeptAuthority;
  readonly book: KeptBook;
  /** Null before the first entry. */
  readonly chain: KeptChain | null;
  /** The inviter has shown the link's secret. */
  readonly proved: boolean;
  readonly files: readonly LeftFile[];
};

export type KeptSession = {
  readonly place: Place;
  /** Where a spoken code leads. */
  readonly relay: string | null;
  readonly core: KeptCore;
  /** When the program was last known to run, in ms since the epoch. */
  readonly aliveAt: number;
};

const keptCoreSchema = z.strictObject({
  authority: authoritySchema,
  book: z.strictObject({
    names: z.array(z.strictObject({ id: participantIdSchema, name: displayNameSchema })).max(64),
    receipt: receiptSchema.nullable(),
  }),
  chain: z
    .strictObject({
      key: z.string().min(1).max(200),
      secret: z.string().min(1).max(400),
      entries: z.array(receiptEntrySchema).max(MAX_RECEIPT_ENTRIES),
      csrs: z.array(receiptSignatureSchema.extend({ csr: participantIdSchema })).max(32),
    })
    .nullable(),
  proved: z.boolean(),
  files: z
    .array(fileRefSchema.extend({ ...offeredFileSchema.shape, part: z.string().min(1).max(4_096) }))
    .max(500),
});

export const keptSessionSchema: z.ZodType<KeptSession> = z.strictObject({
  place: placeSchema,
  relay: z.string().max(300).nullable(),
  core: keptCoreSchema,
  aliveAt: timestampSchema,
});
