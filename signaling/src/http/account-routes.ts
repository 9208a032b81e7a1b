/** What a signed-in CSR asks over HTTP: `/api/me`, `/api/ticket`, `/api/sessions`; and `/api/site` for everybody. */
import {
  displayNameSchema,
  PROTOCOL_VERSION,
  type RecentSession,
  sessionIdSchema,
  trackingSchema,
} from '@alongside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Relay } from '../context.ts';
import { refuse } from './refusal.ts';

const MAX_RECENT = 50;

export function addAccountRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/api/site', () => ({ protocol: PROTOCOL_VERSION, site: relay.site }));
  app.get('/api/me', (request, reply) =>
    whenSignedIn(relay, { request, reply }, ({ name, email, role }) =>
      Promise.resolve({ name, email, role }),
    ),
  );
  app.post('/api/ticket', (request, reply) =>
    whenSignedIn(relay, { request, reply }, ({ authSessionId }) =>
      Promise.resolve({ ticket: relay.tickets.issue({ kind: 'account', authSessionId }) }),
    ),
  );
  app.get('/api/sessions', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => ({
      sessions: await recentSessions(relay, accountId),
    })),
  );
}

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

async function whenSignedIn(
  relay: Relay,
  { request, reply }: Exchange,
  work: (account: SignedIn) => Promise<object>,
): Promise<object> {
  const account = await relay.accounts.identify(request.headers.authorization);
  return account === undefined ? refuse(reply, 'not-signed-in') : work(account);
}

async function recentSessions({ db }: Relay, accountId: string): Promise<readonly RecentSession[]> {
  const rows = await db
    .selectFrom('support_session')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .limit(MAX_RECENT)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const customers = await db
    .selectFrom('place')
    .select(['session_id', 'name'])
    .where('session_id', 'in', ids)
    .where('admitted', '=', 1)
    .where('account_id', 'is', null)
    .orderBy('joined_at')
    .execute();
  return rows.map((row) => ({
    id: sessionIdSchema.parse(row.id),
    name: row.name,
    sessionType: row.type,
    tracking: trackingSchema.parse(JSON.parse(row.tracking)),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    customers: customers
      .filter((place) => place.session_id === row.id)
      .slice(0, 32)
      .map((place) => displayNameSchema.parse(place.name)),
    notes: row.notes,
  }));
}
