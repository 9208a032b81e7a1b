/** The relay as a program: killed and started again, stopped with grace, and what its log gives away. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Readable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from './index.ts';
import {
  admittedCustomer,
  invited,
  join,
  startedCsr,
  TestClient,
  ticketOf,
  waitingCustomer,
} from './testing/test-client.ts';
import { EMAIL, get, PASSWORD, post, signIn } from './testing/test-relay.ts';

const ROOMY = JSON.stringify({
  handshakesPerAddressPerSecond: 10_000,
  socketsPerAddress: 1_000,
  socketsPerAccount: 99,
});
const MAIN = joinPath(import.meta.dirname, 'main.ts');
const ADMIN = joinPath(import.meta.dirname, 'admin.ts');

type Program = {
  readonly url: string;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly exited: Promise<number | null>;
  readonly output: () => string;
};

let dataDir = '';
const running = new Set<Program>();

beforeEach(async () => {
  dataDir = mkdtempSync(joinPath(tmpdir(), 'alongside-relay-'));
  await addUser({ dataDir, email: EMAIL, password: PASSWORD, role: 'csr', name: 'Casey' });
});

afterEach(async () => {
  for (const program of running) {
    program.child.kill('SIGKILL');
    await program.exited;
  }
  running.clear();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startProgram(port = 0): Promise<Program> {
  const args = [MAIN, '--port', String(port), '--data', dataDir, '--limits', ROOMY];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((each) => each.includes('"msg":"listening"'));
      if (line !== undefined) resolve(String((JSON.parse(line) as { url: unknown }).url));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', () => reject(new Error(`the relay did not start: ${text}`)));
  });
  const program = { url, child, exited, output: () => text };
  running.add(program);
  return program;
}

async function runAdmin(args: readonly string[], input = ''): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [ADMIN, ...args, '--data', dataDir]);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

describe('a relay that is killed', { timeout: 60_000 }, () => {
  it('takes its sessions up again, with what was missed, at the same address', async () => {
    const first = await startProgram();
    const csr = await startedCsr(first);
    const customer = await admittedCustomer(first, csr);
    const waiting = await waitingCustomer(first, csr);
    await csr.client.ask({ type: 'signal', to: customer.self, data: 'before' });
    await customer.client.next('signal');
    await customer.client.drop();
    await csr.client.next('roster', ({ participants }) =>
      participants.some(({ id, state }) => id === customer.self && state === 'away'),
    );
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'while away' })).toBe('ok');
    const open = await invited(csr);
    first.child.kill('SIGKILL');
    await first.exited;
    await csr.client.closed;

    const second = await startProgram(Number(new URL(first.url).port));
    const lead = await new TestClient(second).opened();
    const welcome = await lead.hello({ kind: 'resume', token: csr.resumeToken, seen: csr.client.seen });
    expect(welcome).toMatchObject({ resumed: true, self: csr.self, session: { id: csr.sessionId } });
    const back = await new TestClient(second).opened();
    await back.hello({ kind: 'resume', token: customer.resumeToken, seen: customer.client.seen }, 'helper');
    expect((await back.next('signal')).data).toBe('while away');
    const third = await new TestClient(second).opened();
    const lobby = await third.hello({ kind: 'resume', token: waiting.resumeToken, seen: 0 }, 'helper');
    expect(lobby).toMatchObject({ self: waiting.self, session: null });
    expect(await lead.ask({ type: 'lobby.admit', participant: waiting.self })).toBe('ok');
    expect(await lead.ask({ type: 'signal', to: customer.self, data: 'after' })).toBe('ok');
    await back.next('signal', ({ data }) => data === 'after');
    // Numbers go on, also where the relay had forgotten how far they were.
    expect(lead.seen).toBeGreaterThan(csr.client.seen);
    expect((await join(second, { kind: 'code', code: open.code })).status).toBe(200);
    expect((await runAdmin(['audit', 'verify'])).code).toBe(0);
  });
});

describe('a relay whose TURN server is named badly', { timeout: 60_000 }, () => {
  it.each([
    { TURN_URL: 'turn.example.org', TURN_SECRET: 'x' },
    { TURN_URL: 'turn:turn.example.org' },
    { TURN_SECRET: 'x' },
    { TURN_ONLY: '1' },
  ])('does not start with %o, and says in one line why', async (env) => {
    const args = [MAIN, '--port', '0', '--data', dataDir];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(text).toMatch(/^TURN_[^\n]+\.\n$/);
  });
});

describe('a relay that is told to stop', { timeout: 60_000 }, () => {
  it('says so first, closes everybody with 1012, and exits in time', async () => {
    const program = await startProgram();
    const csr = await startedCsr(program);
    const customer = await admittedCustomer(program, csr);
    expect((await get(`${program.url}/readyz`)).status).toBe(200);
    // A connection that was there before the stop still hears the answer.
    customer.client.socket.pause();
    program.child.kill('SIGTERM');
    expect(await csr.client.closed).toBe(1012);
    const ready = await get(`${program.url}/readyz`);
    expect(ready.status).toBe(503);
    customer.client.socket.resume();
    expect(await customer.client.closed).toBe(1012);
    const start = performance.now();
    expect(await program.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await runAdmin(['audit', 'verify'])).code).toBe(0);
  });
});

describe('the log', { timeout: 60_000 }, () => {
  it('gives nothing away', async () => {
    const program = await startProgram();
    const canaries = [
      'NameCanary',
      'NotesCanary',
      'TrackingCanary',
      'SdpCanary',
      'PasswordCanary',
      PASSWORD,
      EMAIL,
    ];
    await post(`${program.url}/api/auth/sign-in/email`, { email: EMAIL, password: 'PasswordCanary' });
    const bearer = await signIn(program);
    canaries.push(bearer['authorization']?.slice('Bearer '.length, 60) ?? '');
    const ticket = await ticketOf(program, bearer);
    const client = await new TestClient(program).opened();
    const { resumeToken } = await client.hello({ kind: 'ticket', ticket });
    const tracking = { ticket: 'TrackingCanary' };
    await client.request({ type: 'session.start', sessionType: 'training', tracking });
    const made = await client.request({ type: 'invite.create', label: 'NameCanary' });
    if (made.type !== 'invite.created') throw new Error('no invite');
    canaries.push(ticket, resumeToken, made.invite.token, made.invite.code);
    const device = 'DeviceCanary'.padEnd(43, 'x');
    const credential = { kind: 'link', token: made.invite.token };
    const request = { protocol: 1, client: 'helper', credential, name: 'NameCanary', device };
    const { body } = await post(`${program.url}/api/join`, request);
    const customer = await new TestClient(program).opened();
    const { self } = await customer.hello({ kind: 'ticket', ticket: String(body['ticket']) }, 'helper');
    if (self === null) throw new Error('no place');
    canaries.push(device, String(body['ticket']));
    await client.ask({ type: 'lobby.admit', participant: self });
    await client.ask({ type: 'signal', to: self, data: 'SdpCanary' });
    client.raw('{"SdpCanary":');
    await get(`${program.url}/j/${made.invite.token}`);
    await fetch(`${program.url}/api/join`, {
      method: 'POST',
      body: '{"NameCanary',
      headers: { 'content-type': 'application/json' },
    });
    await client.ask({ type: 'session.end', notes: 'NotesCanary' });
    program.child.kill('SIGTERM');
    await program.exited;
    const log = program.output();
    expect(log).toContain('session ended');
    for (const canary of canaries) expect(log, canary).not.toContain(canary);
    // Hashes only at rest, too: neither tokens nor codes are in the database's files.
    const files = ['relay.db'].map((name) => readFileSync(joinPath(dataDir, name)).toString('latin1')).join();
    for (const secret of [ticket, resumeToken, made.invite.token, made.invite.code, PASSWORD]) {
      expect(files).not.toContain(secret);
    }
  });
});

describe('the admin command', { timeout: 90_000 }, () => {
  it('adds, lists and disables, with a password from standard input only', async () => {
    const add = ['user', 'add', '--email', 'new@example.test', '--role', 'admin', '--name', 'New'];
    expect((await runAdmin(add)).code).toBe(1);
    expect((await runAdmin([...add, '--password-stdin'], 'short\n')).code).toBe(1);
    expect((await runAdmin([...add, '--password-stdin'], 'long enough for us\n')).code).toBe(0);
    expect((await runAdmin([...add, '--password-stdin'], 'long enough for us\n')).text).toContain('already');
    expect((await runAdmin(['user', 'disable', '--email', EMAIL])).code).toBe(0);
    expect((await runAdmin(['user', 'disable', '--email', 'nobody@example.test'])).code).toBe(1);
    const { text } = await runAdmin(['user', 'list', '--json']);
    expect(JSON.parse(text)).toMatchObject([
      { email: EMAIL, role: 'csr', disabled: true },
      { email: 'new@example.test', role: 'admin', disabled: false, name: 'New' },
    ]);
    expect((await runAdmin(['nonsense'])).code).toBe(1);
  });

  it('finds the first row of the audit that was changed or removed', async () => {
    const program = await startProgram();
    const csr = await startedCsr(program);
    await admittedCustomer(program, csr);
    await csr.client.ask({ type: 'session.end', notes: '' });
    const { text } = await runAdmin(['audit', 'export', '--json']);
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; kind: string });
    expect(rows.map(({ kind }) => kind)).toEqual([
      'account.added',
      'account.signed-in',
      'session.started',
      'invite.created',
      'invite.used',
      'lobby.admitted',
      'session.ended',
    ]);
    expect((await runAdmin(['audit', 'verify'])).text).toContain('7 rows');
    const path = joinPath(dataDir, 'relay.db');
    const tamper = async (sql: string) => {
      using db = new DatabaseSync(path);
      db.exec('savepoint before');
      db.exec(sql);
      db.exec('release before');
      return runAdmin(['audit', 'verify']);
    };
    const changed = await tamper(`update audit set actor = 'somebody else' where n = 6`);
    expect([changed.code, changed.text]).toEqual([1, expect.stringContaining('first bad row 6 (changed)')]);
    const removed = await tamper(`delete from audit where n = 3`);
    expect(removed.text).toContain('first bad row 3 (missing)');
    const cut = await tamper(`delete from audit where n > 2`);
    expect(cut.text).toContain('first bad row 3 (end-missing)');
    const forged = await tamper(`update audit_head set n = 2, hash = (select hash from audit where n = 2)`);
    expect(forged.text).toContain('head-forged');
  });
});
