/** Coming back: by the resume token, with what was missed, once, and not for ever. */
import { describe, expect, it } from 'vitest';
import {
  admittedCustomer,
  startedCsr,
  TestClient,
  ticketOf,
  waitingCustomer,
} from './testing/test-client.ts';
import { stateOf } from './testing/stored-state.ts';
import { get, signIn, testRelay } from './testing/test-relay.ts';

const isAway = (id: string) => (message: { participants: { id: string; state: string }[] }) =>
  message.participants.some((each) => each.id === id && each.state === 'away');

describe('a dropped place', () => {
  it('is kept, shown as away, and given back with what was missed', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const { seen } = customer.client;
    await customer.client.drop();
    await csr.client.next('roster', isAway(customer.self));
    for (const data of ['one', 'two', 'three']) {
      expect(await csr.client.ask({ type: 'signal', to: customer.self, data })).toBe('ok');
    }
    const back = await new TestClient(relay).opened();
    const welcome = await back.hello({ kind: 'resume', token: customer.resumeToken, seen }, 'helper');
    expect(welcome).toMatchObject({ resumed: true, self: customer.self, session: { id: csr.sessionId } });
    await back.next('signal', ({ data }) => data === 'three');
    const signals = back.messages.flatMap((message) => (message.type === 'signal' ? [message.data] : []));
    expect(signals).toEqual(['one', 'two', 'three']);
    const numbers = back.messages.flatMap((message) => ('seq' in message ? [message.seq] : []));
    expect(numbers).toEqual(numbers.map((_, n) => seen + 1 + n));
  });

  it('does not say resumed when more was missed than is kept', async () => {
    await using relay = await testRelay({ maxMissedMessages: 3 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    await customer.client.drop();
    await csr.client.next('roster', isAway(customer.self));
    for (let n = 0; n < 6; n += 1) await csr.client.ask({ type: 'signal', to: customer.self, data: `${n}` });
    const back = await new TestClient(relay).opened();
    const welcome = await back.hello({ kind: 'resume', token: customer.resumeToken, seen: 1 }, 'helper');
    expect(welcome).toMatchObject({ resumed: false, session: { id: csr.sessionId } });
  });

  it('has no more stored for it than is kept, however much is sent while it is away', async () => {
    await using relay = await testRelay({ maxMissedMessages: 3 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    await customer.client.drop();
    await csr.client.next('roster', isAway(customer.self));
    for (let n = 0; n < 12; n += 1) {
      expect(await csr.client.ask({ type: 'signal', to: customer.self, data: `${n}` })).toBe('ok');
    }
    expect(stateOf(relay)['missed']).toHaveLength(3);
  });

  it('is taken over by a second resume, which closes the first socket', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const thief = await new TestClient(relay).opened();
    await thief.hello({ kind: 'resume', token: csr.resumeToken, seen: 0 });
    expect(await csr.client.closed).toBe(4009);
    expect(await thief.ask({ type: 'invite.create', label: null })).toBe('invite.created');
  });

  it('changes its token at every use, and the old one dies once the new one has arrived', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const second = await new TestClient(relay).opened();
    const { resumeToken } = await second.hello({ kind: 'resume', token: csr.resumeToken, seen: 0 });
    expect(resumeToken).not.toBe(csr.resumeToken);
    // The pong that confirms it was sent before this answer.
    await second.ask({ type: 'invite.create', label: null });
    await second.ask({ type: 'invite.create', label: null });
    const late = await new TestClient(relay).opened();
    await expect(late.hello({ kind: 'resume', token: csr.resumeToken, seen: 0 })).rejects.toThrow('4002');
    expect(second.closeCode).toBeNull();
  });

  it('brings a CSR back who had not started yet', async () => {
    await using relay = await testRelay();
    const client = await new TestClient(relay).opened();
    const { resumeToken } = await client.hello({
      kind: 'ticket',
      ticket: await ticketOf(relay, await signIn(relay)),
    });
    await client.drop();
    const back = await new TestClient(relay).opened();
    expect(await back.hello({ kind: 'resume', token: resumeToken, seen: 0 })).toMatchObject({
      resumed: true,
      self: null,
    });
  });

  it('lets a customer who dropped in the lobby be admitted', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await waitingCustomer(relay, csr);
    await customer.client.drop();
    expect(await csr.client.ask({ type: 'lobby.admit', participant: customer.self })).toBe('ok');
    // Let in, and then on everybody's list as somebody who is not there.
    await csr.client.next('roster', isAway(customer.self));
    const back = await new TestClient(relay).opened();
    await back.hello({ kind: 'resume', token: customer.resumeToken, seen: customer.client.seen }, 'helper');
    await back.next('session.joined');
  });

  it('is gone after ten minutes, and the session with its lead', async () => {
    let now = Date.now();
    await using relay = await testRelay({ watchIntervalMs: 10 }, { now: () => now });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    await csr.client.drop();
    await customer.client.next('roster', isAway(csr.self));
    now += 10 * 60_000 + 1;
    expect(await customer.client.next('session.ended')).toMatchObject({ reason: 'relay-expired', by: null });
    expect(await customer.client.closed).toBe(4012);
    const late = await new TestClient(relay).opened();
    await expect(late.hello({ kind: 'resume', token: csr.resumeToken, seen: 0 })).rejects.toThrow('4012');
  });
});

describe('leaving', () => {
  it('gives up a customer’s place', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    expect(await customer.client.ask({ type: 'session.leave' })).toBe('ok');
    expect(await customer.client.closed).toBe(1000);
    await csr.client.next('roster', ({ participants }) => participants.length === 1);
    const late = await new TestClient(relay).opened();
    await expect(
      late.hello({ kind: 'resume', token: customer.resumeToken, seen: 0 }, 'helper'),
    ).rejects.toThrow('4012');
    const next = await admittedCustomer(relay, csr);
    await csr.client.next('roster', ({ participants }) =>
      participants.some(({ id, role }) => id === next.self && role === 'primary-customer'),
    );
  });

  it('keeps the lead’s place while somebody is there', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'session.leave' })).toBe('ok');
    expect(await csr.client.closed).toBe(1000);
    await customer.client.next('roster', isAway(csr.self));
    const back = await new TestClient(relay).opened();
    await back.hello({ kind: 'resume', token: csr.resumeToken, seen: csr.client.seen });
    expect(await back.ask({ type: 'signal', to: customer.self, data: 'back' })).toBe('ok');
  });

  it('ends a session in which nobody else is', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    expect(await csr.client.ask({ type: 'session.leave' })).toBe('ok');
    expect(await csr.client.next('session.ended')).toMatchObject({ reason: 'everyone-left' });
    expect(await csr.client.closed).toBe(4012);
    const { body } = await get(`${relay.url}/api/sessions`, csr.bearer);
    expect(JSON.stringify(body)).not.toContain('"endedAt":null');
  });
});
