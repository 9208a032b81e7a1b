/** What a signed-in CSR asks over HTTP: `/api/me`, `/api/ticket`, `/api/sessions`; and `/api/site` for everybody. */
import {
  keepSnapshotSchema,
  MAX_NOTES_LENGTH,
  MAX_SNAPSHOT_BYTES,
  PROTOCOL_VERSION,
  sessionIdSchema,
  sessionNotesSchema,
  sessionsQuerySchema,
} from '@alongside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignedIn } from '../accounts/accounts.ts';
import { siteStatement } from '../config/announce.ts';
import type { Relay } from '../context.ts';
import { keptChat, recentSessions, sessionRecord, writeNotes } from '../sessions/recent.ts';
import { keepSnapshot, keptSnapshots } from '../sessions/snapshots.ts';
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
  addSnapshotRoutes(app, relay);
}

function addSessionRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/api/sessions', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async (looker) => {
      const query = sessionsQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      return { sessions: await recentSessions(relay, { ...looker, query: query.data }) };
    }),
  );
  app.get('/api/sessions/chat', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async (looker) => {
      const query = sessionQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      const lines = await keptChat(relay, { ...looker, session: query.data.session });
      return lines === undefined ? refuse(reply, 'not-found') : { lines };
    }),
  );
  app.get('/api/sessions/record', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async (looker) => {
      const query = sessionQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      const record = await sessionRecord(relay, { ...looker, session: query.data.session });
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

function addSnapshotRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/api/sessions/snapshots', (request, reply) =>
    whenSignedIn(relay, { request, reply }, async (looker) => {
      const query = sessionQuerySchema.safeParse(request.query);
      if (!query.success) return refuse(reply, 'bad-message');
      const snapshots = await keptSnapshots(relay, { ...looker, session: query.data.session });
      return snapshots === undefined ? refuse(reply, 'not-found') : { snapshots };
    }),
  );
  app.post('/api/sessions/snapshots', { bodyLimit: MAX_SNAPSHOT_BYTES }, (request, reply) =>
    whenSignedIn(relay, { request, reply }, async ({ accountId }) => {
      const body = keepSnapshotSchema.safeParse(request.body);
      if (!body.success) return refuse(reply, 'bad-message');
      const kept = await keepSnapshot(relay, { accountId, ...body.data });
      return kept.ok ? { ok: true } : refuse(reply, kept.code);
    }),
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
