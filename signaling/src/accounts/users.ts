/**
 * Accounts as the admin command makes, lists and disables them. The only way to an account: no HTTP route leads
 * here. Works on the database beside a running relay.
 */
import { displayNameSchema, fail, ok, type Result } from '@alongside/protocol';
import { z } from 'zod';
import { appendAudit, type AuditEntry } from '../audit/audit-log.ts';
import { resolveLimits } from '../limits.ts';
import { openSecrets, type Secrets } from '../secrets.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import type { AccountRole } from './accounts.ts';
import { type Auth, createAuth, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './auth.ts';

export type NewUser = {
  readonly dataDir: string;
  readonly email: string;
  readonly password: string;
  readonly role: AccountRole;
  readonly name?: string;
};

type User = {
  readonly email: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly disabled: boolean;
  readonly createdAt: string;
};

export type AddCode = 'bad-email' | 'bad-name' | 'bad-password' | 'already-there';

const MAX_EMAIL_LENGTH = 254;

type Office = { readonly database: Database; readonly secrets: Secrets; readonly auth: Auth };

async function inOffice<T>(dataDir: string, work: (office: Office) => Promise<T>): Promise<T> {
  const database = await openDatabase(dataDir);
  try {
    const secrets = openSecrets(dataDir);
    const { accountLifeMs } = resolveLimits();
    const auth = await createAuth({ db: database.db, secret: secrets.authSecret, accountLifeMs });
    return await work({ database, secrets, auth });
  } finally {
    await database.close();
  }
}

export function addUser(user: NewUser): Promise<Result<undefined, AddCode>> {
  return inOffice(user.dataDir, async (office) => {
    const email = user.email.toLowerCase();
    const name = displayNameSchema.safeParse(user.name ?? email.split('@')[0]);
    if (!z.email().max(MAX_EMAIL_LENGTH).safeParse(email).success) return fail('bad-email');
    if (!name.success) return fail('bad-name');
    const { length } = user.password;
    if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) return fail('bad-password');
    if (await isThere(office, email)) return fail('already-there');
    const body = { email, password: user.password, name: name.data, role: user.role };
    const created = await office.auth.api.createUser({ body });
    await note(office, { kind: 'account.added', actor: created.user.id, detail: { role: user.role } });
    return ok();
  });
}

export function listUsers(dataDir: string): Promise<readonly User[]> {
  return inOffice(dataDir, async ({ database }) => {
    const rows = await database.db.selectFrom('auth_user').selectAll().orderBy('email').execute();
    return rows.map((row) => ({
      email: row.email,
      name: row.name,
      createdAt: row.createdAt,
      disabled: row.banned === 1,
      role: row.role === 'admin' ? 'admin' : 'csr',
    }));
  });
}

/** The account's sign-ins go with it; a running relay notices within a second and closes its sockets. */
export function disableUser(dataDir: string, email: string): Promise<Result<undefined, 'unknown'>> {
  return inOffice(dataDir, async (office) => {
    const { db } = office.database;
    const row = await db
      .selectFrom('auth_user')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
    if (row === undefined) return fail('unknown');
    await note(office, { kind: 'account.disabled', actor: row.id });
    await db.updateTable('auth_user').set({ banned: 1 }).where('id', '=', row.id).execute();
    await db.deleteFrom('auth_session').where('userId', '=', row.id).execute();
    return ok();
  });
}

async function isThere({ database }: Office, email: string): Promise<boolean> {
  const row = await database.db
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  return row !== undefined;
}

function note({ database, secrets }: Office, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  return database.db
    .transaction()
    .execute((trx) => appendAudit(trx, secrets, [{ ...entry, at: Date.now() }]));
}
