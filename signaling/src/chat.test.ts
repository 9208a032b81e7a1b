/** Kept chat over real sockets and HTTP: only where the site keeps it, from the lead only, read by whoever was there. */
import { DEFAULT_SITE, idSchema, type ParticipantId } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { addUser } from './index.ts';
import { admittedCustomer, startedCsr } from './testing/test-client.ts';
import { get, PASSWORD, signIn, testRelay } from './testing/test-relay.ts';

const site = { ...DEFAULT_SITE, chatKept: true };

function lineOf(number: number, from: ParticipantId) {
  const id = idSchema.parse(String(number).padStart(22, '0'));
  return { id, from, name: 'Kim Minji', text: `line ${number}, 안녕`, at: 1_000 + number };
}

it('keeps what the lead hands over, once each, and gives it back in order', async () => {
  await using relay = await testRelay({}, { site });
  const csr = await startedCsr(relay);
  const customer = await admittedCustomer(relay, csr);
  const lines = [2, 1].map((number) => lineOf(number, csr.self));
  expect(await csr.client.ask({ type: 'chat.keep', lines })).toBe('ok');
  expect(
    await csr.client.ask({ type: 'chat.keep', lines: [{ ...lineOf(1, csr.self), text: 'other' }] }),
  ).toBe('ok');
  expect(await customer.client.ask({ type: 'chat.keep', lines: [lineOf(3, csr.self)] })).toBe('not-allowed');
  const url = `${relay.url}/api/sessions/chat?session=${csr.sessionId}`;
  const { body } = await get(url, csr.bearer);
  expect(body['lines']).toEqual([lineOf(1, csr.self), lineOf(2, csr.self)]);
  expect((await get(`${relay.url}/api/sessions?search=`, csr.bearer)).body['sessions']).toMatchObject([
    { chat: 2 },
  ]);
  await addUser({ dataDir: relay.dataDir, email: 'b@example.test', password: PASSWORD, role: 'csr' });
  expect((await get(url, await signIn(relay, 'b@example.test'))).body).toEqual({ code: 'not-found' });
  expect((await get(url, {})).body).toEqual({ code: 'not-signed-in' });
});

it('keeps nothing where the site does not', async () => {
  await using relay = await testRelay();
  const csr = await startedCsr(relay);
  expect(await csr.client.ask({ type: 'chat.keep', lines: [lineOf(1, csr.self)] })).toBe('not-allowed');
});
