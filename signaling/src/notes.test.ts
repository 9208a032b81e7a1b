/** Notes over real sockets and HTTP: saved as they are written, kept through every end, found again by whoever was there. */
import { addUser } from './index.ts';
import { describe, expect, it } from 'vitest';
import { admittedCustomer, startedCsr } from './testing/test-client.ts';
import { get, PASSWORD, post, signIn, testRelay } from './testing/test-relay.ts';

const sessionsOf = async (url: string, bearer: Record<string, string>, search = '') =>
  (await get(`${url}/api/sessions?search=${encodeURIComponent(search)}`, bearer)).body['sessions'];

describe('notes', () => {
  it('are written by the lead, and read back after a crash and after the end', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'notes.save', notes: 'Printer was offline' })).toBe('ok');
    expect(await customer.client.ask({ type: 'notes.save', notes: 'mine' })).toBe('not-allowed');
    expect(await customer.client.ask({ type: 'notes.get' })).toBe('not-allowed');
    expect(await csr.client.request({ type: 'notes.get' })).toMatchObject({ notes: 'Printer was offline' });
    expect(await sessionsOf(relay.url, csr.bearer)).toMatchObject([
      { notes: 'Printer was offline', own: true },
    ]);
    await customer.client.ask({ type: 'session.leave' });
    await csr.client.ask({ type: 'session.leave' });
    expect(await sessionsOf(relay.url, csr.bearer)).toMatchObject([{ notes: 'Printer was offline' }]);
  });

  it('can be written on afterwards, by whoever led the session and by nobody else', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const order = { session: csr.sessionId, notes: '나중에 '.repeat(2_000) };
    const write = (bearer: Record<string, string>) => post(`${relay.url}/api/sessions/notes`, order, bearer);
    expect((await write(csr.bearer)).body).toEqual({ code: 'not-found' });
    await csr.client.ask({ type: 'session.end', notes: 'first' });
    await addUser({ dataDir: relay.dataDir, email: 'b@example.test', password: PASSWORD, role: 'csr' });
    const other = await signIn(relay, 'b@example.test');
    expect((await write(other)).body).toEqual({ code: 'not-found' });
    expect((await write({})).body).toEqual({ code: 'not-signed-in' });
    expect(await sessionsOf(relay.url, other)).toEqual([]);
    expect((await write(csr.bearer)).status).toBe(200);
    expect(await sessionsOf(relay.url, csr.bearer)).toMatchObject([{ notes: order.notes }]);
  });

  it.each([
    ['printer', 1],
    ['PRINTER offline', 1],
    ['printer banana', 0],
    ['Minsu', 1],
    ['%', 0],
    ["'; drop table support_session; --", 0],
    ['', 2],
  ])('a search for %j finds %i', async (search, count) => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    await csr.client.ask({ type: 'session.end', notes: 'Printer was offline' });
    const again = await startedCsr(relay, csr.bearer);
    await again.client.ask({ type: 'session.end', notes: '' });
    expect(await sessionsOf(relay.url, csr.bearer, search)).toHaveLength(count);
  });
});
