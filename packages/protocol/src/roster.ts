/** Who is in a session, as the relay states it and everyone mirrors it. */
import { z } from 'zod';
import {
  displayNameSchema,
  freeTextSchema,
  inviteIdSchema,
  participantIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './ids.ts';

export const ROLES = ['lead-csr', 'assisting-csr', 'primary-customer', 'assistant-customer'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const CLIENTS = ['console', 'web-console', 'helper', 'helper-browser', 'browser-join'] as const;
export const clientKindSchema = z.enum(CLIENTS);
export type ClientKind = z.infer<typeof clientKindSchema>;

export const participantSchema = z.strictObject({
  id: participantIdSchema,
  name: displayNameSchema,
  role: roleSchema,
  client: clientKindSchema,
  /** `lobby`: waits to be admitted; `away`: dropped, the place is kept. */
  state: z.enum(['lobby', 'present', 'away']),
  joinedAt: timestampSchema,
  /** The invitation that made the way in; only customers have one. */
  inviteId: inviteIdSchema.nullable(),
  joinedBy: z.enum(['account', 'link', 'code']),
});
export type Participant = z.infer<typeof participantSchema>;

export const MAX_TRACKING_VALUE_LENGTH = 200;
export const trackingSchema = z.record(
  z.string().regex(/^[a-z0-9-]{1,40}$/),
  freeTextSchema(MAX_TRACKING_VALUE_LENGTH),
);

export const sessionSchema = z.strictObject({
  id: sessionIdSchema,
  /** Human name: type and a short number, e.g. "Remote support 4F2K". */
  name: displayNameSchema,
  sessionType: z.string().max(40),
  organisation: displayNameSchema,
  verified: z.boolean(),
  startedAt: timestampSchema,
  participants: z.array(participantSchema).max(32),
});
export type Session = z.infer<typeof sessionSchema>;

export function isCsr(role: Role): boolean {
  return role === 'lead-csr' || role === 'assisting-csr';
}
