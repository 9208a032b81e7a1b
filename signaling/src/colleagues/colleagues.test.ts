/** Several CSRs in one session over real sockets: called in, handing the lead on, and losing it. */
import { sessionIdSchema } from '@alongside/protocol';
import { addUser } from '../index.ts';
import { describe, expect, it } from 'vitest';
import { admittedCustomer, type Csr, startedCsr, TestClient, ticketOf } from '../testing/test-client.ts';
import { PASSWORD, signIn, testRelay, type TestRelay } from '../testing/test-relay.ts';

const OTHER = 'robin@example.test';

type Colleague = { readonly client: TestClient; readonly resumeToken: string };

/** A second account, signed in at a console and in no session. */
async function freeColleague(relay: TestRelay, email = OTHER, name = 'Robin'): Promise<Colleague> {
  await addUser({ dataDir: relay.dataDir, email, password: PASSWORD, role: 'csr', name });
  return idleConsole(relay, email);
}

async function idleConsole(relay: TestRelay, email = OTHER): Promise<Colleague> {
  const client = await new TestClient(relay).opened();
  const ticket = await ticketOf(relay, await signIn(relay, email));
  const { resumeToken } = await client.hello({ kind: 'ticket', ticket });
  return { client, resumeToken };
}

async function listed(csr: Csr) {
  const answer = await csr.client.request({ type: 'colleagues.list' });
  if (answer.type !== 'colleagues') throw new Error(JSON.stringify(answer));
  return answer.colleagues;
}

async function called(csr: Csr, reason = 'Please look at the printer') {
  const [colleague] = await listed(csr);
  if (colleague === undefined) throw new Error('nobody is signed in');
  return csr.client.request({ type: 'colleague.call', colleague: colleague.id, reason });
}

/** The colleague is called and comes. */
async function joined(relay: TestRelay, csr: Csr, colleague: Colleague) {
  await called(csr);
  const { call } = await colleague.client.next('call.incoming');
  const answer = await colleague.client.request({
    type: 'session.join',
    by: { kind: 'call', call: call.id },
  });
  if (answer.type !== 'session.started') throw new Error(JSON.stringify(answer));
  return answer.self;
}

const roleIn = (csr: Pick<Csr, 'client'>, id: string, role: string) =>
  csr.client.next('roster', ({ participants }) => participants.some((p) => p.id === id && p.role === role));

