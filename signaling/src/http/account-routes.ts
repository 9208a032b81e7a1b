/** What a signed-in CSR asks over HTTP: `/api/me`, `/api/ticket`, `/api/sessions`; and `/api/site` for everybody. */
import {
  MAX_NOTES_LENGTH,
  MAX_SEARCH_LENGTH,
  PROTOCOL_VERSION,
  sessionIdSchema,
  sessionNotesSchema,
} from '@alongside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignedIn } from '../accounts/accounts.ts';
import { siteStatement } from '../config/announce.ts';
import type { Relay } from '../context.ts';
import { keptChat, recentSessions, sessionRecord, writeNotes } from '../sessions/recent.ts';
import { refuse } from './refusal.ts';

/** The longest notes, in the longest way to write them as JSON. */
const NOTES_BODY_BYTES = 6 * MAX_NOTES_LENGTH + 1_024;

export function addAccountRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/api/site', () => ({
    protocol: PROTOCOL_VERSION,
    ...siteStatement(relay),
    serverTime: relay.now(),
  }));
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
  addSessionRoutes(app, relay);
}

function addSessionRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/api/sessions', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => ({
      sessions: await recentSessions(relay, { accountId, search: searchOf(request) }),
    })),
  );
  app.get('/api/sessions/chat', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => {
      const query = sessionQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      const lines = await keptChat(relay, { accountId, session: query.data.session });
      return lines === undefined ? refuse(reply, 'not-found') : { lines };
    }),
  );
  app.get('/api/sessions/record', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => {
      const query = sessionQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      const record = await sessionRecord(relay, { accountId, session: query.data.session });
      return record ?? refuse(reply, 'not-found');
    }),
  );
  app.post('/api/sessions/notes', { bodyLimit: NOTES_BODY_BYTES }, (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => {
      const body = sessionNotesSchema.safeParse(request.body);
      if (!body.success) return refuse(reply, 'bad-message');
      const written = await writeNotes(relay, { accountId, ...body.data });
      return written ? { ok: true } : refuse(reply, 'not-found');
    }),
  );
}

const sessionQuerySchema = z.object({ session: sessionIdSchema });
const querySchema = z.object({ search: z.string().max(MAX_SEARCH_LENGTH).optional() });

/** What is no search finds everything. */
function searchOf({ query }: FastifyRequest): string {
  const parsed = querySchema.safeParse(query);
  return parsed.success ? (parsed.data.search ?? '').trim() : '';
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
