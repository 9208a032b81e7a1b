/** A config on its way to people: to those who are there at once, to those who come, and into the records. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SITE, type SignedConfig } from '@alongside/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addUser } from '../index.ts';
import { openSecrets } from '../secrets.ts';
import { openDatabase } from '../storage/database.ts';
import { admittedCustomer, startedCsr, TestClient, ticketOf } from '../testing/test-client.ts';
import { signedBy, testKey } from '../testing/test-config.ts';
import { EMAIL, get, PASSWORD, testRelay } from '../testing/test-relay.ts';
import { pushConfig } from './config-store.ts';
import { configHash } from './signing.ts';

const HOUR_MS = 3_600_000;
const key = testKey();
const MAIN = join(import.meta.dirname, '..', 'main.ts');

/** As the admin command does it: by a connection of its own. */
async function pushTo(dataDir: string, signed: SignedConfig): Promise<void> {
  const database = await openDatabase(dataDir);
  try {
    const secrets = openSecrets(dataDir);
    const pushed = await pushConfig({ db: database.db, secrets, now: Date.now() }, signed);
    if (!pushed.ok) throw new Error(pushed.code);
  } finally {
    await database.close();
  }
}

async function rowsOf<T>(
  dataDir: string,
  read: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>,
) {
  const database = await openDatabase(dataDir);
  try {
    return await read(database.db);
  } finally {
    await database.close();
  }
}

async function relayProgram(dataDir: string): Promise<{ readonly url: string }> {
  await addUser({ dataDir, email: EMAIL, password: PASSWORD, role: 'csr', name: 'Casey' });
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--data', dataDir]);
  const exited = new Promise((resolve) => child.on('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((each) => each.includes('"msg":"listening"'));
      if (line !== undefined) resolve(JSON.parse(line) as { url: string });
    });
    child.on('exit', () => reject(new Error(`the relay did not start: ${text}`)));
  });
}

describe('a config that is pushed while people are there', () => {
  it('reaches them within a second, from another process', { timeout: 60_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'alongside-live-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const relay = await relayProgram(dataDir);
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const home = await new TestClient(relay).opened();
    const welcome = await home.hello({ kind: 'ticket', ticket: await ticketOf(relay, csr.bearer) });
    expect(welcome).toMatchObject({ site: DEFAULT_SITE, config: null });
    const signed = signedBy(key, { files: { advanced: true }, organisation: 'Example' });
    await pushTo(dataDir, signed);
    const pushedAt = performance.now();
    for (const client of [csr.client, customer.client, home]) {
      const told = await client.next('site.updated');
      expect(told.config).toEqual(signed);
      expect(told.site).toMatchObject({ organisation: 'Example', files: { advanced: true } });
    }
    expect(performance.now() - pushedAt).toBeLessThan(1_000);
  });

  it('narrows at once, and is in the records of the sessions that it met', async () => {
    const site = { ...DEFAULT_SITE, chatKept: true };
    await using relay = await testRelay({}, { site });
    const csr = await startedCsr(relay);
    const line = { id: 'l'.repeat(22), from: csr.self, name: 'Casey', text: 'Hello', at: 1 };
    expect(await csr.client.ask({ type: 'chat.keep', lines: [line] })).toBe('ok');
    const signed = signedBy(key, { sessionTypes: [{ id: 'other', label: 'Other' }] });
    await pushTo(relay.dataDir, signed);
    await csr.client.next('site.updated');
    expect(await csr.client.ask({ type: 'chat.keep', lines: [line] })).toBe('not-allowed');
    const next = await new TestClient(relay).opened();
    const welcome = await next.hello({ kind: 'ticket', ticket: await ticketOf(relay, csr.bearer) });
    expect(welcome.config).toEqual(signed);
    const start = { type: 'session.start', tracking: {} } as const;
    expect(await next.ask({ ...start, sessionType: 'remote-support' })).toBe('unknown-session-type');
    expect(await next.ask({ ...start, sessionType: 'other' })).toBe('session.started');
    const hash = configHash(signed);
    const hashes = await rowsOf(relay.dataDir, (db) =>
      db.selectFrom('support_session').select('config_hash').orderBy('started_at').execute(),
    );
    expect(hashes.map(({ config_hash }) => config_hash)).toEqual([null, hash]);
    const audit = await rowsOf(relay.dataDir, (db) =>
      db.selectFrom('audit').select(['kind', 'session_id', 'detail']).orderBy('n').execute(),
    );
    expect(audit.find(({ kind }) => kind === 'config.applied')).toMatchObject({ session_id: csr.sessionId });
    const [before, after] = audit.filter(({ kind }) => kind === 'session.started');
    expect(before?.detail).not.toContain('config');
    expect(after?.detail).toContain(hash);
    const { body } = await get(`${relay.url}/api/site`);
    expect(body).toMatchObject({ config: signed, site: { sessionTypes: [{ id: 'other' }] } });
  });

  it('takes the direct way away where it says so', async () => {
    const turn = { urls: ['turn:turn.example.org'], secret: 'of the TURN server', only: false };
    await using relay = await testRelay({}, { turn });
    const csr = await startedCsr(relay);
    expect((await csr.client.next('ice.updated')).ice.relayOnly).toBe(false);
    await pushTo(relay.dataDir, signedBy(key, { turn: 'relay-only' }));
    await csr.client.next('site.updated');
    expect((await csr.client.next('ice.updated', ({ ice }) => ice.relayOnly)).ice.servers).toHaveLength(1);
  });

  it('takes it away also where there is no server to go through', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    await pushTo(relay.dataDir, signedBy(key, { turn: 'relay-only' }));
    const { ice } = await csr.client.next('ice.updated', (told) => told.ice.relayOnly);
    expect(ice).toEqual({ servers: [], relayOnly: true });
  });
});

