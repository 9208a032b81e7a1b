/** Who gets in and who does not: sign-in, revocation, guessing, and that no door leads to a new account. */
import { request } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startedCsr, TestClient, ticketOf } from '../testing/test-client.ts';
import { EMAIL, get, PASSWORD, post, signIn, type TestRelay, testRelay } from '../testing/test-relay.ts';
import { addUser, disableUser, listUsers } from './users.ts';

const SOON_MS = 1_000;

async function statusWithin(
  relay: TestRelay,
  bearer: Record<string, string>,
  wanted: number,
): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < SOON_MS) {
    if ((await get(`${relay.url}/api/me`, bearer)).status === wanted) return wanted;
  }
  return (await get(`${relay.url}/api/me`, bearer)).status;
}

/** fetch would tidy the path; an attacker does not. */
function rawStatus(relay: TestRelay, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(relay.url);
    const hasBody = method === 'POST' || method === 'PUT';
    const headers = hasBody ? { 'content-type': 'application/json' } : {};
    const call = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(hasBody ? '{}' : undefined);
  });
}

describe('signing in', () => {
  it('gives a bearer token and no cookie', async () => {
    await using relay = await testRelay();
    const answer = await post(`${relay.url}/api/auth/sign-in/email`, { email: EMAIL, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const bearer = { authorization: `Bearer ${answer.headers.get('set-auth-token') ?? ''}` };
    expect((await get(`${relay.url}/api/me`, bearer)).body).toEqual({
      name: 'Casey',
      email: EMAIL,
      role: 'csr',
    });
    expect((await get(`${relay.url}/api/auth/get-session`, bearer)).status).toBe(200);
    const plain = { authorization: `Bearer ${String(answer.body['token'])}` };
    expect((await get(`${relay.url}/api/me`, plain)).status).toBe(200);
  });

  it('takes no cookie for a bearer token', async () => {
    await using relay = await testRelay();
    const { authorization } = await signIn(relay);
    const token = authorization?.slice('Bearer '.length) ?? '';
    const cookie = `better-auth.session_token=${token}`;
    expect((await get(`${relay.url}/api/me`, { cookie })).status).toBe(401);
    expect((await get(`${relay.url}/api/auth/get-session`, { cookie })).status).toBe(401);
  });

  it('keeps tokens as hashes only', async () => {
    await using relay = await testRelay();
    const answer = await post(`${relay.url}/api/auth/sign-in/email`, { email: EMAIL, password: PASSWORD });
    using db = new DatabaseSync(join(relay.dataDir, 'relay.db'), { readOnly: true });
    const rows = JSON.stringify(db.prepare('select * from auth_session').all());
    expect(rows).toContain('sha256:');
    expect(rows).not.toContain(String(answer.body['token']));
    const stored = /sha256:[\w-]+/.exec(rows)?.[0] ?? '';
    expect((await get(`${relay.url}/api/me`, { authorization: `Bearer ${stored}` })).status).toBe(401);
  });

  it.each([
    ['wrong password', { email: EMAIL, password: 'wrong password' }, 401],
    ['nobody', { email: 'nobody@example.test', password: PASSWORD }, 401],
    ['no e-mail', { email: "' or 1=1 --", password: PASSWORD }, 401],
    ['more fields', { email: EMAIL, password: PASSWORD, role: 'admin' }, 400],
    ['no fields', {}, 400],
  ])('refuses %s', async (_name, body, status) => {
    await using relay = await testRelay();
    expect((await post(`${relay.url}/api/auth/sign-in/email`, body)).status).toBe(status);
  });

  it('evaluates ten guesses an hour from one address, and the owner signs in from another', async () => {
    await using relay = await testRelay();
    const guesses = [];
    for (let n = 0; n < 15; n += 1) {
      const { body } = await post(`${relay.url}/api/auth/sign-in/email`, {
        email: EMAIL,
        password: `guess ${n}`,
      });
      guesses.push(body['code']);
    }
    expect(guesses.filter((code) => code === 'bad-credentials')).toHaveLength(10);
    expect(guesses.slice(10).every((code) => code === 'too-many')).toBe(true);
    const owner = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(relay.url);
      const options = { port, host: '127.0.0.1', localAddress: '127.0.0.9', method: 'POST' };
      const headers = { 'content-type': 'application/json' };
      const call = request({ ...options, headers, path: '/api/auth/sign-in/email' }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      call.on('error', reject);
      call.end(JSON.stringify({ email: EMAIL, password: PASSWORD }));
    });
    expect(owner).toBe(200);
  });
});

describe('revoking', () => {
  it('closes the sockets of a sign-in that signs out, and no others', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const other = await startedCsr(relay);
    expect((await post(`${relay.url}/api/auth/sign-out`, {}, csr.bearer)).status).toBe(200);
    expect(await csr.client.closed).toBe(4010);
    expect((await get(`${relay.url}/api/me`, csr.bearer)).status).toBe(401);
    expect((await post(`${relay.url}/api/ticket`, {}, csr.bearer)).status).toBe(401);
    const back = await new TestClient(relay).opened();
    await expect(back.hello({ kind: 'resume', token: csr.resumeToken, seen: 0 })).rejects.toThrow('4002');
    expect(await other.client.ask({ type: 'invite.create', label: null })).toBe('invite.created');
  });

  it('reaches a running relay from the admin command within a second', async () => {
    await using relay = await testRelay();
    await addUser({ dataDir: relay.dataDir, email: 'b@example.test', password: PASSWORD, role: 'csr' });
    const csr = await startedCsr(relay);
    const stays = await startedCsr(relay, await signIn(relay, 'b@example.test'));
    const ticket = await ticketOf(relay, csr.bearer);
    const start = performance.now();
    expect((await disableUser(relay.dataDir, EMAIL)).ok).toBe(true);
    expect(await csr.client.closed).toBe(4010);
    expect(performance.now() - start).toBeLessThan(2 * SOON_MS);
    expect(await statusWithin(relay, csr.bearer, 401)).toBe(401);
    const late = await new TestClient(relay).opened();
    await expect(late.hello({ kind: 'ticket', ticket })).rejects.toThrow('4010');
    const again = await post(`${relay.url}/api/auth/sign-in/email`, { email: EMAIL, password: PASSWORD });
    expect([again.status, again.body]).toEqual([401, { code: 'bad-credentials' }]);
    expect(stays.client.closeCode).toBeNull();
    expect((await listUsers(relay.dataDir)).map(({ disabled }) => disabled)).toEqual([false, true]);
  });

  it('needs the ban alone, also where a sign-in was left behind', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    using db = new DatabaseSync(join(relay.dataDir, 'relay.db'), { timeout: 5_000 });
    db.exec('update auth_user set banned = 1');
    expect(await csr.client.closed).toBe(4010);
    expect((await get(`${relay.url}/api/me`, csr.bearer)).status).toBe(401);
  });

  it('happens by itself after twelve hours', async () => {
    let now = Date.now();
    await using relay = await testRelay({ watchIntervalMs: 20 }, { now: () => now });
    const csr = await startedCsr(relay);
    now += 12 * 60 * 60_000 + 60_000;
    expect(await csr.client.closed).toBe(4010);
    expect((await get(`${relay.url}/api/me`, csr.bearer)).status).toBe(401);
  });
});