describe('calling a colleague', () => {
  it('shows who is signed in, says who asks and why, and brings them in', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    expect(await listed(csr)).toEqual([]);
    const colleague = await freeColleague(relay);
    expect(await listed(csr)).toMatchObject([{ name: 'Robin', state: 'free' }]);
    expect((await called(csr)).type).toBe('call.placed');
    expect(await listed(csr)).toMatchObject([{ state: 'called' }]);
    const { call } = await colleague.client.next('call.incoming');
    expect(call).toMatchObject({
      from: 'Casey',
      reason: 'Please look at the printer',
      customers: ['Kim Minsu'],
    });
    const answer = await colleague.client.request({
      type: 'session.join',
      by: { kind: 'call', call: call.id },
    });
    expect(answer).toMatchObject({ type: 'session.started' });
    expect(await csr.client.next('call.ended')).toMatchObject({ why: 'accepted', name: 'Robin' });
    await csr.client.next('roster', ({ participants }) =>
      participants.some(
        ({ name, role, state }) => name === 'Robin' && role === 'assisting-csr' && state === 'present',
      ),
    );
    expect(await listed(csr)).toMatchObject([{ state: 'here' }]);
    // A call is good for one answer.
    const late = await idleConsole(relay);
    expect(await late.client.ask({ type: 'session.join', by: { kind: 'call', call: call.id } })).toBe(
      'call-ended',
    );
  });

  it('ends by a no, by being taken back, and by time, and tells both', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const colleague = await freeColleague(relay);
    await called(csr);
    const { call } = await colleague.client.next('call.incoming');
    expect(await colleague.client.ask({ type: 'call.decline', call: call.id })).toBe('ok');
    expect(await csr.client.next('call.ended')).toMatchObject({
      call: call.id,
      why: 'declined',
      name: 'Robin',
    });
    const again = await called(csr);
    if (again.type !== 'call.placed') throw new Error(again.type);
    expect(await csr.client.ask({ type: 'call.withdraw', call: again.call })).toBe('ok');
    expect(await colleague.client.next('call.ended', ({ why }) => why === 'withdrawn')).toMatchObject({
      call: again.call,
    });
    expect(await colleague.client.ask({ type: 'call.decline', call: again.call })).toBe('call-ended');
  });

  it('is for the one who was called, and only by a CSR of the session', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    await freeColleague(relay);
    const [found] = await listed(csr);
    if (found === undefined) throw new Error('nobody');
    const order = { type: 'colleague.call', colleague: found.id, reason: '' } as const;
    expect(await customer.client.ask(order)).toBe('not-allowed');
    expect(await customer.client.ask({ type: 'colleagues.list' })).toBe('not-allowed');
    expect(await customer.client.ask({ type: 'colleague.link' })).toBe('not-allowed');
    await called(csr);
    expect(await csr.client.ask(order)).toBe('not-free');
    const third = await freeColleague(relay, 'sam@example.test', 'Sam');
    const call = csr.client.messages.find((message) => message.type === 'call.placed');
    if (call?.type !== 'call.placed') throw new Error('no call');
    expect(await third.client.ask({ type: 'session.join', by: { kind: 'call', call: call.call } })).toBe(
      'call-ended',
    );
    expect(await third.client.ask({ type: 'call.decline', call: call.call })).toBe('call-ended');
    expect(await third.client.ask({ type: 'call.withdraw', call: call.call })).toBe('not-in-session');
  });

  it('by a link lets one colleague in, and no customer', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const made = await csr.client.request({ type: 'colleague.link' });
    if (made.type !== 'colleague.link-made') throw new Error(made.type);
    const by = { kind: 'link', token: made.token } as const;
    const { join } = await import('../testing/test-client.ts');
    expect((await join(relay, { kind: 'link', token: made.token })).body).toEqual({ code: 'invite-invalid' });
    const colleague = await freeColleague(relay);
    const third = await freeColleague(relay, 'sam@example.test', 'Sam');
    const answers = await Promise.all(
      [colleague, third].map(({ client }) => client.ask({ type: 'session.join', by })),
    );
    expect(answers.toSorted()).toEqual(['invite-invalid', 'session.started']);
  });

  it('is refused where the session is full, and so is the ninth person', async () => {
    await using relay = await testRelay({ maxParticipants: 3 });
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    await freeColleague(relay);
    await called(csr);
    await admittedCustomer(relay, csr);
    const made = await csr.client.request({ type: 'colleague.link' });
    if (made.type !== 'colleague.link-made') throw new Error(made.type);
    const late = await idleConsole(relay);
    expect(await late.client.ask({ type: 'session.join', by: { kind: 'link', token: made.token } })).toBe(
      'session-full',
    );
    const sam = await freeColleague(relay, 'sam@example.test', 'Sam');
    const free = (await listed(csr)).find(({ name }) => name === 'Sam');
    if (free === undefined) throw new Error('nobody');
    expect(await csr.client.ask({ type: 'colleague.call', colleague: free.id, reason: '' })).toBe(
      'session-full',
    );
    expect(sam.client.messages.some(({ type }) => type === 'call.incoming')).toBe(false);
  });
});