describe('a config whose time is over', () => {
  it('gives nothing any more, keeps away what it took, and is there again after a restart', async () => {
    const clock = { at: Date.now() };
    const options = { now: () => clock.at };
    await using relay = await testRelay({ watchIntervalMs: 5 }, options);
    const csr = await startedCsr(relay);
    const signed = signedBy(key, {
      files: { advanced: true },
      recording: { allowed: false },
      turn: 'relay-only',
      expires: new Date(clock.at + 60_000).toISOString(),
    });
    await pushTo(relay.dataDir, signed);
    await csr.client.next('site.updated', ({ site }) => site.files.advanced);
    clock.at += 61_000;
    const { site, config } = await csr.client.next('site.updated', (told) => !told.site.files.advanced);
    expect(site).toMatchObject({ organisation: 'Example', recording: { allowed: false } });
    expect(config).toEqual(signed);
    const last = csr.client.messages.filter(({ type }) => type === 'ice.updated').at(-1);
    expect(last).toMatchObject({ ice: { relayOnly: true } });
    await relay.stopOnly();
    clock.at -= 61_000;
    await using again = await testRelay({}, { ...options, dataDir: relay.dataDir });
    expect((await get(`${again.url}/api/site`)).body).toMatchObject({
      config: signed,
      site: { files: { advanced: true } },
    });
  });
});

describe('sessions that are over', () => {
  it('go after the days that the config gives them, and their audit stays', async () => {
    const clock = { at: Date.now() };
    await using relay = await testRelay({ watchIntervalMs: 5 }, { now: () => clock.at });
    await pushTo(relay.dataDir, signedBy(key, { retentionDays: 1, expires: '2090-01-01T00:00:00Z' }));
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    await csr.client.ask({ type: 'session.end', notes: 'all well' });
    clock.at += 11 * HOUR_MS;
    const later = await startedCsr(relay, csr.bearer);
    await later.client.ask({ type: 'session.end', notes: '' });
    const left = () => rowsOf(relay.dataDir, (db) => db.selectFrom('support_session').select('id').execute());
    expect(await left()).toHaveLength(2);
    clock.at += 14 * HOUR_MS;
    await expect.poll(left).toEqual([{ id: later.sessionId }]);
    const kinds = await rowsOf(relay.dataDir, (db) =>
      db.selectFrom('audit').select('kind').where('session_id', '=', csr.sessionId).execute(),
    );
    expect(kinds.map(({ kind }) => kind)).toContain('session.ended');
  });
});
