// What breaks between two peers and how it heals: paths, connections, the relay; and who is not let back in.
import { expect, test, type Page } from '@playwright/test';
import { ORIGIN } from './rtc/bundle.ts';
import { figure } from './rtc/figure.ts';
import { openPair, peerIs, SAME_SECRET, stateOf, type RigPair } from './rtc/pair.ts';
import { CSR_ID, CUSTOMER_ID } from './rtc/stub-relay.ts';

test('an ICE restart asked for by the answering side keeps keys and words, and nobody notices', async () => {
  await using pair = await connected();
  const before = await whoIs(pair.csr);
  const ufrag = () => pair.csr.evaluate(() => /ice-ufrag:(\S+)/.exec(lastSdp())?.[1]);
  await pair.csr.evaluate(() => {
    globalThis.lastSdp = () => rig.connections.at(-1)?.currentLocalDescription?.sdp ?? '';
  });
  const old = await ufrag();
  const connection = connectionOf(pair);
  pair.relay.tell(CSR_ID, {
    type: 'signal',
    from: CUSTOMER_ID,
    data: JSON.stringify({ kind: 'renegotiate', connection, restart: true }),
  });
  await expect.poll(ufrag).not.toBe(old);
  expect(await whoIs(pair.csr)).toEqual(before);
  expect(await pair.csr.evaluate(() => rig.events)).toEqual(['connected']);
});

test('a silent network is noticed within 3 s, and the peer comes back with the same words and the picture', async () => {
  await using pair = await openPair();
  // Before there is a connection: the browser takes only new ones under its control.
  const drop = await packetDropper(pair.customer);
  await drop(0);
  await start(pair);
  await pair.customer.evaluate(() => rig.show());
  await pair.csr.evaluate(() => rig.readFrame());
  const before = await whoIs(pair.csr);
  const cutAt = Date.now();
  await drop(100);
  await peerIs(pair.csr, 'lost');
  const noticedMs = Date.now() - cutAt;
  await pair.customer.waitForFunction(() => rig.events.includes('lost'));
  const refused = await pair.csr.evaluate(() => rig.send({ type: 'chat.received', id: 'e'.repeat(22) }));
  expect(refused).toEqual({ ok: false, code: 'not-connected' });
  await drop(0);
  const healedAt = Date.now();
  await peerIs(pair.csr, 'connected');
  await peerIs(pair.customer, 'connected');
  figure('noticed after ms', noticedMs);
  figure('back after ms', Date.now() - healedAt);
  expect(noticedMs).toBeLessThan(3_000);
  expect(await whoIs(pair.csr)).toEqual(before);
  expect(await pair.csr.evaluate(() => rig.events)).toEqual(['connected', 'lost', 'back']);
  await pair.csr.evaluate(() => rig.readFrame());
});

test('a connection that is gone altogether is made anew, with the same keys, words and picture', async () => {
  await using pair = await connected();
  await pair.customer.evaluate(() => rig.show());
  await pair.csr.evaluate(() => rig.readFrame());
  const before = [await whoIs(pair.csr), await whoIs(pair.customer)];
  const old = connectionOf(pair);
  await pair.customer.evaluate(() => rig.connections.at(-1)?.close());
  await pair.csr.waitForFunction(() => rig.events.includes('back'));
  await pair.customer.waitForFunction(() => rig.events.includes('back'));
  expect([await whoIs(pair.csr), await whoIs(pair.customer)]).toEqual(before);
  expect(connectionOf(pair)).not.toBe(old);
  await pair.csr.evaluate(() => rig.readFrame());
});

test('whoever comes back with other keys is refused for good', async () => {
  await using pair = await connected();
  // A program that was started anew has a new certificate, as an impostor would.
  await pair.customer.goto(`${ORIGIN}/again`);
  await pair.customer.waitForFunction(() => 'rig' in globalThis);
  await peerIs(pair.csr, 'lost');
  await pair.customer.evaluate((options) => rig.start(options), {
    relay: ORIGIN,
    ticket: 't'.repeat(43),
    language: 'ko' as const,
    client: 'helper' as const,
    secret: SAME_SECRET.customer,
  });
  expect((await peerIs(pair.csr, 'refused')).refusal).toBe('key-changed');
  expect(await pair.csr.evaluate(() => rig.events)).toEqual(['connected', 'lost']);
});

test('while the relay is down everything goes on, and what is to be recorded arrives once when it is back', async () => {
  await using pair = await connected();
  await pair.relay.stop();
  await pair.csr.waitForFunction(() => rig.state().relay.kind === 'retrying');
  const fact = { kind: 'trust.proved', at: 1, peer: CUSTOMER_ID } as const;
  await pair.csr.evaluate((proved) => rig.record(proved), fact);
  expect(await pair.csr.evaluate(() => rig.need().request({ type: 'session.leave' }))).toEqual({
    ok: false,
    code: 'offline',
  });
  await pair.customer.evaluate(() => rig.show());
  await pair.csr.evaluate(() => rig.readFrame());
  const chat = { type: 'chat.received', id: 'f'.repeat(22) } as const;
  expect(await pair.csr.evaluate((message) => rig.send(message), chat)).toEqual({ ok: true });
  const { relay } = await stateOf(pair.csr);
  expect(relay.kind === 'retrying' && relay.retryAt > 0).toBe(true);
  pair.relay.isDown = false;
  const backAt = Date.now();
  await pair.csr.waitForFunction(() => rig.state().relay.kind === 'open');
  figure('resumed after ms', Date.now() - backAt);
  const recorded = () => pair.relay.requests.filter(({ type }) => type === 'record.append');
  await expect.poll(() => recorded().length).toBe(1);
  expect(recorded()[0]).toMatchObject({ fact });
  expect(await pair.csr.evaluate(() => rig.events)).toEqual(['connected']);
});

test('who says goodbye is gone at once', async () => {
  await using pair = await connected();
  await pair.customer.evaluate(() => rig.need().close());
  await pair.csr.waitForFunction(() => rig.events.includes('gone'));
  expect(await pair.csr.evaluate(() => rig.events)).toEqual(['connected', 'gone']);
});

declare global {
  var lastSdp: () => string;
}

async function connected(): Promise<RigPair> {
  const pair = await openPair();
  await start(pair);
  return pair;
}

async function start(pair: RigPair): Promise<void> {
  await pair.start(SAME_SECRET);
  await peerIs(pair.csr, 'connected');
  await peerIs(pair.customer, 'connected');
}

async function whoIs(page: Page) {
  const { keys, words, level } = await peerIs(page, 'connected');
  return { keys, words, level };
}

/** The connection that the latest offer was for. */
function connectionOf({ relay }: RigPair): string {
  const offer = relay.requests.findLast(({ data }) => String(data).includes('"offer"'));
  return (JSON.parse(String(offer?.['data'])) as { connection: string }).connection;
}

/** Drops this share of the page's WebRTC packets, both ways; its WebSocket does not notice. */
async function packetDropper(page: Page): Promise<(percent: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  return async (percent) => {
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 1,
      downloadThroughput: -1,
      uploadThroughput: -1,
      packetLoss: percent,
    });
  };
}
