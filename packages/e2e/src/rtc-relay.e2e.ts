// packages/rtc against the real relay: its HTTP calls, a session by invitation, `kill -9`, and a lying proxy.
import { expect, test } from '@playwright/test';
import { figure } from './rtc/figure.ts';
import { putEvilProxyBefore } from './rtc/evil-proxy.ts';
import { peerIs, stateOf } from './rtc/pair.ts';
import { bringIn, load, meet, openRealPages, signIn } from './rtc/real-session.ts';
import { CSR, startRelayProcess } from './support/programs.ts';

const EVIL_TIMES = 10;

test('the calls answer by code: who is who, what is not allowed, and a relay that is not there', async () => {
  await using relay = await startRelayProcess();
  await using pages = await openRealPages();
  await load(pages.csr);
  const token = await signIn(pages.csr, relay);
  const answers = await pages.csr.evaluate(
    async ([url, bearer, email]) => {
      const api = rig.api(url);
      const nobody = { kind: 'code', code: '00000000' } as const;
      const ask = {
        protocol: 1,
        client: 'helper',
        credential: nobody,
        name: 'Bo',
        device: 'd'.repeat(43),
      } as const;
      return {
        site: await api.site(),
        wrong: await api.signIn(email, 'not the password'),
        me: await api.me(bearer),
        sessions: await api.sessions(bearer, {}),
        preview: await api.preview(nobody),
        join: await api.join(ask),
        out: await api.signOut(bearer),
        after: await api.ticket(bearer),
        away: await rig.api('http://127.0.0.1:9').site(),
      };
    },
    [relay.url, token, CSR.email] as const,
  );
  expect(answers).toMatchObject({
    site: { ok: true, value: { organisation: 'Alongside' } },
    wrong: { ok: false, code: 'bad-credentials' },
    me: { ok: true, value: { name: CSR.name, email: CSR.email, role: 'csr' } },
    sessions: { ok: true, value: [] },
    preview: { ok: false, code: 'invite-invalid' },
    join: { ok: false, code: 'invite-invalid' },
    out: { ok: true },
    after: { ok: false, code: 'not-signed-in' },
    away: { ok: false, code: 'unreachable' },
  });
});

test('an invited customer is connected, and a killed relay is missed by nobody', async () => {
  await using relay = await startRelayProcess();
  await using pages = await openRealPages();
  const { csr, customer } = pages;
  for (const page of [csr, customer]) await load(page);
  const invite = await meet(pages, relay, await signIn(csr, relay));
  const admittedAt = Date.now();
  const before = await peerIs(csr, 'connected');
  await peerIs(customer, 'connected');
  figure('admitted to connected ms', Date.now() - admittedAt);
  expect(before.level).toBe('link-proved');
  expect((await stateOf(csr)).usedInvites).toEqual([invite.id]);
  await customer.evaluate(() => rig.show());
  await csr.evaluate(() => rig.readFrame());

  await relay.kill();
  await csr.waitForFunction(() => rig.state().relay.kind === 'retrying');
  await customer.waitForFunction(() => rig.state().relay.kind === 'retrying');
  await csr.evaluate(() => rig.record({ kind: 'trust.words-matched', at: 1, peer: rig.other() }));
  expect(await csr.evaluate(() => rig.send({ type: 'chat.received', id: 'g'.repeat(22) }))).toEqual({
    ok: true,
  });
  const first = await csr.evaluate(() => rig.readFrame());
  await relay.start();
  const backAt = Date.now();
  for (const page of [csr, customer]) await page.waitForFunction(() => rig.state().relay.kind === 'open');
  const resumedMs = Date.now() - backAt;
  figure('resumed after ms', resumedMs);
  expect(resumedMs).toBeLessThan(5_000);
  const second = await csr.evaluate(() => rig.readFrame());
  expect(second.counter).toBeGreaterThan(first.counter);
  expect(await csr.evaluate(() => rig.events)).toEqual(['connected']);
  expect((await stateOf(csr)).session?.participants.map(({ state }) => state)).toEqual([
    'present',
    'present',
  ]);

  await csr.evaluate(() => rig.need().request({ type: 'session.end', notes: '' }));
  for (const page of [csr, customer]) {
    await page.waitForFunction(() => rig.state().relay.kind === 'closed');
    expect((await stateOf(page)).relay).toEqual({ kind: 'closed', reason: 'ended-by-lead' });
    expect(await page.evaluate(() => rig.events)).toEqual(['connected', 'gone']);
  }
});

test('three people are all connected with each other, each pair with words of its own', async () => {
  await using relay = await startRelayProcess();
  await using pages = await openRealPages();
  const { csr, customer, second } = pages;
  for (const page of [csr, customer, second]) await load(page);
  await meet(pages, relay, await signIn(csr, relay));
  await peerIs(csr, 'connected');
  await bringIn(csr, relay, second);
  const seen = new Map<string, string>();
  const words = new Set<string>();
  for (const page of [csr, customer, second]) {
    await page.waitForFunction(
      () => rig.state().peers.filter(({ state }) => state === 'connected').length === 2,
    );
    const { self, peers } = await stateOf(page);
    for (const peer of peers) {
      seen.set(`${String(self)} ${peer.id}`, `${peer.words} ${String(peer.level)}`);
      words.add(peer.words);
    }
  }
  expect(words.size).toBe(3);
  for (const [pair, told] of seen) expect(seen.get(pair.split(' ').toReversed().join(' '))).toBe(told);

  await customer.evaluate(() => rig.need().request({ type: 'session.leave' }));
  for (const page of [csr, second]) {
    await page.waitForFunction(() => rig.events.includes('gone') && rig.state().peers.length === 1);
    expect(await page.evaluate(() => rig.events.filter((type) => type === 'gone'))).toEqual(['gone']);
  }
  expect((await peerIs(csr, 'connected')).level).toBe('link-proved');
  expect((await peerIs(second, 'connected')).level).toBe('link-proved');
});

test('a proxy before the real relay that puts its own keys in is refused by both sides', async () => {
  test.setTimeout(180_000);
  await using relay = await startRelayProcess();
  await using pages = await openRealPages();
  const passed = await putEvilProxyBefore(pages);
  for (const page of [pages.csr, pages.customer]) await load(page);
  const token = await signIn(pages.csr, relay);
  for (let time = 0; time < EVIL_TIMES; time += 1) {
    await meet(pages, relay, token);
    for (const page of [pages.csr, pages.customer]) {
      expect((await peerIs(page, 'refused')).refusal).toBe('proof-wrong');
      expect(await page.evaluate(() => [rig.events, rig.messages, rig.inputs])).toEqual([[], [], []]);
      await page.evaluate(() => rig.need().close());
    }
  }
  expect(await passed()).toBeGreaterThan(EVIL_TIMES * 4);
});
