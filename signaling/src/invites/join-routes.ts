/** How a customer comes in: `POST /api/invite/preview` and `POST /api/join`. */
import {
  type HttpErrorCode,
  joinRequestSchema,
  previewRequestSchema,
  PROTOCOL_VERSION,
} from '@alongside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Relay } from '../context.ts';
import { refuse } from '../http/refusal.ts';
import { isStorageFull } from '../storage/database.ts';
import type { Credential } from './invites.ts';
import { createJoinGuard, type JoinGuard } from './join-guard.ts';

/** Every no to a code takes this long, whatever was looked up for it. */
const REFUSAL_MS = 40;
const anyVersion = z.object({ protocol: z.int() });

type Door = { readonly relay: Relay; readonly guard: JoinGuard };

export function addJoinRoutes(app: FastifyInstance, relay: Relay): void {
  const door = { relay, guard: createJoinGuard(relay) };
  app.post('/api/invite/preview', (request, reply) => preview(door, request, reply));
  app.post('/api/join', (request, reply) => join(door, request, reply));
}

async function preview(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<object> {
  const body = previewRequestSchema.safeParse(request.body);
  if (!body.success) return refuse(reply, 'bad-message');
  const { credential } = body.data;
  const answer = await guarded(door, { request, credential }, async () => {
    const row = await door.relay.invites.preview(credential);
    if (row === undefined) return 'invite-invalid';
    return { organisation: row.organisation, verified: row.verified === 1, invitedBy: row.invited_by };
  });
  return typeof answer === 'string' ? refuse(reply, answer) : answer;
}

async function join(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<object> {
  const version = anyVersion.safeParse(request.body);
  if (version.success && version.data.protocol !== PROTOCOL_VERSION)
    return refuse(reply, 'version-unsupported');
  const body = joinRequestSchema.safeParse(request.body);
  if (!body.success || isCsrClient(body.data.client)) return refuse(reply, 'bad-message');
  const { relay } = door;
  const answer = await guarded(door, { request, credential: body.data.credential }, async () => {
    const redeemed = await relay.invites.redeem(body.data);
    if (!redeemed.ok) return redeemed.code;
    return { ticket: relay.tickets.issue({ kind: 'place', ...redeemed.value }) };
  });
  return typeof answer === 'string' ? refuse(reply, answer) : answer;
}

function isCsrClient(client: string): boolean {
  return client === 'console' || client === 'web-console';
}

type Attempt = { readonly request: FastifyRequest; readonly credential: Credential };

/** The guard before and after, and one time for every refusal. */
async function guarded(
  { relay, guard }: Door,
  { request, credential }: Attempt,
  work: () => Promise<object | HttpErrorCode>,
): Promise<object | HttpErrorCode> {
  const attempt = { address: relay.addressOf(request.raw), kind: credential.kind };
  if (!(await guard.enter(attempt))) return 'too-many';
  const answerAt = performance.now() + REFUSAL_MS;
  const answer = await work().catch((error: unknown) => {
    if (!isStorageFull(error)) throw error;
    relay.log.warn('storage is full: a join was refused');
    return 'storage-full' as const;
  });
  if (answer !== 'invite-invalid') {
    await guard.wasRight(attempt);
    return answer;
  }
  relay.metrics.wrongCodes.inc();
  await sleep(Math.max(0, answerAt - performance.now()));
  return answer;
}
