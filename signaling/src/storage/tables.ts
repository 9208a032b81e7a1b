/** The relay's own tables as Kysely sees them. better-auth's live beside them, named `auth_…`. */
import type { Generated } from 'kysely';

export type SupportSessionTable = {
  id: string;
  account_id: string;
  name: string;
  type: string;
  /** JSON of the tracking codes. */
  tracking: string;
  organisation: string;
  verified: number;
  started_at: number;
  ended_at: number | null;
  ending: string | null;
  notes: string;
  /** Of the site's config under which it began; null where none was pushed. */
  config_hash: string | null;
};

export type PlaceTable = {
  id: string;
  session_id: string;
  account_id: string | null;
  name: string;
  role: string;
  client: string;
  admitted: number;
  ever_connected: number;
  joined_at: number;
  joined_by: string;
  invite_id: string | null;
  invited_by: string | null;
  /** The place of whoever made the invitation. */
  inviter: string | null;
  away_since: number | null;
  left_at: number | null;
  /** Why the place is no more, for somebody who comes back to it. */
  left_why: string | null;
  seq: number;
};

export type InviteTable = {
  id: string;
  session_id: string;
  created_by: string;
  invited_by: string;
  organisation: string;
  verified: number;
  label: string | null;
  token_hash: string;
  code_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  withdrawn_at: number | null;
  device_hash: string | null;
  place_id: string | null;
  kind: string;
};

export type ResumeTable = {
  token_hash: string;
  place_id: string | null;
  account_id: string | null;
  auth_session_id: string | null;
  expires_at: number;
};

type MissedTable = { place_id: string; seq: number; body: string };

export type AuditTable = {
  n: Generated<number>;
  at: number;
  kind: string;
  session_id: string | null;
  actor: string | null;
  /** JSON, canonical: keys sorted. */
  detail: string;
  idempotency_key: string | null;
  prev_hash: string;
  hash: string;
};

/** One row: where the chain ends, so that a row removed from its end is noticed too. */
type AuditHeadTable = { id: number; n: number; hash: string; mac: string };

type AuthUserTable = {
  id: string;
  name: string;
  email: string;
  role: string | null;
  banned: number | null;
  createdAt: string;
};
type AuthSessionTable = { id: string; userId: string; token: string; expiresAt: string };

type ChatLineTable = {
  session_id: string;
  id: string;
  author: string;
  name: string;
  text: string;
  at: number;
};

type SnapshotTable = { session_id: string; id: string; at: number; body: Uint8Array };

type SiteConfigTable = {
  version: number;
  /** Of the text that was signed. */
  hash: string;
  key: string;
  /** JSON of what was pushed, signature and all. */
  signed: string;
  pushed_at: number;
};

/** One row: whose configs this relay takes. */
type SiteKeyTable = { id: number; key: string; trusted_at: number };

export type Tables = {
  site_config: SiteConfigTable;
  site_key: SiteKeyTable;
  chat_line: ChatLineTable;
  snapshot: SnapshotTable;
  support_session: SupportSessionTable;
  place: PlaceTable;
  invite: InviteTable;
  resume: ResumeTable;
  missed: MissedTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  auth_user: AuthUserTable;
  auth_session: AuthSessionTable;
};
