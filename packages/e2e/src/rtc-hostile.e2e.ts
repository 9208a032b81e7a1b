// What a hostile relay, or a hostile peer, gets out of it: a refusal, and nothing else.
import { expect, test } from '@playwright/test';
import { openPage, ORIGIN } from './rtc/bundle.ts';
import { openPair, peerIs, SAME_SECRET, stateOf, type RigPair } from './rtc/pair.ts';
import { CSR_ID, CUSTOMER_ID } from './rtc/stub-relay.ts';

const TIMES = 100;

test('a relay with somebody in the middle is refused 100 of 100 times', async () => {
  test.setTimeout(300_000);
  await using pair = await openPair();
  const passed = await putEvilBetween(pair);
  let refused = 0;
  for (let time = 0; time < TIMES; time += 1) {
    await again(pair);
    await pair.start(SAME_SECRET);
    const seen = [await peerIs(pair.csr, 'refused'), await peerIs(pair.customer, 'refused')];
    if (seen.every(({ refusal }) => refusal === 'proof-wrong')) refused += 1;
    for (const page of [pair.csr, pair.customer]) {
      expect(await page.evaluate(() => [rig.events, rig.messages, rig.inputs])).toEqual([[], [], []]);
    }
  }
  expect(refused).toBe(TIMES);
  // It did carry what they said: the refusal is not for want of a connection.
  expect(await passed()).toBeGreaterThan(TIMES * 4);
});

test('where only a code was typed, somebody in the middle makes the words differ', async () => {
  await using pair = await openPair();
  await putEvilBetween(pair);
  for (let time = 0; time < 5; time += 1) {
    await again(pair);
    await pair.start({ csr: null, customer: null });
    const csr = await peerIs(pair.csr, 'connected');
    const customer = await peerIs(pair.customer, 'connected');
    expect(csr.level).toBe('words-shown');
    expect(csr.words).not.toBe(customer.words);
  }
  await pair.customer.evaluate(() => rig.need().wordsVerdict(rig.other(), 'differ'));
  expect((await peerIs(pair.customer, 'refused')).refusal).toBe('words-differ');
  expect((await peerIs(pair.csr, 'refused')).refusal).toBe('words-differ');
});

test('a customer who came by a link refuses whoever has no secret to prove', async () => {
  await using pair = await openPair();
  await pair.start({ csr: null, customer: 's'.repeat(22) });
  expect((await peerIs(pair.customer, 'refused')).refusal).toBe('proof-missing');
  expect(await pair.csr.evaluate(() => rig.events.includes('back'))).toBe(false);
});

test('a relay that lets somebody in as a customer and then calls them a CSR gains nothing', async () => {
  await using pair = await openPair();
  pair.relay.callTheCsr('assistant-customer');
  await pair.start({ csr: null, customer: 's'.repeat(22) });
  expect((await peerIs(pair.customer, 'connected')).level).toBe('words-shown');
  pair.relay.callTheCsr('lead-csr');
  expect((await peerIs(pair.customer, 'refused')).refusal).toBe('proof-missing');
});

test('a spoken code gives words on both screens, and only our own user can raise them', async () => {
  await using pair = await openPair();
  await pair.start({ csr: 's'.repeat(22), customer: null });
  const csr = await peerIs(pair.csr, 'connected');
  const customer = await peerIs(pair.customer, 'connected');
  expect([csr.level, customer.level, csr.words]).toEqual(['words-shown', 'words-shown', customer.words]);
  await pair.csr.evaluate(() => rig.need().wordsVerdict(rig.other(), 'match'));
  await pair.csr.waitForFunction(() => rig.state().peers[0]?.level === 'words-matched');
  expect((await stateOf(pair.customer)).peers[0]?.level).toBe('words-shown');
});

