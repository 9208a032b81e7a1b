/** better-auth as we use it: e-mail and password, bearer tokens, two roles. Nothing of it is reachable by itself. */
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { getAdapter } from 'better-auth/db/adapter';
import { getMigrations } from 'better-auth/db/migration';
import { createAccessControl } from 'better-auth/plugins/access';
import { admin } from 'better-auth/plugins/admin';
import { bearer } from 'better-auth/plugins/bearer';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { hashSessionTokens } from './hashed-sessions.ts';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;
const SECOND_MS = 1_000;

// Neither role may do anything over better-auth's own endpoints; what ours may do is decided in our routes.
const noPower = createAccessControl({ user: [], session: [] }).newRole({ user: [], session: [] });

type AuthSetUp = {
  readonly db: Kysely<Tables>;
  readonly secret: string;
  readonly accountLifeMs: number;
};

export type Auth = Awaited<ReturnType<typeof createAuth>>;

export async function createAuth(setUp: AuthSetUp) {
  const options = authOptions(setUp);
  const stored = { ...options, database: { db: setUp.db, type: 'sqlite' as const } };
  const { runMigrations } = await getMigrations(stored);
  await runMigrations();
  const adapter = hashSessionTokens(await getAdapter(stored));
  return betterAuth({ ...options, database: () => adapter });
}

function authOptions({ secret, accountLifeMs }: AuthSetUp) {
  return {
    appName: 'Alongside',
    // Only there for its own checks; links are made from the relay's public address.
    baseURL: 'http://relay.invalid',
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    user: { modelName: 'auth_user' },
    session: {
      modelName: 'auth_session',
      expiresIn: accountLifeMs / SECOND_MS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    // Ours are in front of it (sign-in-guard, request limits), by address block and account.
    rateLimit: { enabled: false },
    advanced: {
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
    logger: { disabled: true },
    plugins: [
      bearer(),
      admin({ defaultRole: 'csr', adminRoles: ['admin'], roles: { csr: noPower, admin: noPower } }),
    ],
  } satisfies BetterAuthOptions;
}
