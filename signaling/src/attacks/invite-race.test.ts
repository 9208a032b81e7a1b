/** T18: fifty at once with one invitation, a thousand times: one wins. And no invitation works again. */
import { DEFAULT_SITE, joinRequestSchema, participantIdSchema, sessionIdSchema } from '@alongside/protocol';
import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../audit/audit-log.ts';
import type { Foundation } from '../context.ts';
import { createInvites } from '../invites/invites.ts';
import { resolveLimits } from '../limits.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { openSecrets, randomId } from '../secrets.ts';
import { createSessions } from '../sessions/sessions.ts';
import { createHub } from '../sockets/hub.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import { fixedPolicy } from '../testing/test-config.ts';
import { invited, join, joinBody, startedCsr } from '../testing/test-client.ts';
import { testRelay } from '../testing/test-relay.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Place, SessionState } from '../sessions/session-state.ts';

const RIVALS = 50;
const ROUNDS = 1_000;
const HTTP_ROUNDS = 20;

function leadPlace(): Place {
  return {
    id: participantIdSchema.parse(randomId()),
    accountId: 'account',
    name: 'Casey',
    role: 'lead-csr',
    client: 'console',
    admitted: true,
    connected: true,
    everConnected: true,
    joinedAt: 0,
    inviteId: null,
    invitedBy: null,
    inviter: null,
    joinedBy: 'account',
    awaySince: null,
  };
}

function emptySession(lead: Place): SessionState {
  return {
    id: sessionIdSchema.parse(randomId()),
    accountId: 'account',
    name: 'Remote support 0000',
    sessionType: 'remote-support',
    tracking: {},
    organisation: 'Alongside',
    verified: false,
    configHash: null,
    startedAt: 0,
    places: [lead],
  };
}

/** Two relays' worth of rooms on one database: what is in one process's memory cannot be what saves us. */
async function twoNodes(database: Database, dataDir: string) {
  const lead = leadPlace();
  const state = emptySession(lead);
  const secrets = openSecrets(dataDir);
  const base: Foundation = {
    db: database.db,
    secrets,
    audit: createAuditLog(database.db, secrets),
    metrics: createMetrics(),
    hub: createHub(),
    now: () => Date.now(),
    limits: resolveLimits({ maxParticipants: 1e6, maxLiveInvites: 1e6 }),
    log: createLog('silent'),
    addressOf: () => 'unknown',
    policy: fixedPolicy(DEFAULT_SITE),
    turn: null,
  };
  const first = createSessions(base);
  await first.start(state, { kind: 'session.started', at: 0, sessionId: state.id });
  const second = createSessions(base);
  await second.load();
  const nodes = [first, second].map((sessions) => ({ sessions, invites: createInvites(base, sessions) }));
  return { lead, state, nodes };
}

describe('fifty with one invitation', () => {
  it(`have one winner, ${ROUNDS} times, on two relays with one database`, async () => {
    const dataDir = mkdtempSync(joinPath(tmpdir(), 'alongside-race-'));
    const database = await openDatabase(dataDir);
    const { lead, state, nodes } = await twoNodes(database, dataDir);
    const [first, second] = nodes;
    if (first === undefined || second === undefined) throw new Error('no nodes');
    for (let round = 0; round < ROUNDS; round += 1) {
      const room = first.sessions.find(state.id);
      if (room === undefined) throw new Error('no room');
      const made = await first.invites.create({ room, by: lead, label: null, kind: 'customer' });
      if (!made.ok) throw new Error(made.code);
      const credential =
        round % 2 === 0 ? { kind: 'link', token: made.value.token } : { kind: 'code', code: made.value.code };
      const rivals = Array.from({ length: RIVALS }, (_, n) => {
        const node = n % 2 === 0 ? first : second;
        return node.invites.redeem(joinRequestSchema.parse(joinBody(credential)));
      });
      const results = await Promise.all(rivals);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.code === 'invite-invalid')).toHaveLength(
        RIVALS - 1,
      );
      for (const node of nodes) {
        const played = node.sessions.find(state.id);
        // The winners' places would fill the session; only the race matters here.
        if (played !== undefined) played.state = { ...played.state, places: [lead] };
      }
    }
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  it(`have one winner over HTTP, ${HTTP_ROUNDS} times`, async () => {
    await using relay = await testRelay({ maxParticipants: 100, wrongLinksPerAddress: 1e9 });
    const csr = await startedCsr(relay);
    for (let round = 0; round < HTTP_ROUNDS; round += 1) {
      const { token } = await invited(csr);
      const answers = await Promise.all(
        Array.from({ length: RIVALS }, () => join(relay, { kind: 'link', token })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  }, 60_000);
});

describe('an invitation', () => {
  it('works no more after its ten minutes', async () => {
    let now = Date.now();
    await using relay = await testRelay({}, { now: () => now });
    const csr = await startedCsr(relay);
    const { token, expiresAt } = await invited(csr);
    now = expiresAt;
    expect((await join(relay, { kind: 'link', token })).body).toEqual({ code: 'invite-invalid' });
  });
});