test('messages that do not decode change nothing, and the fifth ends it for good', async () => {
  await using pair = await openPair();
  await pair.start(SAME_SECRET);
  await peerIs(pair.csr, 'connected');
  const before = await peerIs(pair.customer, 'connected');
  const bad = ['{', '{"type":"grants.all"}', '{"type":"chat.message","__proto__":{}}', 'x'.repeat(70_000)];
  for (const text of bad) await pair.csr.evaluate((raw) => rig.channel('control').send(raw), text);
  const chat = { type: 'chat.received', id: 'c'.repeat(22) } as const;
  await pair.csr.evaluate((message) => rig.send(message), chat);
  await pair.customer.waitForFunction(() => rig.messages.length > 0);
  expect(await pair.customer.evaluate(() => rig.messages)).toEqual([chat]);
  const { stats: _now, ...after } = await peerIs(pair.customer, 'connected');
  const { stats: _then, ...same } = before;
  expect(after).toEqual(same);
  await pair.csr.evaluate(() => rig.channel('control').send(new Uint8Array([1])));
  expect((await peerIs(pair.customer, 'refused')).refusal).toBe('malformed');
});

test('signals that make no sense break nothing that works', async () => {
  await using pair = await openPair();
  const { relay } = pair;
  await pair.start(SAME_SECRET);
  await peerIs(pair.csr, 'connected');
  await peerIs(pair.customer, 'connected');
  const offers = relay.requests.map(({ data }) => String(data)).filter((data) => data.includes('"offer"'));
  const [offer = ''] = offers;
  const connection = (JSON.parse(offer) as { connection: string }).connection;
  const hostile = [
    'not json',
    offer,
    offer.replaceAll('sha-256', 'sha-1'),
    offer.replaceAll(/fingerprint:sha-256 ../g, 'fingerprint:sha-256 00'),
    offer.replaceAll('m=video', 'm=nonsense'),
    offer.replace(connection, 'Z'.repeat(22)),
    JSON.stringify({
      kind: 'candidate',
      connection,
      candidate: { candidate: 'candidate:nonsense', sdpMid: '0', sdpMLineIndex: 0 },
    }),
    JSON.stringify({ kind: 'reconnect' }),
  ];
  for (const data of hostile) {
    relay.tell(CUSTOMER_ID, { type: 'signal', from: CSR_ID, data });
    relay.tell(CSR_ID, { type: 'signal', from: CUSTOMER_ID, data });
  }
  const chat = { type: 'chat.received', id: 'd'.repeat(22) } as const;
  await expect.poll(() => pair.csr.evaluate((message) => rig.send(message), chat)).toEqual({ ok: true });
  await pair.customer.waitForFunction(() => rig.messages.length > 0);
  // Longer than it takes to find a dead path: nothing has been lost, not even to be won back.
  await pair.csr.waitForTimeout(3_000);
  for (const page of [pair.csr, pair.customer]) {
    expect(await page.evaluate(() => rig.events)).toEqual(['connected']);
  }
  expect((await peerIs(pair.csr, 'connected')).words).toBe((await peerIs(pair.customer, 'connected')).words);
});

async function again(pair: RigPair): Promise<void> {
  for (const page of [pair.csr, pair.customer]) await page.evaluate(() => rig.link?.close());
  pair.relay.begin();
}

/** Routes every signal through the evil page; the answer says how much it has carried. */
async function putEvilBetween(pair: RigPair): Promise<() => Promise<number>> {
  const page = await openPage(await pair.browser.newContext(), 'evil');
  await page.exposeFunction('evilSays', (to: 'csr' | 'customer', data: string) => {
    const [id, from] = to === 'csr' ? [CSR_ID, CUSTOMER_ID] : [CUSTOMER_ID, CSR_ID];
    pair.relay.tell(id, { type: 'signal', from, data });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => 'evil' in globalThis);
  pair.relay.rewrite = async ({ from, data }) => {
    const side = from === CSR_ID ? 'csr' : 'customer';
    await page.evaluate(([whose, raw]) => evil.hear(whose, raw), [side, data] as const);
    return [];
  };
  return () => page.evaluate(() => evil.passed);
}
