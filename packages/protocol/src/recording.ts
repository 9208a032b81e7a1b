/**
 * Recording: what peers say of it, and the time-stamped track that is kept beside the picture. Chat, notes and titles in
 * it are the participants' own words: text, never markup.
 */
import { z } from 'zod';
import { capabilitySchema } from './consent.ts';
import { offeredFileSchema } from './files.ts';
import { displayNameSchema, timestampSchema } from './ids.ts';

export const recordingMessages = [
  /** From whoever records, to everybody, at every change and to each who comes. */
  z.strictObject({ type: z.literal('recording.state'), state: z.enum(['on', 'paused', 'off']) }),
  /** From a customer's machine to whom it allowed to record: what its person works in. */
  z.strictObject({ type: z.literal('recording.window'), title: z.string().max(200) }),
] as const;

/** Seconds from the beginning of the recording; pauses do not count. */
const at = z.number().min(0).max(1_000_000);

/** One line of the track. */
export const recordingMarkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chat'), at, from: displayNameSchema, text: z.string().max(4_000) }),
  z.strictObject({ kind: z.literal('note'), at, text: z.string().max(20_000) }),
  z.strictObject({
    kind: z.literal('grant'),
    at,
    name: displayNameSchema,
    capability: capabilitySchema,
    what: z.enum(['given', 'ended']),
  }),
  z.strictObject({ kind: z.literal('file'), at, ...offeredFileSchema.shape }),
  z.strictObject({ kind: z.literal('window'), at, title: z.string().max(200) }),
  /** Fractions of the shared surface. */
  z.strictObject({ kind: z.literal('click'), at, x: z.number().min(0).max(1), y: z.number().min(0).max(1) }),
  z.strictObject({
    kind: z.literal('person'),
    at,
    name: displayNameSchema,
    what: z.enum(['came', 'left']),
  }),
  z.strictObject({ kind: z.literal('paused'), at }),
  /** How much has moved in the picture since the last of these: new frames. */
  z.strictObject({ kind: z.literal('activity'), at, frames: z.int().min(0).max(1_000) }),
]);
export type RecordingMark = z.infer<typeof recordingMarkSchema>;

/** What a recording is of. */
export const recordingAboutSchema = z.strictObject({
  session: z.string().min(1).max(64),
  /** As the person who recorded would name it: whom it was with. */
  title: z.string().min(1).max(200),
  startedAt: timestampSchema,
});
export type RecordingAbout = z.infer<typeof recordingAboutSchema>;