describe('a new account', () => {
  const PATHS = `sign-up/email sign-up admin/create-user admin/set-role admin/list-users list-sessions
    change-password update-user request-password-reset reset-password verify-email ok error sign-in/social
    sign-in/username delete-user revoke-sessions admin/impersonate-user setup`.split(/\s+/);
  const TRICKS = [
    (path: string) => `/api/auth/${path}`,
    (path: string) => `/api/auth//${path}`,
    (path: string) => `//api/auth/${path}`,
    (path: string) => `/api/auth/${path}/`,
    (path: string) => `/api/auth/${path};x=1`,
    (path: string) => `/api/auth/${path.toUpperCase()}`,
    (path: string) => `/api/auth/%2e/${path}`,
    (path: string) => `/api/auth/sign-in/%2e%2e/${path}`,
    (path: string) => `/api/auth/sign-in/../${path}`,
    (path: string) => `/api/auth/${path.replaceAll('/', '%2f')}`,
    (path: string) => `/api/auth/${path}?x=/api/auth/sign-in/email`,
    (path: string) => `/api/${path}`,
  ];

  it('comes by no HTTP route, whatever the method and the path', async () => {
    await using relay = await testRelay();
    const { authorization = '' } = await signIn(relay);
    expect(authorization).not.toBe('');
    for (const path of PATHS) {
      for (const trick of TRICKS) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD']) {
          const status = await rawStatus(relay, method, trick(path));
          expect([401, 404], `${method} ${trick(path)}`).toContain(status);
        }
      }
    }
    expect(await listUsers(relay.dataDir)).toHaveLength(1);
  });

  it.each([
    ['bad-email', { email: 'no address' }],
    ['bad-password', { password: 'short' }],
    ['bad-name', { name: 'evil\u202ename' }],
    ['already-there', { email: EMAIL.toUpperCase() }],
  ] as const)('is refused with %s', async (code, over) => {
    await using relay = await testRelay();
    const user = {
      dataDir: relay.dataDir,
      email: 'new@example.test',
      password: PASSWORD,
      role: 'csr',
      ...over,
    } as const;
    expect(await addUser(user)).toEqual({ ok: false, code });
  });
});
