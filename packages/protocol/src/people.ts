/** Calling a colleague in, and who holds the lead: what clients and relay say about people. */
import { z } from 'zod';
import { displayNameSchema, freeTextSchema, idSchema, timestampSchema } from './ids.ts';

/** Why a colleague is called: as long as the original product's message to a queue. */
export const MAX_CALL_REASON_LENGTH = 345;
/** A call that nobody answers ends by itself. */
export const CALL_LIFE_MS = 60_000;

/** Opaque to clients; the relay's own account ids never leave it. */
export const colleagueIdSchema = idSchema.brand<'ColleagueId'>();
export const callIdSchema = idSchema.brand<'CallId'>();
export type ColleagueId = z.infer<typeof colleagueIdSchema>;
export type CallId = z.infer<typeof callIdSchema>;

export const colleagueSchema = z.strictObject({
  id: colleagueIdSchema,
  name: displayNameSchema,
  /** `here`: already in this very session. */
  state: z.enum(['free', 'busy', 'called', 'here']),
});
export type Colleague = z.infer<typeof colleagueSchema>;

/** What the called see before they say yes. */
export const callSchema = z.strictObject({
  id: callIdSchema,
  /** Who asks. */
  from: displayNameSchema,
  reason: freeTextSchema(MAX_CALL_REASON_LENGTH),
  session: displayNameSchema,
  customers: z.array(displayNameSchema).max(32),
  expiresAt: timestampSchema,
});
export type Call = z.infer<typeof callSchema>;

export const CALL_ENDS = ['accepted', 'declined', 'expired', 'withdrawn', 'session-ended'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];
