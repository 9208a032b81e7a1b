/** Who is told how to connect, when, and for how long: over real sockets. */
import { createHmac } from 'node:crypto';
import { type IceAccess, sessionIdSchema } from '@alongside/protocol';
import { describe, expect, it } from 'vitest';
import {
  admittedCustomer,
  type Csr,
  startedCsr,
  TestClient,
  ticketOf,
  waitingCustomer,
} from '../testing/test-client.ts';
import { signIn, testRelay } from '../testing/test-relay.ts';
import type { TurnConfig } from './turn-config.ts';

const URLS = ['turn:turn.example.org:443?transport=udp', 'turn:turn.example.org:443?transport=tcp'];
const TURN: TurnConfig = { urls: URLS, secret: 'of the TURN server', only: false };
const LIFE_MS = 10 * 60_000;

/** A relay whose clock stands still until it is moved, and which looks at it often. */
async function relayAt(turn: TurnConfig | null) {
  const clock = { at: Math.floor(Date.now() / 1000) * 1000 };
  const relay = await testRelay({ watchIntervalMs: 1 }, { turn, now: () => clock.at });
  return { relay, clock, [Symbol.asyncDispose]: () => relay.close() };
}

/** As coturn checks it with `use-auth-secret`. */
function expectGood(ice: IceAccess | null | undefined, participant: string, at: number): void {
  const username = `${(at + LIFE_MS) / 1000}:${participant}`;
  const credential = createHmac('sha1', TURN.secret).update(username).digest('base64');
  expect(ice).toEqual({ servers: [{ urls: URLS, username, credential }], relayOnly: false });
}

/** What a client has been told, in order, up to the answer to a question of its own. */
async function toldOf({ client }: Pick<Csr, 'client'>): Promise<IceAccess[]> {
  await client.ask({ type: 'notes.get' });
  return client.messages.filter((message) => message.type === 'ice.updated').map(({ ice }) => ice);
}

describe('the way to connect', () => {
  it('is told to a CSR with the start and not before', async () => {
    await using made = await relayAt(TURN);
    const csr = await startedCsr(made.relay);
    expect((await csr.client.next('welcome')).ice).toBeNull();
    expectGood((await csr.client.next('ice.updated')).ice, csr.self, made.clock.at);
    const types = csr.client.messages.map(({ type }) => type);
    expect(types.indexOf('ice.updated')).toBeLessThan(types.indexOf('session.started'));
  });

  it('is told to a customer right before being let in, and to nobody in the lobby', async () => {
    await using made = await relayAt(TURN);
    const csr = await startedCsr(made.relay);
    const customer = await waitingCustomer(made.relay, csr);
    expect((await customer.client.next('welcome')).ice).toBeNull();
    expect(await toldOf(customer)).toEqual([]);
    await csr.client.ask({ type: 'lobby.admit', participant: customer.self });
    await customer.client.next('session.joined');
    const types = customer.client.messages.map(({ type }) => type);
    expect(types.indexOf('ice.updated')).toBeLessThan(types.indexOf('session.joined'));
    const told = await toldOf(customer);
    expect(told).toHaveLength(1);
    expectGood(told[0], customer.self, made.clock.at);
  });

  it('is told to a colleague who comes in, and to whoever comes back, with the welcome', async () => {
    await using made = await relayAt(TURN);
    const csr = await startedCsr(made.relay);
    const { relay, clock } = made;
    const again = await new TestClient(relay).opened();
    const ticket = await ticketOf(relay, await signIn(relay));
    expect((await again.hello({ kind: 'ticket', ticket })).ice).toBeNull();
    const by = { kind: 'return', session: sessionIdSchema.parse(csr.sessionId) } as const;
    expect(await again.ask({ type: 'session.join', by })).toBe('session.started');
    expectGood((await again.next('ice.updated')).ice, csr.self, clock.at);

    const customer = await admittedCustomer(relay, { ...csr, client: again });
    await customer.client.drop();
    clock.at += 60_000;
    const back = await new TestClient(relay).opened();
    const resume = { kind: 'resume', token: customer.resumeToken, seen: customer.client.seen } as const;
    expectGood((await back.hello(resume, 'helper')).ice, customer.self, clock.at);
  });

  it('stays away from whoever drops out of the lobby and comes back into it', async () => {
    await using made = await relayAt(TURN);
    const csr = await startedCsr(made.relay);
    const customer = await waitingCustomer(made.relay, csr);
    await customer.client.drop();
    const back = await new TestClient(made.relay).opened();
    const welcome = await back.hello({ kind: 'resume', token: customer.resumeToken, seen: 0 }, 'helper');
    expect(welcome).toMatchObject({ self: customer.self, ice: null });
  });
});

describe('credentials', () => {
  it('are renewed when half of their life is over, for as long as the session lasts, but not in the lobby', async () => {
    await using made = await relayAt(TURN);
    const { relay, clock } = made;
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const waiting = await waitingCustomer(relay, csr);
    for (let time = 1; time <= 3; time += 1) {
      clock.at += LIFE_MS / 2 - 1000;
      await expect.poll(async () => (await toldOf(csr)).length).toBe(time);
      clock.at += 1000;
      await expect.poll(async () => (await toldOf(csr)).length).toBe(time + 1);
      expectGood((await toldOf(csr)).at(-1), csr.self, clock.at);
      expectGood((await toldOf(customer)).at(-1), customer.self, clock.at);
    }
    expect(await toldOf(customer)).toHaveLength(4);
    expect(await toldOf(waiting)).toEqual([]);
  });

  it('are not renewed for whoever was removed', async () => {
    await using made = await relayAt(TURN);
    const { relay, clock } = made;
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    await csr.client.ask({ type: 'participant.remove', participant: customer.self });
    clock.at += LIFE_MS;
    await expect.poll(async () => (await toldOf(csr)).length).toBe(2);
    expect(customer.client.messages.filter(({ type }) => type === 'ice.updated')).toHaveLength(1);
  });

  it('are never written down', async () => {
    await using made = await relayAt(TURN);
    const csr = await startedCsr(made.relay);
    const customer = await waitingCustomer(made.relay, csr);
    await customer.client.drop();
    // One for who came, one for who went.
    await expect.poll(() => csr.client.messages.filter(({ type }) => type === 'roster').length).toBe(2);
    await csr.client.ask({ type: 'lobby.admit', participant: customer.self });
    const back = await new TestClient(made.relay).opened();
    await back.hello({ kind: 'resume', token: customer.resumeToken, seen: customer.client.seen }, 'helper');
    await back.next('session.joined');
    expect(back.messages.map(({ type }) => type)).not.toContain('ice.updated');
    expectGood((await back.next('welcome')).ice, customer.self, made.clock.at);
  });
});

describe('the policy', () => {
  it.each([
    { turn: { ...TURN, only: true }, relayOnly: true, servers: 1 },
    { turn: TURN, relayOnly: false, servers: 1 },
    { turn: null, relayOnly: false, servers: 0 },
  ])('is the same for everybody: relay only $relayOnly with $servers server', async (table) => {
    await using made = await relayAt(table.turn);
    const csr = await startedCsr(made.relay);
    const customer = await admittedCustomer(made.relay, csr);
    for (const [ice] of [await toldOf(csr), await toldOf(customer)]) {
      expect(ice).toMatchObject({ relayOnly: table.relayOnly });
      expect(ice?.servers).toHaveLength(table.servers);
    }
  });
});