describe('the lead', () => {
  it('is handed on: whoever had it may leave but not end, and can be given it back', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const colleague = await freeColleague(relay);
    const id = await joined(relay, csr, colleague);
    expect(await colleague.client.ask({ type: 'session.end', notes: '' })).toBe('not-allowed');
    expect(await csr.client.ask({ type: 'participant.transfer', participant: customer.self })).toBe(
      'not-allowed',
    );
    expect(await csr.client.ask({ type: 'participant.transfer', participant: id })).toBe('ok');
    await roleIn(colleague, id, 'lead-csr');
    await roleIn(colleague, csr.self, 'assisting-csr');
    expect(await csr.client.ask({ type: 'session.end', notes: '' })).toBe('not-allowed');
    expect(await csr.client.ask({ type: 'participant.remove', participant: customer.self })).toBe(
      'not-allowed',
    );
    expect(await colleague.client.ask({ type: 'participant.transfer', participant: csr.self })).toBe('ok');
    expect(await csr.client.ask({ type: 'participant.transfer', participant: id })).toBe('ok');
    expect(await csr.client.ask({ type: 'session.leave' })).toBe('ok');
    expect(await colleague.client.ask({ type: 'session.end', notes: 'done' })).toBe('ok');
    expect(await customer.client.next('session.ended')).toMatchObject({ by: 'Robin' });
  });

  it('is not handed to somebody who has just left, and nothing is lost', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const colleague = await freeColleague(relay);
    const id = await joined(relay, csr, colleague);
    await colleague.client.drop();
    await csr.client.next('roster', ({ participants }) =>
      participants.some((p) => p.id === id && p.state === 'away'),
    );
    expect(await csr.client.ask({ type: 'participant.transfer', participant: id })).toBe(
      'no-such-participant',
    );
    expect(await csr.client.ask({ type: 'session.end', notes: '' })).toBe('ok');
  });

  it('is offered when it has been away for too long, to one after the other', async () => {
    await using relay = await testRelay({ leadAbsenceMs: 50, watchIntervalMs: 20 });
    const csr = await startedCsr(relay);
    await admittedCustomer(relay, csr);
    const colleague = await freeColleague(relay);
    const id = await joined(relay, csr, colleague);
    const third = await freeColleague(relay, 'sam@example.test', 'Sam');
    const sam = (await listed(csr)).find(({ name }) => name === 'Sam');
    if (sam === undefined) throw new Error('nobody');
    await csr.client.ask({ type: 'colleague.call', colleague: sam.id, reason: '' });
    const { call } = await third.client.next('call.incoming');
    await third.client.ask({ type: 'session.join', by: { kind: 'call', call: call.id } });
    expect(await third.client.ask({ type: 'lead.take' })).toBe('already-done');
    await csr.client.drop();
    expect(await colleague.client.next('lead.offered')).toMatchObject({ from: 'Casey' });
    expect(await third.client.ask({ type: 'lead.take' })).toBe('already-done');
    expect(await colleague.client.ask({ type: 'lead.decline' })).toBe('ok');
    await colleague.client.next('lead.offer-ended');
    await third.client.next('lead.offered');
    expect(await third.client.ask({ type: 'lead.take' })).toBe('ok');
    await roleIn(colleague, csr.self, 'assisting-csr');
    expect(await colleague.client.ask({ type: 'participant.remove', participant: id })).toBe('not-allowed');
    expect(await third.client.ask({ type: 'participant.remove', participant: id })).toBe('ok');
  });

  it('stays with whoever comes back in time', async () => {
    await using relay = await testRelay({ leadAbsenceMs: 50, watchIntervalMs: 20 });
    const csr = await startedCsr(relay);
    const colleague = await freeColleague(relay);
    await joined(relay, csr, colleague);
    await csr.client.drop();
    await colleague.client.next('lead.offered');
    const back = await new TestClient(relay).opened();
    await back.hello({ kind: 'resume', token: csr.resumeToken, seen: csr.client.seen });
    await colleague.client.next('lead.offer-ended');
    expect(await colleague.client.ask({ type: 'lead.take' })).toBe('already-done');
  });

  it('is inherited when nobody takes it and the lead never comes back: nobody is thrown out', async () => {
    await using relay = await testRelay({ resumeLifeMs: 200, leadAbsenceMs: 10_000, watchIntervalMs: 20 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const colleague = await freeColleague(relay);
    const id = await joined(relay, csr, colleague);
    await csr.client.drop();
    await roleIn(customer, id, 'lead-csr');
    expect(await colleague.client.ask({ type: 'session.end', notes: '' })).toBe('ok');
  });

  it('goes back into its place from a program that was started anew; nobody else does', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const stranger = await freeColleague(relay);
    const by = { kind: 'return', session: sessionIdSchema.parse(csr.sessionId) } as const;
    expect(await stranger.client.ask({ type: 'session.join', by })).toBe('session-ended');
    await csr.client.drop();
    const again = await new TestClient(relay).opened();
    await again.hello({ kind: 'ticket', ticket: await ticketOf(relay, csr.bearer) });
    expect(await again.request({ type: 'session.join', by })).toMatchObject({ self: csr.self });
    await customer.client.next('roster', ({ participants }) =>
      participants.some(
        ({ id, role, state }) => id === csr.self && role === 'lead-csr' && state === 'present',
      ),
    );
    expect(await again.ask({ type: 'session.end', notes: '' })).toBe('ok');
    expect(await stranger.client.ask({ type: 'session.join', by })).toBe('session-ended');
  });
});
