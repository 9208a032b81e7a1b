// Two real Chromium pages and packages/rtc between them: channels, words, the picture, and what breaks and heals.
import { expect, test } from '@playwright/test';
import { figure } from './rtc/figure.ts';
import { openPair, peerIs, SAME_SECRET, stateOf } from './rtc/pair.ts';

test('two pages connect, prove the link, show the same words, and all four channels carry', async () => {
  await using pair = await openPair();
  const { csr, customer } = pair;
  const since = Date.now();
  await pair.start(SAME_SECRET);
  const seenByCsr = await peerIs(csr, 'connected');
  const seenByCustomer = await peerIs(customer, 'connected');
  figure('connected after ms', Date.now() - since);

  expect(seenByCsr.level).toBe('link-proved');
  expect(seenByCustomer.level).toBe('link-proved');
  expect(seenByCsr.words.split(' ')).toHaveLength(4);
  expect(seenByCsr.words).toBe(seenByCustomer.words);
  expect([seenByCsr.language, seenByCustomer.language]).toEqual(['ko', 'ko']);
  expect(seenByCsr.hello).toMatchObject({ language: 'ko' });
  const own = await customer.evaluate(() => rig.certificate?.getFingerprints()[0]?.value);
  expect(seenByCsr.keys).toBe(own?.replaceAll(':', '').toLowerCase());

  const chat = { type: 'chat.received', id: 'c'.repeat(22) } as const;
  expect(await csr.evaluate((message) => rig.send(message), chat)).toEqual({ ok: true });
  await csr.evaluate(() => rig.input('key'));
  await csr.evaluate(() => rig.pointer('move'));
  expect(await csr.evaluate(() => rig.bulk(65_536))).toEqual({ ok: true });
  await customer.waitForFunction(
    () => rig.bulks.length === 1 && rig.inputs.length === 2 && rig.messages.length === 1,
  );
  expect(await customer.evaluate(() => rig.messages)).toEqual([chat]);
  expect((await customer.evaluate(() => rig.inputs)).toSorted()).toEqual(['key', 'move']);
  expect(await customer.evaluate(() => rig.bulks)).toEqual([65_536]);
  expect(await stateOf(csr)).toMatchObject({ relay: { kind: 'open' }, name: 'Ada' });
  expect(pair.errors).toEqual([]);
});

test('the screen is seen as AV1, its counter reads back, and it stops and starts without another offer', async () => {
  await using pair = await openPair();
  const { csr, customer, relay } = pair;
  await pair.start(SAME_SECRET);
  await peerIs(csr, 'connected');
  await peerIs(customer, 'connected');
  const signals = relay.requests.length;
  const since = Date.now();
  await customer.evaluate(() => rig.show());
  const first = await csr.evaluate(() => rig.readFrame());
  figure('first frame after ms', Date.now() - since);
  const second = await csr.evaluate(() => rig.readFrame());
  expect(second.counter).toBeGreaterThan(first.counter);
  await csr.waitForFunction(() => {
    const stats = rig.state().peers[0]?.stats as { codec?: string; kbps?: number } | null | undefined;
    return typeof stats?.codec === 'string' && (stats.kbps ?? 0) > 0;
  });
  const [seen] = (await stateOf(csr)).peers;
  figure('the viewer sees', JSON.stringify(seen?.stats));
  expect(seen?.stats).toMatchObject({ codec: 'AV1', path: 'direct', width: 1280, height: 720 });
  await customer.evaluate(() => rig.stopShowing());
  await csr.waitForFunction(() => rig.state().peers[0]?.hasScreen === false);
  await customer.evaluate(() => rig.show());
  await csr.evaluate(() => rig.readFrame());
  const later = relay.requests
    .slice(signals)
    .filter((request) => String(request['data']).includes('description'));
  expect(later).toEqual([]);
  expect(pair.errors).toEqual([]);
});

test('a screen that is taken back at once is not shown, however the two calls run', async () => {
  await using pair = await openPair();
  await pair.start(SAME_SECRET);
  await peerIs(pair.csr, 'connected');
  await peerIs(pair.customer, 'connected');
  await pair.customer.evaluate(() =>
    Promise.all([rig.show(), rig.stopShowing(), rig.show(), rig.stopShowing()]),
  );
  const sent = await pair.customer.evaluate(() =>
    rig.connections
      .at(-1)
      ?.getSenders()
      .map(({ track }) => track),
  );
  // Screen, microphone, camera.
  expect(sent).toEqual([null, null, null]);
  expect((await stateOf(pair.csr)).peers[0]?.hasScreen).toBe(false);
});

test('the screen is sent as the viewer chose it, also to whoever shows it later, and says how it is sent', async () => {
  await using pair = await openPair();
  const { csr, customer } = pair;
  await pair.start(SAME_SECRET);
  await peerIs(csr, 'connected');
  await peerIs(customer, 'connected');
  const sending = () => customer.evaluate(() => rig.sending());
  await customer.evaluate(() => rig.show());
  await expect.poll(sending).toEqual({ hint: 'detail', maxFps: 60, gives: 'maintain-resolution' });
  await csr.evaluate(() => rig.choose({ picture: 'smooth', maxFps: 10 }));
  const asChosen = { hint: 'motion', maxFps: 10, gives: 'maintain-framerate' };
  await expect.poll(sending).toEqual(asChosen);
  await customer.evaluate(() => rig.stopShowing());
  await customer.evaluate(() => rig.show());
  await expect.poll(sending).toEqual(asChosen);
  await expect
    .poll(async () => (await stateOf(csr)).peers[0]?.quality.sent?.picture, { timeout: 10_000 })
    .toBe('smooth');
  expect(pair.errors).toEqual([]);
});

test('where only VP8 is left, the screen goes as motion and still moves', async () => {
  await using pair = await openPair();
  for (const page of [pair.csr, pair.customer]) {
    await page.evaluate(() => {
      const all = RTCRtpReceiver.getCapabilities('video');
      const vp8 = all?.codecs.filter(({ mimeType }) => mimeType === 'video/VP8') ?? [];
      RTCRtpReceiver.getCapabilities = () => ({ codecs: vp8, headerExtensions: [] });
    });
  }
  await pair.start(SAME_SECRET);
  await peerIs(pair.csr, 'connected');
  await peerIs(pair.customer, 'connected');
  await pair.customer.evaluate(() => rig.show());
  await pair.csr.evaluate(() => rig.readFrame());
  expect((await pair.customer.evaluate(() => rig.sending())).hint).toBe('motion');
  await pair.csr.waitForFunction(() => {
    const stats = rig.state().peers[0]?.stats as { codec?: string; fps?: number } | null | undefined;
    return stats?.codec === 'VP8' && (stats.fps ?? 0) > 10;
  });
  figure('the viewer sees', JSON.stringify((await stateOf(pair.csr)).peers[0]?.stats));
  expect(pair.errors).toEqual([]);
});
