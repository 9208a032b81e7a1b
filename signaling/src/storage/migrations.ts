/** The schema of the relay's own tables, step by step. A step that has shipped is never edited. */
import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of FIRST) await sql.raw(statement).execute(db);
  },
};

const FIRST = [
  `create table support_session (
    id text primary key, account_id text not null, name text not null, type text not null, tracking text not null,
    organisation text not null, verified integer not null, started_at integer not null, ended_at integer,
    ending text, notes text not null default '')`,
  `create index support_session_account on support_session (account_id, started_at)`,
  `create index support_session_open on support_session (ended_at) where ended_at is null`,
  `create table place (
    id text primary key, session_id text not null references support_session (id), account_id text,
    name text not null, role text not null, client text not null, admitted integer not null,
    ever_connected integer not null, joined_at integer not null, joined_by text not null, invite_id text,
    invited_by text, away_since integer, left_at integer, left_why text, seq integer not null)`,
  `create index place_session on place (session_id)`,
  `create table invite (
    id text primary key, session_id text not null references support_session (id), created_by text not null,
    invited_by text not null, organisation text not null, verified integer not null, label text,
    token_hash text not null unique, code_hash text not null unique, created_at integer not null,
    expires_at integer not null, used_at integer, withdrawn_at integer, device_hash text, place_id text)`,
  `create index invite_session on invite (session_id)`,
  `create table resume (
    token_hash text primary key, place_id text, account_id text, auth_session_id text,
    expires_at integer not null)`,
  `create index resume_place on resume (place_id)`,
  `create table missed (place_id text not null, seq integer not null, body text not null,
    primary key (place_id, seq)) without rowid`,
  `create table audit (
    n integer primary key, at integer not null, kind text not null, session_id text, actor text,
    detail text not null, idempotency_key text unique, prev_hash text not null, hash text not null)`,
  `create table audit_head (id integer primary key check (id = 1), n integer not null, hash text not null,
    mac text not null)`,
  `insert into audit_head (id, n, hash, mac) values (1, 0, '', '')`,
];

const people: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of PEOPLE) await sql.raw(statement).execute(db);
  },
};

/** Who invited whom, and invitations for colleagues. */
const PEOPLE = [
  `alter table place add column inviter text`,
  `alter table invite add column kind text not null default 'customer'`,
];

const chat: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(CHAT).execute(db);
  },
};

/** What was said to everyone, where the site keeps it. */
const CHAT = `create table chat_line (
  session_id text not null references support_session (id), id text not null, author text not null,
  name text not null, text text not null, at integer not null, primary key (session_id, id)) without rowid`;

const siteConfig: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of SITE_CONFIG) await sql.raw(statement).execute(db);
  },
};

/** Every config that was pushed, whose key is believed, and under which config a session ran. */
const SITE_CONFIG = [
  `create table site_config (
    version integer primary key, hash text not null, key text not null, signed text not null,
    pushed_at integer not null)`,
  `create table site_key (id integer primary key check (id = 1), key text not null, trusted_at integer not null)`,
  `alter table support_session add column config_hash text`,
];

const snapshots: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(SNAPSHOTS).execute(db);
  },
};

/** Readings of customers' machines, where the site keeps them and the customer said yes to that; deflated JSON. */
const SNAPSHOTS = `create table snapshot (
  session_id text not null references support_session (id), id text not null, at integer not null,
  body blob not null, primary key (session_id, id)) without rowid`;

const MIGRATIONS: Record<string, Migration> = {
  '2026-11-22-first': first,
  '2026-11-26-people': people,
  '2026-11-27-chat': chat,
  '2026-11-27-site-config': siteConfig,
  '2026-12-01-snapshots': snapshots,
};

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve(MIGRATIONS),
};
