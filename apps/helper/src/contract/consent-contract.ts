/** The consent window's two calls: what is asked, and the answer. It has no network and no other way to anything. */
import { defineContract } from '@alongside/ipc';
import { capabilitySchema, displayNameSchema, requestIdSchema, timestampSchema } from '@alongside/protocol';
import { z } from 'zod';

/** How the keys are printed on this keyboard; `none` where the panic key can't be taken at all (a page). */
export const keyNamesSchema = z.enum(['mac', 'other', 'none']);
export type KeyNames = z.infer<typeof keyNamesSchema>;

export const promptViewSchema = z.strictObject({
  requestId: requestIdSchema,
  capability: capabilitySchema,
  name: displayNameSchema,
  organisation: displayNameSchema,
  verified: z.boolean(),
  /** Indexes of safety words to compare by voice; empty where nothing has to be compared. */
  words: z.array(z.int().min(0).max(255)).max(8),
  /** The words are known to be the same, by the link or because somebody said so. */
  wordsProved: z.boolean(),
  expiresAt: timestampSchema,
  /** This machine's clock, so that a countdown needs no other. */
  now: timestampSchema,
  keyNames: keyNamesSchema,
});
export type PromptView = z.infer<typeof promptViewSchema>;

export const consentContract = defineContract({
  name: 'consent',
  calls: {
    'prompt.get': { in: z.void(), out: promptViewSchema, codes: ['no-prompt'] },
    'prompt.answer': {
      in: z.strictObject({
        requestId: requestIdSchema,
        answer: z.enum(['allow', 'decline']),
        allowAll: z.boolean(),
      }),
      out: z.void(),
      codes: ['no-prompt', 'too-early'],
    },
  },
  /** The same question, with more known about it (the words have come). */
  events: { 'prompt.changed': promptViewSchema },
  frames: {},
});
export type ConsentContract = typeof consentContract;
