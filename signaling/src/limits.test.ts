/** Every limit of a socket with its documented close code, while a neighbour's session goes on (T8). */
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  admittedCustomer,
  type Csr,
  type Customer,
  startedCsr,
  TestClient,
  ticketOf,
} from './testing/test-client.ts';
import { get, post, signIn, type TestRelay, testRelay } from './testing/test-relay.ts';
import type { Limits } from './limits.ts';

type Neighbours = { readonly csr: Csr; readonly customer: Customer };

/** Two people who know nothing of what goes on beside them. */
async function neighbours(relay: TestRelay): Promise<Neighbours> {
  const csr = await startedCsr(relay);
  return { csr, customer: await admittedCustomer(relay, csr) };
}

async function expectUnaffected({ csr, customer }: Neighbours): Promise<void> {
  const data = `still here ${Math.random()}`;
  expect(await csr.client.ask({ type: 'signal', to: customer.self, data })).toBe('ok');
  await customer.client.next('signal', (message) => message.data === data);
}

async function withNeighbours(
  limits: Partial<Limits>,
  work: (relay: TestRelay, neighbours: Neighbours) => Promise<void>,
): Promise<void> {
  await using relay = await testRelay(limits);
  const beside = await neighbours(relay);
  await work(relay, beside);
  await expectUnaffected(beside);
}

async function greeted(relay: TestRelay): Promise<TestClient> {
  const client = await new TestClient(relay).opened();
  await client.hello({ kind: 'ticket', ticket: await ticketOf(relay, await signIn(relay)) });
  return client;
}

const hello = (over: object) =>
  JSON.stringify({
    type: 'hello',
    protocol: 1,
    client: 'console',
    auth: { kind: 'ticket', ticket: 'x'.repeat(43) },
    ...over,
  });

describe('the first message', () => {
  it('must come in time', () =>
    withNeighbours({ helloTimeoutMs: 200 }, async (relay) => {
      expect(await (await new TestClient(relay).opened()).closed).toBe(4000);
    }));

  it.each([
    ['no JSON', 'hello', 4001],
    ['another message', JSON.stringify({ type: 'session.leave', id: 1 }), 4001],
    ['a hello with more in it', hello({ more: 1 }), 4001],
    ['a ticket of nobody', hello({}), 4002],
    ['a resume token of nobody', hello({ auth: { kind: 'resume', token: 'x'.repeat(43), seen: 0 } }), 4002],
    ['another version', hello({ protocol: 2 }), 4003],
    ['a version that knows more', hello({ protocol: 2, auth: { kind: 'passkey' }, more: [] }), 4003],
  ])('is refused: %s', async (_name, raw, code) =>
    withNeighbours({}, async (relay) => {
      const client = await new TestClient(relay).opened();
      client.raw(raw);
      expect(await client.closed).toBe(code);
    }),
  );

  it('takes a ticket once', () =>
    withNeighbours({}, async (relay) => {
      const ticket = await ticketOf(relay, await signIn(relay));
      await (await new TestClient(relay).opened()).hello({ kind: 'ticket', ticket });
      const second = await new TestClient(relay).opened();
      await expect(second.hello({ kind: 'ticket', ticket })).rejects.toThrow('4002');
    }));

  it('takes a ticket for a minute only', async () => {
    let now = Date.now();
    await using relay = await testRelay({}, { now: () => now });
    const ticket = await ticketOf(relay, await signIn(relay));
    now += 60_001;
    const client = await new TestClient(relay).opened();
    await expect(client.hello({ kind: 'ticket', ticket })).rejects.toThrow('4002');
  });
});

