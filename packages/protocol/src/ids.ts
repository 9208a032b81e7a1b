/** Identifiers, names and free text as they may appear on any wire. Owns their bounds and nothing else. */
import { z } from 'zod';

// A strict CSP reports zod's probe of `new Function`; nothing here needs compiled schemas.
z.config({ jitless: true });

/** Bumped when a message changes its meaning; both ends say it in their hello. */
export const PROTOCOL_VERSION = 1;

/** Longest name of a person or an organisation, in UTF-16 units. */
export const MAX_NAME_LENGTH = 80;
export const MAX_CHAT_LENGTH = 4_000;
export const MAX_NOTES_LENGTH = 20_000;

/**
 * Controls, bidi controls and line separators, and all that is drawn as nothing (Hangul fillers, zero-width, tags, the
 * blank braille pattern): a name must not look like another or like none. Emoji keep their variation selector.
 */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u2800]|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** 128 random bits as base64url without padding. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export const participantIdSchema = idSchema.brand<'ParticipantId'>();
export const sessionIdSchema = idSchema.brand<'SessionId'>();
export const inviteIdSchema = idSchema.brand<'InviteId'>();
export const requestIdSchema = idSchema.brand<'RequestId'>();
export const grantIdSchema = idSchema.brand<'GrantId'>();

export type ParticipantId = z.infer<typeof participantIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type InviteId = z.infer<typeof inviteIdSchema>;
export type RequestId = z.infer<typeof requestIdSchema>;
export type GrantId = z.infer<typeof grantIdSchema>;

export const displayNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME_LENGTH)
  .refine((name) => !UNPRINTABLE.test(name) && !LONE_SURROGATE.test(name));

/** Text that people write: any line, but nothing that is not text. */
export const freeTextSchema = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !LONE_SURROGATE.test(text) && !text.includes('\0'));

/** Milliseconds since the epoch by the clock of whoever states it. */
export const timestampSchema = z.int().min(0).max(8_640_000_000_000_000);
