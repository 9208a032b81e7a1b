/**
 * The configs that were pushed, in the relay's database, and the one key that may sign them. Written by the admin command
 * beside a running relay. What was pushed stays: the history is never rewritten.
 */
import { fail, ok, type Result, type SignedConfig, type SiteConfig, timeOf } from '@alongside/protocol';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/audit-log.ts';
import type { Secrets } from '../secrets.ts';
import type { Tables } from '../storage/tables.ts';
import { configHash, openSigned, readSigned } from './signing.ts';

export type PushCode =
  /** The signature is not the key's over this text. */
  | 'forged'
  /** Signed, but of a shape that this relay doesn't know. */
  | 'bad-config'
  /** Signed by a key that this relay was not told to believe. */
  | 'other-key'
  | 'other-org'
  | 'other-site'
  /** A version that is not higher than the last one's. */
  | 'older'
  /** The last one's version with another text. */
  | 'same-version'
  | 'not-yet'
  | 'expired';

export type Pushed = {
  readonly config: SiteConfig;
  readonly hash: string;
  /** It was there already, the same in every byte. */
  readonly isRepeat: boolean;
  /** It is the first of its key, which is believed from now on. */
  readonly isFirst: boolean;
};

export type StoredConfig = {
  readonly version: number;
  readonly hash: string;
  readonly key: string;
  readonly pushedAt: number;
  /** Undefined where the row was damaged. */
  readonly signed: SignedConfig | undefined;
};

type Office = { readonly db: Kysely<Tables>; readonly secrets: Secrets; readonly now: number };

export async function pushConfig(
  { db, secrets, now }: Office,
  signed: SignedConfig,
): Promise<Result<Pushed, PushCode>> {
  const opened = openSigned(signed);
  if (!opened.ok) return opened;
  const config = opened.value;
  const time = timeOf(config, now);
  if (time !== 'in-force') return fail(time);
  return db.transaction().execute(async (trx): Promise<Result<Pushed, PushCode>> => {
    // Takes the write lock before anything is read: of two pushes at once the second sees the first.
    await appendAudit(trx, secrets, []);
    const trusted = await trustedKey(trx);
    if (trusted !== undefined && trusted !== signed.key) return fail('other-key');
    const hash = configHash(signed);
    const follows = mayFollow(await lastConfig(trx), config, hash);
    if (!follows.ok) return follows;
    const { isRepeat } = follows.value;
    if (trusted === undefined) await believe(trx, { secrets, now, key: signed.key });
    if (!isRepeat) await insert(trx, { secrets, now, signed, version: config.version });
    return ok({ config, hash, isRepeat, isFirst: trusted === undefined });
  });
}

/** From now on only this key's configs are taken; what is in force stays. */
export function trustKey({ db, secrets, now }: Office, key: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await appendAudit(trx, secrets, []);
    await believe(trx, { secrets, now, key });
  });
}

export async function trustedKey(db: Kysely<Tables>): Promise<string | undefined> {
  return (await db.selectFrom('site_key').select('key').executeTakeFirst())?.key;
}

export async function lastConfig(db: Kysely<Tables>): Promise<StoredConfig | undefined> {
  const row = await db
    .selectFrom('site_config')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : stored(row);
}

/** The last one first. */
export async function configHistory(db: Kysely<Tables>): Promise<readonly StoredConfig[]> {
  const rows = await db.selectFrom('site_config').selectAll().orderBy('version', 'desc').execute();
  return rows.map(stored);
}

function stored(row: Tables['site_config']): StoredConfig {
  const signed = readSigned(row.signed);
  return {
    version: row.version,
    hash: row.hash,
    key: row.key,
    pushedAt: row.pushed_at,
    signed: signed.ok ? signed.value : undefined,
  };
}

function mayFollow(
  last: StoredConfig | undefined,
  config: SiteConfig,
  hash: string,
): Result<{ readonly isRepeat: boolean }, PushCode> {
  if (last === undefined) return ok({ isRepeat: false });
  const before = last.signed === undefined ? undefined : openSigned(last.signed);
  if (before?.ok === true) {
    if (before.value.org !== config.org) return fail('other-org');
    if (before.value.site !== config.site) return fail('other-site');
  }
  if (config.version < last.version) return fail('older');
  if (config.version > last.version) return ok({ isRepeat: false });
  return hash === last.hash ? ok({ isRepeat: true }) : fail('same-version');
}

type Belief = { readonly secrets: Secrets; readonly now: number; readonly key: string };

async function believe(trx: Transaction<Tables>, { secrets, now, key }: Belief): Promise<void> {
  await appendAudit(trx, secrets, [{ kind: 'config.key-trusted', at: now, detail: { key } }]);
  await trx
    .insertInto('site_key')
    .values({ id: 1, key, trusted_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ key, trusted_at: now }))
    .execute();
}

type Insertion = Omit<Belief, 'key'> & { readonly signed: SignedConfig; readonly version: number };

async function insert(trx: Transaction<Tables>, { secrets, now, signed, version }: Insertion): Promise<void> {
  const hash = configHash(signed);
  const { key } = signed;
  await appendAudit(trx, secrets, [{ kind: 'config.pushed', at: now, detail: { version, hash, key } }]);
  await trx
    .insertInto('site_config')
    .values({ version, hash, key, signed: JSON.stringify(signed), pushed_at: now })
    .execute();
}
