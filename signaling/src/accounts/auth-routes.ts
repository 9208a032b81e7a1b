/**
 * The three of better-auth's endpoints that exist here: sign in, sign out, get-session. It sees a request that we
 * made: no cookies, no Origin, no Host, nothing but the body and the bearer token; and its answer's cookies are
 * dropped, so that a browser never sends anything by itself.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditKind } from '../audit/audit-log.ts';
import type { Relay } from '../context.ts';
import { refuse } from '../http/refusal.ts';
import type { Auth } from './auth.ts';
import { createSignInGuard, type SignInGuard } from './sign-in-guard.ts';

const MAX_EMAIL_LENGTH = 254;
const MAX_TYPED_LENGTH = 256;
const SERVER_FAULT = 500;

const signInSchema = z.strictObject({
  email: z.string().max(MAX_EMAIL_LENGTH),
  password: z.string().max(MAX_TYPED_LENGTH),
  rememberMe: z.boolean().optional(),
});

export type AuthDoor = {
  readonly relay: Relay;
  readonly auth: Auth;
  /** Closes the sockets of a sign-in that is over. */
  readonly revoked: (authSessionId: string) => Promise<void>;
};

export function addAuthRoutes(app: FastifyInstance, door: AuthDoor): void {
  const guard = createSignInGuard(door.relay.limits);
  app.post('/api/auth/sign-in/email', (request, reply) => signIn(door, guard, { request, reply }));
  app.post('/api/auth/sign-out', (request, reply) => signOut(door, { request, reply }));
  app.get('/api/auth/get-session', async (request, reply) => {
    const account = await door.relay.accounts.identify(request.headers.authorization);
    if (account === undefined) return refuse(reply, 'not-signed-in');
    return forward(reply, await ask(door.auth, { path: 'get-session', request }));
  });
}

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

async function signIn(
  door: AuthDoor,
  guard: SignInGuard,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const body = signInSchema.safeParse(request.body);
  if (!body.success) return refuse(reply, 'bad-message');
  const { email, password } = body.data;
  const attempt = { email, address: door.relay.addressOf(request.raw) };
  if (!(await guard.enter(attempt))) return refuse(reply, 'too-many');
  const answer = await ask(door.auth, { path: 'sign-in/email', request, body: { email, password } });
  if (answer.status >= SERVER_FAULT) {
    // The only thing behind better-auth that can fail is storage.
    door.relay.log.error({ status: answer.status }, 'a sign-in could not be stored');
    return refuse(reply, 'storage-full');
  }
  const account = answer.ok ? await door.relay.accounts.identify(bearerOf(answer)) : undefined;
  if (account === undefined) {
    await note(door, 'account.sign-in-failed');
    return refuse(reply, 'bad-credentials');
  }
  await guard.succeeded(attempt);
  await note(door, 'account.signed-in', account.accountId);
  return forward(reply, answer);
}

async function signOut(door: AuthDoor, { request, reply }: Exchange): Promise<FastifyReply> {
  const account = await door.relay.accounts.identify(request.headers.authorization);
  if (account === undefined) return refuse(reply, 'not-signed-in');
  const answer = await ask(door.auth, { path: 'sign-out', request, body: {} });
  await door.revoked(account.authSessionId);
  await note(door, 'account.signed-out', account.accountId);
  return forward(reply, answer);
}

function note({ relay }: AuthDoor, kind: AuditKind, actor?: string): Promise<void> {
  return relay.audit.note([{ kind, at: relay.now(), ...(actor === undefined ? {} : { actor }) }]);
}

function bearerOf(answer: Response): string | undefined {
  const token = answer.headers.get('set-auth-token');
  return token === null ? undefined : `Bearer ${token}`;
}

type Question = { readonly path: string; readonly request: FastifyRequest; readonly body?: object };

function ask(auth: Auth, { path, request, body }: Question): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' });
  const { authorization } = request.headers;
  if (authorization !== undefined) headers.set('authorization', authorization);
  const init =
    body === undefined ? { method: 'GET', headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  return auth.handler(new Request(`http://relay.invalid/api/auth/${path}`, init));
}

async function forward(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  const token = answer.headers.get('set-auth-token');
  if (token !== null) reply.header('set-auth-token', token);
  return reply
    .code(answer.status)
    .type('application/json')
    .send(await answer.text());
}
