/**
 * Who is signed in: a token's hash among better-auth's sessions, with the ban and the end of it looked at each time.
 * Asked here and not of better-auth, whose answer costs a thousand times the memory of the query that it makes.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { hashToken } from './hashed-sessions.ts';

/** As `set-auth-token` gives it. The part after the dot is a signature, which adds nothing to 190 random bits. */
const BEARER = /^bearer ([A-Za-z0-9_-]{32,64})(?:\.[A-Za-z0-9+/=%_-]{1,200})?$/i;

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

export function createAccounts(db: Kysely<Tables>, now: () => number): Accounts {
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
      const token = BEARER.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      const row = await query().where('auth_session.token', '=', hashToken(token)).executeTakeFirst();
      return row === undefined ? undefined : signedIn(row, now());
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