describe('a socket', () => {
  it('closes after five messages that do not decode', () =>
    withNeighbours({}, async (relay) => {
      const client = await greeted(relay);
      for (let n = 0; n < 4; n += 1) client.raw('{"type":"nonsense","id":1}');
      expect(await client.ask({ type: 'session.leave' })).toBe('not-in-session');
      client.socket.send(Buffer.from('binary'));
      expect(await client.closed).toBe(4004);
      const codes = client.messages.filter((message) => message.type === 'error').map(({ code }) => code);
      expect(codes.filter((code) => code === 'bad-message')).toHaveLength(5);
    }));

  it('may say 50 things a second', () =>
    withNeighbours({ messagesPerSecond: 50 }, async (relay) => {
      const client = await greeted(relay);
      for (let id = 1; id <= 60; id += 1) client.raw(JSON.stringify({ type: 'session.leave', id }));
      expect(await client.closed).toBe(4005);
    }));

  it('may say 256 KiB a second', () =>
    withNeighbours({ bytesPerSecond: 256 * 1024 }, async (relay) => {
      const client = await greeted(relay);
      for (let n = 0; n < 6; n += 1) client.raw(`"${'x'.repeat(60_000)}"`);
      expect([4004, 4005]).toContain(await client.closed);
      expect(client.closeCode).toBe(4005);
    }));

  it('closes at a message over 64 KiB', () =>
    withNeighbours({}, async (relay) => {
      const client = await greeted(relay);
      client.raw('x'.repeat(64 * 1024 + 1));
      expect(await client.closed).toBe(1009);
    }));

  it('closes at too many fragments', () =>
    withNeighbours({}, async (relay) => {
      const client = await greeted(relay);
      for (let n = 0; n < 70; n += 1) client.socket.send('x', { fin: false });
      expect(await client.closed).toBe(1008);
    }));

  it('must answer pings', () =>
    withNeighbours({ pingIntervalMs: 100 }, async (relay) => {
      const ticket = await ticketOf(relay, await signIn(relay));
      const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/signal`, { autoPong: false });
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.once('open', () => socket.send(hello({ auth: { kind: 'ticket', ticket } })));
      expect(await closed).toBe(4008);
    }));

  it('must read what it is sent', () =>
    withNeighbours({ bufferedTooLongMs: 300, maxBufferedBytes: 64 * 1024 }, async (relay) => {
      const csr = await startedCsr(relay);
      const customer = await admittedCustomer(relay, csr);
      customer.client.socket.pause();
      const sending = setInterval(() => {
        for (let id = 1; id <= 20; id += 1) {
          csr.client.raw(
            JSON.stringify({ type: 'signal', id: 1e6, to: customer.self, data: 'x'.repeat(48_000) }),
          );
        }
      }, 20);
      await csr.client.next('roster', ({ participants }) =>
        participants.some(({ id, state }) => id === customer.self && state === 'away'),
      );
      clearInterval(sending);
      const metrics = await (await fetch(`${relay.url}/metrics`)).text();
      expect(metrics).toContain('relay_closes_total{reason="slowConsumer"} 1');
    }));
});

describe('an address', () => {
  it('may hold 20 sockets, and others are not counted with it', async () => {
    await using relay = await testRelay({ socketsPerAddress: 20 });
    const beside = await neighbours(relay);
    const sockets = await Promise.all(Array.from({ length: 18 }, () => new TestClient(relay).opened()));
    expect(await (await new TestClient(relay).opened()).closed).toBe(4006);
    const other = await new TestClient(relay, { localAddress: '127.0.0.2' }).opened();
    expect(sockets.every((client) => client.closeCode === null) && other.closeCode === null).toBe(true);
    await expectUnaffected(beside);
  });

  it('may knock five times a second', async () => {
    let now = 1_700_000_000_000;
    await using relay = await testRelay({ handshakesPerAddressPerSecond: 5 }, { now: () => now });
    for (let n = 0; n < 5; n += 1) await new TestClient(relay).opened();
    await expect(new TestClient(relay).opened()).rejects.toThrow('429');
    await new TestClient(relay, { localAddress: '127.0.0.2' }).opened();
    now += 1_000;
    await new TestClient(relay).opened();
  });

  it('may ask so often over HTTP', async () => {
    await using relay = await testRelay(
      { httpRequestsPerAddressPerSecond: 3 },
      { now: () => 1_700_000_000_000 },
    );
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await get(`${relay.url}/api/site`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('must send its headers in time', async () => {
    await using relay = await testRelay({ headersTimeoutMs: 300, requestTimeoutMs: 400 });
    const closed = await new Promise<string>((resolve) => {
      let answer = '';
      const socket = createConnection(Number(new URL(relay.url).port), '127.0.0.1', () =>
        socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n'),
      );
      socket.on('data', (data) => (answer += data.toString()));
      socket.on('close', () => resolve(answer));
    });
    expect(closed).toContain('408');
    expect((await get(`${relay.url}/livez`)).status).toBe(200);
  });

  it('may not send a large body', async () => {
    await using relay = await testRelay();
    const { status, body } = await post(`${relay.url}/api/join`, { more: 'x'.repeat(10_000) });
    expect([status, body]).toEqual([413, { code: 'bad-message' }]);
  });
});

describe('an account', () => {
  it('may hold five sockets', async () => {
    await using relay = await testRelay({ socketsPerAccount: 5 });
    const bearer = await signIn(relay);
    const clients = await Promise.all(Array.from({ length: 8 }, () => new TestClient(relay).opened()));
    const results = await Promise.allSettled(
      clients.map(async (client) => client.hello({ kind: 'ticket', ticket: await ticketOf(relay, bearer) })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(clients.filter(({ closeCode }) => closeCode === 4007)).toHaveLength(3);
  });

  it('may keep 20 invitations open', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const answers = [];
    for (let n = 0; n < 21; n += 1)
      answers.push(await csr.client.ask({ type: 'invite.create', label: null }));
    expect(answers.filter((answer) => answer === 'invite.created')).toHaveLength(20);
    expect(answers.at(-1)).toBe('too-many');
  });

  it('may fill a session and no more', async () => {
    await using relay = await testRelay({ maxParticipants: 3 });
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    await admittedCustomer(relay, csr);
    const made = await csr.client.request({ type: 'invite.create', label: null });
    if (made.type !== 'invite.created') throw new Error('no invite');
    const credential = { kind: 'link', token: made.invite.token };
    const body = { protocol: 1, client: 'helper', credential, name: 'Late', device: 'd'.repeat(43) };
    expect((await post(`${relay.url}/api/join`, body)).body).toEqual({ code: 'session-full' });
  });
});
