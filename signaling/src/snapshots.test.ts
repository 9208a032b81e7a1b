/** Readings of customers' machines, over real HTTP: kept where the site says so, by CSRs of a running session, read by them and by admins. */
import { DEFAULT_SITE, idSchema } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { addUser } from './index.ts';
import { admittedCustomer, startedCsr } from './testing/test-client.ts';
import { get, PASSWORD, post, signIn, testRelay } from './testing/test-relay.ts';

const REPORT = {
  category: 'system',
  problem: null,
  facts: [{ field: 'model', value: 'Lap <b>top</b>' }],
  columns: [],
  rows: [],
};

async function running(snapshotsKept: boolean) {
  const relay = await testRelay({}, { site: { ...DEFAULT_SITE, snapshotsKept } });
  const csr = await startedCsr(relay);
  const customer = await admittedCustomer(relay, csr);
  const snapshot = (letter: string) => ({
    id: idSchema.parse(letter.repeat(22)),
    customer: customer.self,
    name: 'Soonja',
    at: 1_000 + (letter.codePointAt(0) ?? 0),
    reports: [REPORT],
  });
  const keep = (letter: string, bearer = csr.bearer) =>
    post(
      `${relay.url}/api/sessions/snapshots`,
      { session: csr.sessionId, snapshot: snapshot(letter) },
      bearer,
    );
  const read = (bearer = csr.bearer) =>
    get(`${relay.url}/api/sessions/snapshots?session=${csr.sessionId}`, bearer);
  return { relay, csr, keep, read, snapshot };
}

it('keeps them once each, in order, for the CSRs of the session and for admins', async () => {
  const { relay, csr, keep, read, snapshot } = await running(true);
  await using _closing = relay;
  for (const letter of ['b', 'a', 'b']) expect((await keep(letter)).status).toBe(200);
  expect((await read()).body).toEqual({ snapshots: [snapshot('a'), snapshot('b')] });
  const record = await get(`${relay.url}/api/sessions/record?session=${csr.sessionId}`, csr.bearer);
  expect(record.body['snapshots']).toBe(2);
  const { dataDir } = relay;
  await addUser({ dataDir, email: 'b@example.test', password: PASSWORD, role: 'csr' });
  await addUser({ dataDir, email: 'c@example.test', password: PASSWORD, role: 'admin' });
  const other = await signIn(relay, 'b@example.test');
  expect((await read(other)).body).toEqual({ code: 'not-found' });
  expect((await keep('c', other)).body).toEqual({ code: 'not-found' });
  const admin = await signIn(relay, 'c@example.test');
  expect((await read(admin)).body['snapshots']).toHaveLength(2);
  const list = await get(`${relay.url}/api/sessions`, admin);
  expect(list.body['sessions']).toMatchObject([{ id: csr.sessionId, own: false }]);
  expect((await get(`${relay.url}/api/sessions`, other)).body['sessions']).toEqual([]);
});

it('keeps nothing where the site does not, and no more than a session has room for', async () => {
  const off = await running(false);
  expect((await off.keep('a')).body).toEqual({ code: 'not-found' });
  await off.relay[Symbol.asyncDispose]();
  const on = await running(true);
  await using _closing = on.relay;
  const letters = 'abcdefghijklmnopqrstuvwxy'.split('');
  const answers: unknown[] = [];
  for (const letter of letters) answers.push((await on.keep(letter)).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(24);
  expect((await on.keep('z')).body).toEqual({ code: 'too-many' });
});

it('pages, types and days narrow the list; what does not belong there is refused', async () => {
  const { relay, csr } = await running(false);
  await using _closing = relay;
  const look = async (query: string) => (await get(`${relay.url}/api/sessions?${query}`, csr.bearer)).body;
  const [one] = (await look(''))['sessions'] as { startedAt: number; sessionType: string }[];
  if (one === undefined) throw new Error('the session is not listed');
  const ids = async (query: string) => ((await look(query))['sessions'] as unknown[]).length;
  expect(await ids(`from=${one.startedAt}&to=${one.startedAt + 1}`)).toBe(1);
  expect(await ids(`from=${one.startedAt + 1}`)).toBe(0);
  expect(await ids(`to=${one.startedAt}`)).toBe(0);
  expect(await ids(`before=${one.startedAt}`)).toBe(0);
  expect(await ids(`type=${one.sessionType}`)).toBe(1);
  expect(await ids("type=x' or 1=1 --")).toBe(0);
  expect(await look('from=yesterday')).toEqual({ code: 'bad-message' });
});
