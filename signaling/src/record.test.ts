/** What the audit holds of a session, over real sockets and HTTP: read by whoever was there, and by nobody else. */
import { grantIdSchema, idSchema } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { addUser } from './index.ts';
import { admittedCustomer, startedCsr } from './testing/test-client.ts';
import { get, PASSWORD, signIn, testRelay } from './testing/test-relay.ts';

const KEY = idSchema.parse('f'.repeat(22));

it('gives facts and people to a CSR of the session, to another one nothing', async () => {
  await using relay = await testRelay();
  const csr = await startedCsr(relay);
  const customer = await admittedCustomer(relay, csr);
  const fact = {
    kind: 'grant.given',
    at: 1_000,
    grantId: grantIdSchema.parse('g'.repeat(22)),
    capability: 'view-desktop',
    csr: csr.self,
  } as const;
  expect(await customer.client.ask({ type: 'record.append', key: KEY, fact })).toBe('ok');
  const url = `${relay.url}/api/sessions/record?session=${csr.sessionId}`;
  const { body } = await get(url, csr.bearer);
  expect(body['facts']).toEqual([fact]);
  expect(body['people']).toMatchObject([{ id: csr.self, isCsr: true }, { isCsr: false }]);
  await addUser({ dataDir: relay.dataDir, email: 'b@example.test', password: PASSWORD, role: 'csr' });
  expect((await get(url, await signIn(relay, 'b@example.test'))).body).toEqual({ code: 'not-found' });
  expect((await get(url, {})).body).toEqual({ code: 'not-signed-in' });
  expect((await get(`${relay.url}/api/sessions/record?session=%27--`, csr.bearer)).body).toEqual({
    code: 'bad-message',
  });
});
