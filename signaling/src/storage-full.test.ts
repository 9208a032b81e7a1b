/** T15 for the relay: a full disk refuses what is new and says so; running sessions go on, and nothing is lost. */
import { DatabaseSync } from 'node:sqlite';
import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from './audit/verify.ts';
import { openSecrets } from './secrets.ts';
import { openDatabase } from './storage/database.ts';
import { admittedCustomer, invited, join, startedCsr, TestClient, ticketOf } from './testing/test-client.ts';
import { signIn, type TestRelay, testRelay } from './testing/test-relay.ts';

const ID = 'A'.repeat(22);

/** No page more than there is, and those there are filled. */
function fill(relay: TestRelay): void {
  relay.setQuota(1);
  using db = new DatabaseSync(joinPath(relay.dataDir, 'relay.db'), { timeout: 5_000 });
  const { freelist_count: free } = db.prepare('pragma freelist_count').get() as { freelist_count: number };
  expect(free).toBeLessThan(50);
}

async function fillUntilFull(relay: TestRelay, start: () => Promise<string>): Promise<void> {
  fill(relay);
  for (let n = 0; n < 200; n += 1) if ((await start()) === 'storage-full') return;
  throw new Error('never full');
}

describe('full storage', () => {
  it('refuses new sessions, invitations and joins, while running ones go on, and catches up later', async () => {
    await using relay = await testRelay({ watchIntervalMs: 20 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const open = await invited(csr);
    const bearer = await signIn(relay);
    const newSession = async () => {
      const client = await new TestClient(relay).opened();
      await client.hello({ kind: 'ticket', ticket: await ticketOf(relay, bearer) });
      const tracking = { ticket: 'x'.repeat(200) };
      return client.ask({ type: 'session.start', sessionType: 'remote-support', tracking });
    };
    await fillUntilFull(relay, newSession);
    expect(await newSession()).toBe('storage-full');
    const invites = [];
    for (let n = 0; n < 15; n += 1)
      invites.push(await csr.client.ask({ type: 'invite.create', label: 'x'.repeat(80) }));
    expect(invites).toContain('storage-full');
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'on' })).toBe('ok');
    await customer.client.next('signal');
    const fact = { kind: 'trust.proved', at: 1, peer: customer.self } as const;
    for (let n = 0; n < 30; n += 1) {
      const key = `${n}`.padStart(22, 'k');
      expect(await csr.client.ask({ type: 'record.append', key, fact })).toBe('ok');
    }
    await customer.client.drop();
    const back = await new TestClient(relay).opened();
    await back.hello({ kind: 'resume', token: customer.resumeToken, seen: customer.client.seen }, 'helper');
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'back' })).toBe('ok');

    relay.setQuota(null);
    await expect.poll(newSession, { timeout: 5_000 }).toBe('session.started');
    expect((await join(relay, { kind: 'link', token: open.token })).status).toBe(200);
    expect(await csr.client.ask({ type: 'session.end', notes: 'all told' })).toBe('ok');
    await relay.stopOnly();
    const database = await openDatabase(relay.dataDir);
    expect(await verifyAudit(database.db, openSecrets(relay.dataDir))).toMatchObject({ ok: true });
    const facts = await database.db.selectFrom('audit').select('n').where('kind', '=', 'record').execute();
    expect(facts).toHaveLength(30);
    await database.close();
  }, 40_000);
});

describe('a fact for the record', () => {
  it('is written once, however often it is sent', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const fact = { kind: 'trust.proved', at: 1, peer: customer.self } as const;
    for (let n = 0; n < 3; n += 1) {
      expect(await csr.client.ask({ type: 'record.append', key: ID, fact })).toBe('ok');
    }
    // The same key of somebody else is another fact.
    const other = { ...fact, peer: csr.self };
    expect(await customer.client.ask({ type: 'record.append', key: ID, fact: other })).toBe('ok');
    const database = await openDatabase(relay.dataDir);
    const rows = await database.db.selectFrom('audit').select('actor').where('kind', '=', 'record').execute();
    expect(rows.map(({ actor }) => actor)).toEqual([csr.self, customer.self]);
    await database.close();
  });
});
