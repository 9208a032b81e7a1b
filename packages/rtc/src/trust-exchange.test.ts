/** The exchange as it runs, hashes and all: two honest ends, and what somebody in between could make of them. */
import type { PeerMessage } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { randomNonce } from './crypto.ts';
import { TrustExchange, type TrustGround } from './trust-exchange.ts';
import type { TrustMessage } from './trust.ts';

const CSR_KEYS = 'aa'.repeat(32);
const CUSTOMER_KEYS = 'bb'.repeat(32);
const EVIL_KEYS = 'ee'.repeat(32);
const SECRET = 's'.repeat(22);

type End = {
  readonly exchange: TrustExchange;
  /** What it has said and nobody has fetched. */
  readonly said: TrustMessage[];
  readonly bad: () => number;
};

const isTrust = (message: PeerMessage): message is TrustMessage => message.type.startsWith('trust.');

function endOf(role: TrustGround['role'], change: Partial<TrustGround> = {}): End {
  const said: TrustMessage[] = [];
  let bad = 0;
  const isCsr = role === 'csr';
  const ground: TrustGround = {
    role,
    session: 'session',
    ownFingerprint: isCsr ? CSR_KEYS : CUSTOMER_KEYS,
    peerFingerprint: isCsr ? CUSTOMER_KEYS : CSR_KEYS,
    secret: SECRET,
    ownNonce: randomNonce(),
    ...change,
  };
  const exchange = new TrustExchange({
    ground,
    side: { initiator: isCsr, hasSecret: ground.secret !== null, strict: !isCsr, earned: null },
    send: (message) => {
      if (isTrust(message)) said.push(message);
    },
    onBadMessage: () => (bad += 1),
  });
  return { exchange, said, bad: () => bad };
}

const hear = (end: End, message: TrustMessage): Promise<void> =>
  end.exchange.handle({ type: 'message', message });

/** Each hears what the other says, until nobody says anything more. */
async function talk(csr: End, customer: End): Promise<void> {
  for (const end of [csr, customer]) await end.exchange.handle({ type: 'begin' });
  while (csr.said.length + customer.said.length > 0) {
    for (const message of csr.said.splice(0)) await hear(customer, message);
    for (const message of customer.said.splice(0)) await hear(csr, message);
  }
}

test('two ends with one secret prove it, and show the same words', async () => {
  const [csr, customer] = [endOf('csr'), endOf('customer')];
  await talk(csr, customer);
  expect(customer.exchange.state).toMatchObject({ kind: 'settled', level: 'link-proved' });
  expect(csr.exchange.state).toEqual(customer.exchange.state);
});

test.each<[string, Partial<TrustGround>, Partial<TrustGround>]>([
  ['another secret', { secret: 't'.repeat(22) }, {}],
  ['another session', { session: 'another' }, {}],
  ['somebody in between', { peerFingerprint: EVIL_KEYS }, { peerFingerprint: EVIL_KEYS }],
  ['keys that were swapped on one side only', {}, { peerFingerprint: EVIL_KEYS }],
])('%s is refused by both', async (_what, atCsr, atCustomer) => {
  const [csr, customer] = [endOf('csr', atCsr), endOf('customer', atCustomer)];
  await talk(csr, customer);
  expect(csr.exchange.state).toEqual({ kind: 'refused', why: 'proof-wrong' });
  expect(customer.exchange.state).toEqual({ kind: 'refused', why: 'proof-wrong' });
});

test('its own proof, echoed by a mirror, is no proof', async () => {
  for (const role of ['csr', 'customer'] as const) {
    const end = endOf(role);
    await end.exchange.handle({ type: 'begin' });
    const own = end.said.find(({ type }) => type === 'trust.proof');
    if (own !== undefined) await hear(end, own);
    expect(end.exchange.state).toEqual({ kind: 'refused', why: 'proof-wrong' });
  }
});

test('a proof of an earlier connection does not fit another’s keys', async () => {
  const csr = endOf('csr');
  await csr.exchange.handle({ type: 'begin' });
  const replayed = csr.said.find(({ type }) => type === 'trust.proof');
  const customer = endOf('customer', { peerFingerprint: EVIL_KEYS });
  await customer.exchange.handle({ type: 'begin' });
  if (replayed !== undefined) await hear(customer, replayed);
  expect(customer.exchange.state).toEqual({ kind: 'refused', why: 'proof-wrong' });
});

test('where nobody has a secret, somebody in between makes the words differ', async () => {
  const [csr, customer] = [
    endOf('csr', { secret: null, peerFingerprint: EVIL_KEYS }),
    endOf('customer', { secret: null, peerFingerprint: EVIL_KEYS }),
  ];
  await talk(csr, customer);
  expect(csr.exchange.state).toMatchObject({ kind: 'settled', level: 'words-shown' });
  expect(customer.exchange.state).toMatchObject({ kind: 'settled', level: 'words-shown' });
  expect(csr.exchange.state).not.toEqual(customer.exchange.state);
});

test('a nonce that was chosen after ours was known is found out', async () => {
  const [csr, customer] = [endOf('csr', { secret: null }), endOf('customer', { secret: null })];
  for (const end of [csr, customer]) await end.exchange.handle({ type: 'begin' });
  for (const message of csr.said.splice(0)) await hear(customer, message);
  expect(customer.said.map(({ type }) => type)).toEqual(['trust.no-secret', 'trust.nonce']);
  await hear(customer, { type: 'trust.reveal', nonce: randomNonce() });
  expect(customer.exchange.state).toEqual({ kind: 'refused', why: 'words-forged' });
  expect(customer.bad()).toBe(0);
});
