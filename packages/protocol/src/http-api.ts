/** The relay's HTTP calls that are ours (better-auth's own live under `/api/auth`). */
import { z } from 'zod';
import { historyLineSchema, MAX_KEPT_LINES, type HistoryLine } from './chat.ts';
import {
  displayNameSchema,
  freeTextSchema,
  idSchema,
  MAX_NOTES_LENGTH,
  participantIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './ids.ts';
import { factSchema } from './record.ts';
import { SYSTEM_CATEGORIES, systemReportSchema } from './system-info.ts';
import { tokenSchema } from './relay-wire.ts';
import { clientKindSchema, trackingSchema } from './roster.ts';
import { signedConfigSchema, siteSchema } from './site.ts';

/** `POST /api/join`: a customer redeems an invitation. `device` binds it: the same device may ask again. */
export const joinRequestSchema = z.strictObject({
  protocol: z.int(),
  client: clientKindSchema,
  credential: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('link'), token: idSchema }),
    z.strictObject({ kind: z.literal('code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/) }),
  ]),
  name: displayNameSchema,
  device: tokenSchema,
});
export type JoinRequest = z.infer<typeof joinRequestSchema>;

/** Answer of `/api/join` and of `POST /api/ticket` (bearer; a signed-in CSR): opens one socket, once. */
export const ticketSchema = z.strictObject({ ticket: tokenSchema });

/** `POST /api/invite/preview`: who invites, before joining. The same answer for wrong, used and expired. */
export const previewRequestSchema = z.strictObject({ credential: joinRequestSchema.shape.credential });
export const previewSchema = z.strictObject({
  organisation: displayNameSchema,
  verified: z.boolean(),
  invitedBy: displayNameSchema,
});
export type InvitePreview = z.infer<typeof previewSchema>;

/** `GET /api/site` (no sign-in). */
export const siteAnswerSchema = z.strictObject({
  protocol: z.int(),
  site: siteSchema,
  config: signedConfigSchema.nullable(),
  serverTime: timestampSchema,
});

/** `GET /api/me` (bearer). */
export const accountSchema = z.strictObject({
  name: displayNameSchema,
  email: z.string().max(254),
  role: z.enum(['csr', 'admin']),
});
export type Account = z.infer<typeof accountSchema>;

/**
 * `GET /api/sessions?…` (bearer): those the account led or took part in, an admin all of them, newest first. Every word of
 * `search` stands somewhere in it; `from` up to before `to` it began; `before` goes on where a page ended.
 */
export const MAX_SEARCH_LENGTH = 200;
export const SESSIONS_PER_PAGE = 50;
export const sessionsQuerySchema = z.object({
  search: z.string().max(MAX_SEARCH_LENGTH).default(''),
  type: z.string().max(40).default(''),
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(0).optional(),
});
export type SessionsQuery = z.infer<typeof sessionsQuerySchema>;
export const recentSessionSchema = z.strictObject({
  id: sessionIdSchema,
  name: displayNameSchema,
  sessionType: z.string().max(40),
  tracking: trackingSchema,
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  customers: z.array(displayNameSchema).max(32),
  representatives: z.array(displayNameSchema).max(32),
  notes: freeTextSchema(MAX_NOTES_LENGTH),
  /** Lines of chat that were kept. */
  chat: z.int().min(0),
  /** Whether this account led it, and so may go on writing its notes. */
  own: z.boolean(),
  /** It runs, and this account has a place in it to come back to. */
  returnable: z.boolean(),
});
export const recentSessionsSchema = z.strictObject({ sessions: z.array(recentSessionSchema).max(200) });
export type RecentSession = z.infer<typeof recentSessionSchema>;

/** `GET /api/sessions/chat?session=…` (bearer): what was kept of its chat, in order, by whoever led it or took part. */
export const sessionChatSchema = z.strictObject({ lines: z.array(historyLineSchema).max(MAX_KEPT_LINES) });
export type KeptLine = HistoryLine;

/**
 * `GET /api/sessions/record?session=…` (bearer): what the audit holds of it, in order, by whoever led it or took part;
 * the first so many.
 */
export const MAX_RECORD_LINES = 5_000;
export const sessionRecordSchema = z.strictObject({
  people: z
    .array(z.strictObject({ id: participantIdSchema, name: displayNameSchema, isCsr: z.boolean() }))
    .max(500),
  facts: z.array(factSchema).max(MAX_RECORD_LINES),
  /** Of customers' machines: how many were kept. */
  snapshots: z.int().min(0),
});
export type SessionRecord = z.infer<typeof sessionRecordSchema>;

/** One reading of a customer's machine, as it is kept with a session. */
export const MAX_KEPT_SNAPSHOTS = 24;
export const MAX_SNAPSHOT_BYTES = 2 * 1024 * 1024;
export const keptSnapshotSchema = z.strictObject({
  id: idSchema,
  customer: participantIdSchema,
  name: displayNameSchema,
  at: timestampSchema,
  reports: z.array(systemReportSchema).max(SYSTEM_CATEGORIES.length),
});
export type KeptSnapshot = z.infer<typeof keptSnapshotSchema>;

/** `POST /api/sessions/snapshots` (bearer): by a CSR who has a place in a running session, where the site keeps them. */
export const keepSnapshotSchema = z.strictObject({ session: sessionIdSchema, snapshot: keptSnapshotSchema });
/** `GET /api/sessions/snapshots?session=…` (bearer), in the order in which they were read. */
export const keptSnapshotsSchema = z.strictObject({
  snapshots: z.array(keptSnapshotSchema).max(MAX_KEPT_SNAPSHOTS),
});

/** `POST /api/sessions/notes` (bearer): the notes of a session that is over, by whoever led it. */
export const sessionNotesSchema = z.strictObject({
  session: sessionIdSchema,
  notes: freeTextSchema(MAX_NOTES_LENGTH),
});

/** Every refusal of our HTTP calls: `{code}` with a fitting status. */
export const HTTP_ERROR_CODES = [
  'bad-message',
  'bad-credentials',
  'not-signed-in',
  'invite-invalid',
  'not-found',
  'session-full',
  'too-many',
  'storage-full',
  'version-unsupported',
] as const;
export const httpErrorSchema = z.strictObject({ code: z.enum(HTTP_ERROR_CODES) });
export type HttpErrorCode = (typeof HTTP_ERROR_CODES)[number];
