/** Who is signed in, and the accounts themselves. The only file that asks better-auth about a person. */
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Auth } from './auth.ts';

export type AccountRole = 'csr' | 'admin';

/** A signed-in person: the account and the sign-in that proved it. */
export type SignedIn = {
  readonly accountId: string;
  readonly authSessionId: string;
  readonly name: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly expiresAt: number;
};

export type Accounts = {
  /** The person behind an `Authorization: Bearer` header, or nobody. */
  readonly identify: (authorization: string | undefined) => Promise<SignedIn | undefined>;
  /** Of these sign-ins, the ones that still hold. */
  readonly stillValid: (authSessionIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The person of a sign-in that still holds. */
  readonly bySignIn: (authSessionId: string) => Promise<SignedIn | undefined>;
};

export function createAccounts(auth: Auth, db: Kysely<Tables>, now: () => number): Accounts {
  const query = () =>
    db
      .selectFrom('auth_session')
      .innerJoin('auth_user', 'auth_user.id', 'auth_session.userId')
      .select(['auth_session.id as signIn', 'auth_session.expiresAt', 'auth_user.id', 'auth_user.name'])
      .select(['auth_user.email', 'auth_user.role', 'auth_user.banned']);

  const bySignIn: Accounts['bySignIn'] = async (authSessionId) => {
    const row = await query().where('auth_session.id', '=', authSessionId).executeTakeFirst();
    return row === undefined ? undefined : signedIn(row, now());
  };

  return {
    bySignIn,
    async identify(authorization) {
      if (authorization === undefined) return undefined;
      const found = await auth.api.getSession({ headers: new Headers({ authorization }) });
      return found === null ? undefined : bySignIn(found.session.id);
    },
    async stillValid(authSessionIds) {
      if (authSessionIds.length === 0) return new Set();
      const rows = await query().where('auth_session.id', 'in', authSessionIds).execute();
      return new Set(rows.flatMap((row) => signedIn(row, now())?.authSessionId ?? []));
    },
  };
}

type Row = {
  readonly signIn: string;
  readonly expiresAt: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string | null;
  readonly banned: number | null;
};

function signedIn(row: Row, now: number): SignedIn | undefined {
  const expiresAt = Date.parse(row.expiresAt);
  // better-auth looks at the ban only when somebody signs in.
  if (row.banned === 1 || !(expiresAt > now)) return undefined;
  const role = row.role === 'admin' ? 'admin' : 'csr';
  return {
    accountId: row.id,
    authSessionId: row.signIn,
    name: row.name,
    email: row.email,
    role,
    expiresAt,
  };
}
