/** A session from start to end over real sockets: every message's good way, and the bad ways that matter. */
import { describe, expect, it } from 'vitest';
import {
  admittedCustomer,
  invited,
  join,
  startedCsr,
  TestClient,
  ticketOf,
  waitingCustomer,
} from './testing/test-client.ts';
import { get, post, signIn, testRelay } from './testing/test-relay.ts';

describe('a session', () => {
  it('goes from sign-in to the end', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const roster = await csr.client.next('roster', (message) =>
      message.participants.some((p) => p.state === 'present' && p.role === 'primary-customer'),
    );
    expect(roster.participants.map(({ name, role, state }) => ({ name, role, state }))).toEqual([
      { name: 'Casey', role: 'lead-csr', state: 'present' },
      { name: 'Kim Minsu', role: 'primary-customer', state: 'present' },
    ]);
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'an offer' })).toBe('ok');
    expect(await customer.client.next('signal')).toMatchObject({ from: csr.self, data: 'an offer' });
    expect(await customer.client.ask({ type: 'signal', to: csr.self, data: 'an answer' })).toBe('ok');
    expect(await csr.client.next('signal')).toMatchObject({ from: customer.self, data: 'an answer' });
    expect(await csr.client.ask({ type: 'session.end', notes: 'done' })).toBe('ok');
    expect(await customer.client.next('session.ended')).toMatchObject({
      reason: 'ended-by-lead',
      by: 'Casey',
    });
    expect(await csr.client.closed).toBe(4012);
    expect(await customer.client.closed).toBe(4012);
    const { body } = await get(`${relay.url}/api/sessions`, csr.bearer);
    expect(body).toMatchObject({
      sessions: [{ id: csr.sessionId, customers: ['Kim Minsu'], notes: 'done' }],
    });
  });

  it('keeps a customer in the lobby from everybody and everything', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await waitingCustomer(relay, csr);
    expect((await customer.client.next('welcome')).session).toBeNull();
    expect(await customer.client.ask({ type: 'signal', to: csr.self, data: 'x' })).toBe('not-allowed');
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'x' })).toBe(
      'no-such-participant',
    );
    for (const type of [
      'lobby.admit',
      'lobby.refuse',
      'participant.remove',
      'participant.make-primary',
    ] as const) {
      expect(await customer.client.ask({ type, participant: customer.self })).toBe('not-allowed');
    }
    expect(await customer.client.ask({ type: 'invite.create', label: null })).toBe('not-allowed');
    expect(await customer.client.ask({ type: 'session.end', notes: '' })).toBe('not-allowed');
    expect(
      await customer.client.ask({ type: 'session.start', sessionType: 'remote-support', tracking: {} }),
    ).toBe('not-allowed');
    expect(customer.client.messages.some((message) => message.type === 'roster')).toBe(false);
  });

  it('answers a second admit and a late refusal with already-done', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'lobby.admit', participant: customer.self })).toBe('already-done');
    expect(await csr.client.ask({ type: 'lobby.refuse', participant: customer.self })).toBe('already-done');
  });

  it('sends a refused and a removed customer away, for good', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const refused = await waitingCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'lobby.refuse', participant: refused.self })).toBe('ok');
    expect(await refused.client.next('session.ended')).toMatchObject({ reason: 'refused' });
    expect(await refused.client.closed).toBe(4011);
    const removed = await admittedCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'participant.remove', participant: removed.self })).toBe('ok');
    expect(await removed.client.next('session.ended')).toMatchObject({ reason: 'removed', by: 'Casey' });
    expect(await removed.client.closed).toBe(4011);
    const again = await new TestClient(relay).opened();
    await expect(
      again.hello({ kind: 'resume', token: removed.resumeToken, seen: 0 }, 'helper'),
    ).rejects.toThrow('4011');
  });

  it('swaps the primary customer and hands the role on', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const first = await admittedCustomer(relay, csr);
    const second = await admittedCustomer(relay, csr);
    expect(await csr.client.ask({ type: 'participant.make-primary', participant: second.self })).toBe('ok');
    const swapped = await first.client.next('roster', ({ participants }) =>
      participants.some(({ id, role }) => id === second.self && role === 'primary-customer'),
    );
    expect(swapped.participants.find(({ id }) => id === first.self)?.role).toBe('assistant-customer');
    expect(await csr.client.ask({ type: 'participant.make-primary', participant: second.self })).toBe(
      'already-done',
    );
    expect(await csr.client.ask({ type: 'participant.make-primary', participant: csr.self })).toBe(
      'not-allowed',
    );
  });

  it('binds an invitation to its device and gives the same place again', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const invite = await invited(csr);
    const credential = { kind: 'code', code: invite.code };
    const device = 'a'.repeat(43);
    const first = await join(relay, credential, device);
    const second = await join(relay, credential, device);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await join(relay, credential)).body).toEqual({ code: 'invite-invalid' });
    const client = await new TestClient(relay).opened();
    await client.hello({ kind: 'ticket', ticket: String(second.body['ticket']) }, 'helper');
    expect((await join(relay, credential, device)).status).toBe(404);
    expect(await csr.client.next('invite.used')).toMatchObject({ inviteId: invite.id });
  });

  it('gives the place again after the time of the invitation, to that device alone', async () => {
    await using relay = await testRelay({ inviteLifeMs: 300 });
    const csr = await startedCsr(relay);
    const invite = await invited(csr);
    const credential = { kind: 'code', code: invite.code };
    const device = 'a'.repeat(43);
    const unused = await invited(csr);
    expect((await join(relay, credential, device)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await join(relay, credential, device)).status).toBe(200);
    expect((await join(relay, credential, 'b'.repeat(43))).status).toBe(404);
    expect((await join(relay, { kind: 'code', code: unused.code }, device)).status).toBe(404);
  });

  it('checks tracking codes, types and a second start', async () => {
    await using relay = await testRelay();
    const bearer = await signIn(relay);
    const client = await new TestClient(relay).opened();
    await client.hello({ kind: 'ticket', ticket: await ticketOf(relay, bearer) });
    const start = { type: 'session.start', sessionType: 'remote-support', tracking: {} } as const;
    expect(await client.ask({ ...start, sessionType: 'nonsense' })).toBe('unknown-session-type');
    expect(await client.ask({ ...start, tracking: { foreign: '1' } })).toBe('bad-message');
    expect(await client.ask({ type: 'session.leave' })).toBe('not-in-session');
    expect(await client.ask({ ...start, tracking: { ticket: '4711' } })).toBe('session.started');
    expect(await client.ask(start)).toBe('already-in-session');
  });

  it('answers wrong, used, withdrawn and ended invitations alike', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const used = await invited(csr);
    await join(relay, { kind: 'link', token: used.token });
    const withdrawn = await invited(csr);
    expect(await csr.client.ask({ type: 'invite.withdraw', inviteId: withdrawn.id })).toBe('ok');
    expect(await csr.client.ask({ type: 'invite.withdraw', inviteId: used.id })).toBe('already-done');
    const ended = await invited(csr);
    await csr.client.ask({ type: 'session.end', notes: '' });
    for (const token of [used.token, withdrawn.token, ended.token, 'A'.repeat(22)]) {
      const credential = { kind: 'link', token };
      for (const answer of [
        await join(relay, credential),
        await post(`${relay.url}/api/invite/preview`, { credential }),
      ]) {
        expect([answer.status, answer.body]).toEqual([404, { code: 'invite-invalid' }]);
      }
    }
  });
});
