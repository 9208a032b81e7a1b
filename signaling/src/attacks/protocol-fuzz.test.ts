/**
 * T5: every message of the wire, mutated. No crash, no answer that is no message, and a refused message changes
 * nothing. A failing run prints its seed; `FUZZ_SEED` and `FUZZ_MESSAGES` repeat or lengthen it.
 */
import { decodeClientMessage } from '@alongside/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admittedCustomer, type Csr, startedCsr, TestClient, ticketOf } from '../testing/test-client.ts';
import { signIn, type TestRelay, testRelay } from '../testing/test-relay.ts';
import { stateOf } from '../testing/stored-state.ts';

const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const BATCH = 200;
/** Below the frame limit in UTF-8, which has a test of its own. */
const MAX_LENGTH = 60_000;

const ID = 'A'.repeat(22);
const fact = { kind: 'grant.given', at: 1, grantId: ID, capability: 'view-desktop', csr: ID };

function examples(csr: Csr): readonly object[] {
  const participant = csr.self;
  return [
    { type: 'hello', protocol: 1, client: 'console', auth: { kind: 'ticket', ticket: 'x'.repeat(43) } },
    { type: 'session.start', id: 1, sessionType: 'remote-support', tracking: { ticket: '1' } },
    { type: 'session.leave', id: 2 },
    { type: 'session.end', id: 3, notes: 'n' },
    { type: 'invite.create', id: 4, label: 'Kim' },
    { type: 'invite.withdraw', id: 5, inviteId: ID },
    { type: 'lobby.admit', id: 6, participant },
    { type: 'lobby.refuse', id: 7, participant },
    { type: 'participant.remove', id: 8, participant },
    { type: 'participant.make-primary', id: 9, participant },
    { type: 'signal', id: 10, to: participant, data: 'd' },
    { type: 'record.append', id: 11, key: ID, fact },
  ];
}

/** Deeply nested, as text: an object of this depth could not be built by JSON.stringify. */
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

const STRANGE = [
  'null true -1 0 1e999 1.5 2147483649 "" "\\ud800" "\\u0000" {} [] NaN undefined "__proto__" "\\u202e"'.split(
    ' ',
  ),
  ['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"kind":"ticket"}'],
  ['[1,2,3]', '"lead-csr"', `"${'x'.repeat(50_000)}"`, deep(5_000)],
].flat();
const strange = fc.constantFrom(...STRANGE);

type Mutation = (entries: [string, string][]) => [string, string][];

const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.nat(20),
    strange,
    fc.constantFrom('swap', 'drop', 'extra', 'double', 'proto', 'rename', 'strings'),
  )
  .map(([at, value, kind]): Mutation => (entries) => {
    const n = entries.length === 0 ? 0 : at % entries.length;
    const key = entries[n]?.[0] ?? 'type';
    switch (kind) {
      case 'drop':
        return entries.filter((_, index) => index !== n);
      case 'extra':
        return [...entries, ['extra', value]];
      case 'double':
        return [...entries, [key, value]];
      case 'proto':
        return [...entries, ['__proto__', value]];
      case 'rename':
        return entries.map(([name, old], index) => [index === n ? `${name}\u0000` : name, old]);
      default:
        return entries.map(([name, old], index) => [name, index === n ? value : old]);
    }
  });

function mutate(message: object, mutations: readonly Mutation[]): string {
  const start = Object.entries(message).map(([key, value]): [string, string] => [key, JSON.stringify(value)]);
  const entries = mutations.reduce((now, change) => change(now), start);
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

function rawMessages(csr: Csr): fc.Arbitrary<string> {
  const mutated = fc
    .tuple(fc.constantFrom(...examples(csr)), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([message, mutations]) => mutate(message, mutations));
  return fc.oneof(
    { weight: 8, arbitrary: mutated },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 1, arbitrary: fc.json() },
  );
}

async function newSocket(relay: TestRelay, bearer: Record<string, string>): Promise<TestClient> {
  const client = await new TestClient(relay).opened();
  await client.hello({ kind: 'ticket', ticket: await ticketOf(relay, bearer) });
  return client;
}

describe('mutated messages', () => {
  it(`never crash the relay, and refused ones change nothing (seed ${SEED}, ${MESSAGES} messages)`, async () => {
    await using relay = await testRelay({ badMessagesBeforeClose: 1e9, maxMissedMessages: 10 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const bearer = await signIn(relay);
    const outsider = await newSocket(relay, bearer);
    const senders = [customer.client, outsider];
    const before = stateOf(relay);
    const raws = fc.sample(
      // What decodes is no mutation any more: it is somebody's good message.
      rawMessages(csr).filter((raw) => raw.length <= MAX_LENGTH && !decodeClientMessage(raw).ok),
      { seed: SEED, numRuns: MESSAGES },
    );
    const start = performance.now();
    for (let n = 0; n < raws.length; n += BATCH) {
      const sender = senders[(n / BATCH) % senders.length] ?? outsider;
      sender.messages.length = 0;
      for (const raw of raws.slice(n, n + BATCH)) sender.raw(raw);
      const last = sender === outsider ? 'not-in-session' : 'not-allowed';
      expect(await sender.ask({ type: 'invite.withdraw', inviteId: ID as never })).toBe(last);
      const answers = sender.messages.filter((message) => message.type === 'error' && message.re === null);
      expect(answers).toHaveLength(raws.slice(n, n + BATCH).length);
    }
    expect((performance.now() - start) / MESSAGES).toBeLessThan(5);
    expect(stateOf(relay)).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(await csr.client.ask({ type: 'signal', to: customer.self, data: 'well' })).toBe('ok');
  }, 90_000);

  it('of good shape but wrong people and ids change nothing either', async () => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    const victim = await startedCsr(relay);
    const customer = await admittedCustomer(relay, victim);
    const before = stateOf(relay);
    const target = fc.constantFrom(customer.self, victim.self, csr.self, ID as typeof csr.self);
    const types = ['lobby.admit', 'lobby.refuse', 'participant.remove', 'participant.make-primary'] as const;
    const attempts = fc.sample(fc.tuple(fc.constantFrom(...types), target, fc.boolean()), {
      seed: SEED,
      numRuns: 500,
    });
    for (const [type, participant, byCustomer] of attempts) {
      const sender = byCustomer ? customer.client : csr.client;
      expect(['not-allowed', 'no-such-participant', 'already-done']).toContain(
        await sender.ask({ type, participant }),
      );
    }
    expect(stateOf(relay)).toEqual(before);
  }, 30_000);

  it.each([
    "' or 1=1 --",
    "'; drop table audit; --",
    '%_\\',
    '"; select 1',
    '${jndi:ldap://x}',
    '<img src=x>',
  ])('carry SQL and markup as text: %s', async (text) => {
    await using relay = await testRelay();
    const csr = await startedCsr(relay);
    expect(await csr.client.ask({ type: 'invite.create', label: text })).toBe('invite.created');
    expect(await csr.client.ask({ type: 'session.end', notes: text })).toBe('ok');
    expect(stateOf(relay)).toMatchObject({ support_session: [{ notes: text }], invite: [{ label: text }] });
  });
});
