/**
 * Client ↔ relay over `/signal`: one JSON text message each. The only doors are `decodeClientMessage` and
 * `decodeRelayMessage`. Requests carry `id`, a number that the client counts up; the answer carries it as `re`.
 */
import { z } from 'zod';
import { historyLineSchema, MAX_KEPT_AT_ONCE } from './chat.ts';
import { iceAccessSchema } from './ice.ts';
import {
  displayNameSchema,
  freeTextSchema,
  idSchema,
  inviteIdSchema,
  MAX_NOTES_LENGTH,
  participantIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './ids.ts';
import {
  CALL_ENDS,
  callIdSchema,
  callSchema,
  colleagueIdSchema,
  colleagueSchema,
  MAX_CALL_REASON_LENGTH,
} from './people.ts';
import { factSchema } from './record.ts';
import { RELAY_ERROR_CODES } from './relay-codes.ts';
import { clientKindSchema, participantSchema, sessionSchema, trackingSchema } from './roster.ts';
import { signedConfigSchema, siteSchema } from './site.ts';
import { fail, ok, type Result } from './result.ts';

/** Longest forwarded signal; an SDP with many candidates is about 10 KiB. */
export const MAX_SIGNAL_LENGTH = 48 * 1024;

const requestNumber = z
  .int()
  .min(1)
  .max(2 ** 31);
/** Opaque bearer values: 256 random bits as base64url. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const hello = z.strictObject({
  type: z.literal('hello'),
  protocol: z.int(),
  client: clientKindSchema,
  /** A one-time ticket from HTTP, or the resume token of a dropped place with the last `seq` seen. */
  auth: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ticket'), ticket: tokenSchema }),
    z.strictObject({ kind: z.literal('resume'), token: tokenSchema, seen: z.int().min(0) }),
  ]),
});

const request = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), id: requestNumber, ...shape });

export const clientMessageSchema = z.discriminatedUnion('type', [
  hello,
  request('session.start', { sessionType: z.string().max(40), tracking: trackingSchema }),
  /** A CSR comes into a running session: called by a colleague, or by a colleague's link. */
  request('session.join', {
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('call'), call: callIdSchema }),
      z.strictObject({ kind: z.literal('link'), token: idSchema }),
      /** Back into one's own place, from a program that was started anew. */
      z.strictObject({ kind: z.literal('return'), session: sessionIdSchema }),
    ]),
  }),
  request('session.leave', {}),
  /** Any CSR reads, the lead writes; autosaved, so that a crash costs a second of typing. */
  request('notes.get', {}),
  request('notes.save', { notes: freeTextSchema(MAX_NOTES_LENGTH) }),
  /** The lead hands over what was said to everyone, where the site keeps it. A line that is there already stays. */
  request('chat.keep', { lines: z.array(historyLineSchema).min(1).max(MAX_KEPT_AT_ONCE) }),
  request('session.end', { notes: freeTextSchema(MAX_NOTES_LENGTH) }),
  request('invite.create', { label: displayNameSchema.nullable() }),
  request('invite.withdraw', { inviteId: inviteIdSchema }),
  request('lobby.admit', { participant: participantIdSchema }),
  request('lobby.refuse', { participant: participantIdSchema }),
  request('participant.remove', { participant: participantIdSchema }),
  request('participant.make-primary', { participant: participantIdSchema }),
  /** The lead goes to another CSR; whoever had it stays, and may leave but not end. */
  request('participant.transfer', { participant: participantIdSchema }),
  /** Answers an offer of the lead. */
  request('lead.take', {}),
  request('lead.decline', {}),
  request('colleagues.list', {}),
  request('colleague.call', {
    colleague: colleagueIdSchema,
    reason: freeTextSchema(MAX_CALL_REASON_LENGTH),
  }),
  /** A link for whoever has an account here and isn't signed in now; like an invitation, for one person. */
  request('colleague.link', {}),
  request('call.withdraw', { call: callIdSchema }),
  request('call.decline', { call: callIdSchema }),
  /** `data` is the clients' own business: forwarded unread. */
  request('signal', { to: participantIdSchema, data: z.string().max(MAX_SIGNAL_LENGTH) }),
  /** For the audit; `key` makes a repeat harmless. */
  request('record.append', { key: idSchema, fact: factSchema }),
]);

/** Answers, and what happens; numbered per place by `seq`, so that a resume knows what was missed. */
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), seq: z.int().min(0), ...shape });

export const inviteSchema = z.strictObject({
  id: inviteIdSchema,
  token: idSchema,
  code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  expiresAt: timestampSchema,
  label: displayNameSchema.nullable(),
});
export type Invite = z.infer<typeof inviteSchema>;

export const ENDINGS = ['ended-by-lead', 'everyone-left', 'removed', 'refused', 'relay-expired'] as const;

export const relayMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('welcome'),
    protocol: z.int(),
    /** Null until the client has a place in a session (a CSR before the start). */
    self: participantIdSchema.nullable(),
    /** The name of this account or this customer. */
    name: displayNameSchema,
    resumeToken: tokenSchema,
    /** True when the place and all that was missed were given back. */
    resumed: z.boolean(),
    session: sessionSchema.nullable(),
    /** Customers only: who invites, and as whom they are found in the session. */
    invitedBy: displayNameSchema.nullable(),
    inviter: participantIdSchema.nullable(),
    /** As the relay has it; where there is a `config`, what that says counts once its signature was checked. */
    site: siteSchema,
    /** Null where no admin has pushed one. */
    config: signedConfigSchema.nullable(),
    /** Null for whoever was not let into a session. */
    ice: iceAccessSchema.nullable(),
    serverTime: timestampSchema,
  }),
  /**
   * Right before somebody is let in, and anew before it runs out. Not numbered: what is short-lived is neither
   * stored nor told again.
   */
  z.strictObject({ type: z.literal('ice.updated'), ice: iceAccessSchema }),
  /** Something else holds from now on. Not numbered: whoever comes back hears it with the welcome. */
  z.strictObject({
    type: z.literal('site.updated'),
    site: siteSchema,
    config: signedConfigSchema.nullable(),
    serverTime: timestampSchema,
  }),
  z.strictObject({ type: z.literal('ok'), re: requestNumber }),
  z.strictObject({ type: z.literal('error'), re: requestNumber.nullable(), code: z.enum(RELAY_ERROR_CODES) }),
  z.strictObject({ type: z.literal('invite.created'), re: requestNumber, invite: inviteSchema }),
  z.strictObject({
    type: z.literal('session.started'),
    re: requestNumber,
    self: participantIdSchema,
    session: sessionSchema,
  }),
  z.strictObject({
    type: z.literal('colleagues'),
    re: requestNumber,
    colleagues: z.array(colleagueSchema).max(500),
  }),
  z.strictObject({
    type: z.literal('colleague.link-made'),
    re: requestNumber,
    token: idSchema,
    expiresAt: timestampSchema,
  }),
  z.strictObject({
    type: z.literal('notes'),
    re: requestNumber,
    notes: freeTextSchema(MAX_NOTES_LENGTH),
  }),
  /** To the session's other CSRs. Not numbered: whoever was away asks. */
  z.strictObject({ type: z.literal('notes.changed'), notes: freeTextSchema(MAX_NOTES_LENGTH) }),
  z.strictObject({ type: z.literal('call.placed'), re: requestNumber, call: callIdSchema }),
  /** To a CSR who is in no session. Not numbered: whoever was away has missed it. */
  z.strictObject({ type: z.literal('call.incoming'), call: callSchema }),
  /** To both ends of a call. */
  z.strictObject({
    type: z.literal('call.ended'),
    call: callIdSchema,
    why: z.enum(CALL_ENDS),
    /** Who was called. */
    name: displayNameSchema,
  }),
  event('lead.offered', { from: displayNameSchema }),
  event('lead.offer-ended', {}),
  event('session.joined', { self: participantIdSchema, session: sessionSchema }),
  event('session.ended', { reason: z.enum(ENDINGS), by: displayNameSchema.nullable() }),
  event('roster', { participants: z.array(participantSchema).max(32) }),
  event('invite.used', { inviteId: inviteIdSchema }),
  event('signal', { from: participantIdSchema, data: z.string().max(MAX_SIGNAL_LENGTH) }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type RelayMessage = z.infer<typeof relayMessageSchema>;
export type Ending = (typeof ENDINGS)[number];
export type ClientRequest = Exclude<ClientMessage, { type: 'hello' }>;

export function decodeClientMessage(raw: string): Result<ClientMessage, 'bad-message'> {
  return decodeJson(raw, clientMessageSchema);
}

export function decodeRelayMessage(raw: string): Result<RelayMessage, 'bad-message'> {
  return decodeJson(raw, relayMessageSchema);
}

/** Shared by every JSON door: parses, validates, and turns any failure into one code. */
export function decodeJson<T>(raw: string, schema: z.ZodType<T>): Result<T, 'bad-message'> {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return fail('bad-message');
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail('bad-message');
}
