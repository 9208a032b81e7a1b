import { describe, expect, test } from 'vitest';
import { CLOSE_CODES, fail, ok, type RelayMessage, type Result } from '@alongside/protocol';
import { Signaling, type SignalingOptions } from './signaling.ts';
import { ManualClock, settled } from './testing/manual-clock.ts';
import { MaliciousRelay } from './testing/malicious-relay.ts';
import type { ApiCode } from './types.ts';

const TICKET = 't'.repeat(43);

function rig(change: Partial<SignalingOptions> = {}) {
  const relay = new MaliciousRelay();
  const clock = new ManualClock();
  const heard: RelayMessage[] = [];
  const signaling = new Signaling({
    url: 'wss://relay.test/signal',
    client: 'console',
    ticket: () => Promise.resolve(ok(TICKET)),
    openSocket: relay.openSocket,
    clock,
    random: () => 0.5,
    inSession: () => false,
    ...change,
  });
  signaling.onMessage((message) => heard.push(message));
  return { relay, clock, signaling, heard };
}

async function opened(change: Partial<SignalingOptions> = {}) {
  const made = rig(change);
  made.signaling.start();
  await settled();
  made.relay.last.welcome();
  return made;
}

const roster = (seq: number) => ({ type: 'roster', seq, participants: [] });
const kindOf = (signaling: Signaling) => signaling.state.get();

describe('greeting', () => {
  test('says hello with the ticket, and is open when welcomed', async () => {
    const { relay, signaling } = rig();
    signaling.start();
    await settled();
    expect(kindOf(signaling)).toEqual({ kind: 'connecting' });
    relay.last.open();
    expect(relay.last.heard).toEqual([
      { type: 'hello', protocol: 1, client: 'console', auth: { kind: 'ticket', ticket: TICKET } },
    ]);
    relay.last.welcome();
    expect(kindOf(signaling)).toEqual({ kind: 'open' });
  });

  test('a relay of another version ends it for good', async () => {
    const { relay, signaling } = rig();
    signaling.start();
    await settled();
    relay.last.welcome({ protocol: 2 });
    expect(kindOf(signaling)).toEqual({ kind: 'closed', reason: 'versionUnsupported' });
    expect(relay.last.closedByUs).toBe(1000);
  });

  test('a relay that never welcomes is left after ten seconds', async () => {
    const { relay, clock, signaling } = rig();
    signaling.start();
    await settled();
    relay.last.open();
    await clock.pass(10_000);
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'helloTimeout' });
  });

  test('events before the welcome are not believed', async () => {
    const { relay, signaling, heard } = rig();
    signaling.start();
    await settled();
    relay.last.open();
    relay.last.say(roster(1));
    relay.last.say({ type: 'ok', re: 1 });
    expect(heard).toEqual([]);
    relay.last.welcome();
    expect(kindOf(signaling)).toEqual({ kind: 'open' });
  });

  test.each<[ApiCode, 'retrying' | 'closed']>([
    ['unreachable', 'retrying'],
    ['certificate', 'retrying'],
    ['bad-answer', 'retrying'],
    ['too-many', 'retrying'],
    ['not-signed-in', 'closed'],
    ['invite-invalid', 'closed'],
    ['version-unsupported', 'closed'],
  ])('a ticket refused as %s leaves it %s', async (code, kind) => {
    const { signaling } = rig({ ticket: () => Promise.resolve(fail(code)) });
    signaling.start();
    await settled();
    expect(kindOf(signaling)).toMatchObject({ kind, reason: code });
  });
});

describe('what the relay says', () => {
  test('each event passes once, however often and in whatever order it is told', async () => {
    const { relay, heard } = await opened();
    for (const seq of [1, 2, 2, 1, 4, 3, 4, 5]) relay.last.say(roster(seq));
    expect(heard.flatMap((message) => (message.type === 'roster' ? [message.seq] : []))).toEqual([
      1, 2, 4, 5,
    ]);
  });

  test('five messages that do not decode end the socket, and the client comes back', async () => {
    const { relay, signaling, heard } = await opened();
    const bad = ['{', '[]', '{"type":"roster"}', '{"type":"ok","re":1,"more":true}'];
    for (const text of bad) relay.last.say(text);
    expect(kindOf(signaling)).toEqual({ kind: 'open' });
    relay.last.sayRaw(new Uint8Array(3));
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'bad-answer' });
    expect(heard).toHaveLength(1);
  });

  test('a second welcome is not believed', async () => {
    const { relay, heard } = await opened();
    relay.last.welcome({ name: 'Mallory' });
    expect(heard).toHaveLength(1);
  });

  test('nothing passes after the end, from either side of it', async () => {
    const { relay, heard, signaling } = await opened();
    const { last } = relay;
    last.close(1006);
    last.say(roster(1));
    last.close(4011);
    expect(heard).toHaveLength(1);
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'unreachable' });
    signaling.close('left');
    last.welcome();
    last.close(4012);
    expect(kindOf(signaling)).toEqual({ kind: 'closed', reason: 'left' });
  });
});

describe('requests', () => {
  test('each gets its own answer, once, whatever the order', async () => {
    const { relay, signaling } = await opened();
    const first = signaling.request({ type: 'session.leave' });
    const second = signaling.request({ type: 'session.end', notes: '' });
    relay.last.say({ type: 'error', re: 2, code: 'not-allowed' });
    relay.last.say({ type: 'ok', re: 2 });
    relay.last.say({ type: 'ok', re: 99 });
    relay.last.say({ type: 'ok', re: 1 });
    expect(await first).toEqual(ok({ type: 'ok', re: 1 }));
    expect(await second).toEqual(fail('not-allowed'));
  });

  test('are answered offline when there is nobody, and when the socket goes', async () => {
    const { relay, signaling } = rig();
    expect(await signaling.request({ type: 'session.leave' })).toEqual(fail('offline'));
    signaling.start();
    await settled();
    relay.last.welcome();
    const waiting = signaling.request({ type: 'session.leave' });
    relay.last.close(1006);
    expect(await waiting).toEqual(fail('offline'));
    expect(await signaling.request({ type: 'session.leave' })).toEqual(fail('offline'));
  });

  test('an answer that does not come ends the socket, and a late one is not believed', async () => {
    const { relay, clock, signaling } = await opened();
    const answers: Result<RelayMessage, string>[] = [];
    void signaling.request({ type: 'session.leave' }).then((answer) => answers.push(answer));
    await clock.pass(5_000);
    relay.last.say({ type: 'ok', re: 1 });
    await settled();
    expect(answers).toEqual([fail('offline')]);
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'pingTimeout' });
  });

  test('the mirror hears of a started session before whoever asked', async () => {
    const { relay, signaling, heard } = await opened();
    const order: string[] = [];
    signaling.onMessage(({ type }) => order.push(type));
    const asked = signaling
      .request({ type: 'session.start', sessionType: 'remote-support', tracking: {} })
      .then(() => order.push('answer'));
    const session = {
      id: 'S'.repeat(22),
      name: 'Remote support 1',
      sessionType: 'remote-support',
      organisation: 'Alongside',
      verified: false,
      startedAt: 1,
      participants: [],
    };
    relay.last.say({ type: 'session.started', re: 1, self: 'A'.repeat(22), session });
    await asked;
    expect(order).toEqual(['session.started', 'answer']);
    expect(heard.map(({ type }) => type)).toEqual(['welcome', 'session.started']);
  });

  test('keep under the rate limit of the relay, in order', async () => {
    const { relay, clock, signaling } = await opened();
    for (let index = 0; index < 100; index += 1) {
      void signaling.request({ type: 'signal', to: 'B'.repeat(22) as never, data: String(index) });
    }
    expect(relay.last.ofType('signal')).toHaveLength(40);
    await clock.pass(1_000);
    expect(relay.last.ofType('signal')).toHaveLength(80);
    await clock.pass(1_000);
    expect(relay.last.ofType('signal').map(({ data }) => Number(data))).toEqual([...Array(100).keys()]);
  });
});

describe('coming back', () => {
  test('resumes with its token and the last number seen', async () => {
    const { relay, clock } = await opened();
    relay.last.say(roster(7));
    relay.last.close(1012);
    await clock.pass(1_000);
    relay.last.open();
    expect(relay.last.heard[0]).toMatchObject({ auth: { kind: 'resume', token: 'r'.repeat(43), seen: 7 } });
  });

  test('a place that is not given back counts its events anew', async () => {
    const { relay, clock, heard } = await opened();
    relay.last.say(roster(7));
    relay.last.close(1012);
    await clock.pass(1_000);
    relay.last.welcome({ resumed: false });
    relay.last.say(roster(1));
    expect(heard.filter(({ type }) => type === 'roster')).toHaveLength(2);
  });

  test('a token that is not known any more is dropped for a new ticket', async () => {
    const { relay, clock, signaling } = await opened();
    relay.last.close(1006);
    await clock.pass(1_000);
    relay.last.open();
    relay.last.close(CLOSE_CODES.badTicket.code);
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'badTicket' });
    await clock.pass(10_000);
    relay.last.open();
    expect(relay.last.heard[0]).toMatchObject({ auth: { kind: 'ticket' } });
    relay.last.close(CLOSE_CODES.badTicket.code);
    expect(kindOf(signaling)).toEqual({ kind: 'closed', reason: 'badTicket' });
  });

  test('says when, first at once and then ever more slowly', async () => {
    const { relay, clock, signaling } = await opened({ random: () => 0.999_999 });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      relay.last.close(1006);
      await settled();
      const state = kindOf(signaling);
      if (state.kind !== 'retrying') throw new Error(`it is ${state.kind}`);
      expect(state.attempt).toBe(attempt);
      waits.push(state.retryAt - clock.now());
      await clock.pass(state.retryAt - clock.now());
    }
    expect(waits).toEqual([1_000, 10_000, 20_000, 30_000, 30_000]);
  });

  test('a network that is back is not waited for, and a socket of before it is not trusted', async () => {
    const { relay, clock, signaling } = await opened();
    signaling.hurry();
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', attempt: 1, reason: 'pingTimeout' });
    await clock.pass(550);
    relay.last.close(1006);
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', attempt: 2 });
    signaling.hurry();
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', attempt: 1 });
    await clock.pass(550);
    relay.last.welcome({ resumed: true });
    expect(relay.sockets).toHaveLength(3);
    expect(kindOf(signaling)).toEqual({ kind: 'open' });
  });

  test('a relay that welcomes and drops at once is not hammered', async () => {
    const { relay, clock, signaling } = await opened();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      relay.last.close(1006);
      const state = kindOf(signaling);
      expect(state).toMatchObject({ attempt });
      await clock.pass('retryAt' in state ? state.retryAt - clock.now() : 0);
      relay.last.welcome({ resumed: true });
    }
    await clock.pass(10_000);
    relay.last.close(1006);
    expect(kindOf(signaling)).toMatchObject({ attempt: 1 });
  });

  test.each(Object.entries(CLOSE_CODES))('closed as %s it does as the code says', async (reason, close) => {
    const { relay, signaling } = await opened();
    relay.last.close(close.code);
    expect(kindOf(signaling)).toMatchObject(
      close.retry ? { kind: 'retrying', reason } : { kind: 'closed', reason },
    );
  });

  test('a certificate that a shell has found out about is named', async () => {
    const { relay, signaling } = rig({ explain: () => Promise.resolve('certificate') });
    signaling.start();
    await settled();
    relay.last.close(1006);
    await settled();
    expect(kindOf(signaling)).toMatchObject({ kind: 'retrying', reason: 'certificate' });
  });

  test('when closed by us, nothing is left running', async () => {
    const { relay, clock, signaling } = await opened();
    const waiting = signaling.request({ type: 'session.leave' });
    signaling.close('left');
    signaling.close('left');
    expect(await waiting).toEqual(fail('offline'));
    expect(relay.last.ofType('session.leave')).toHaveLength(1);
    expect(clock.waiting).toBe(0);
    await clock.pass(60_000);
    expect(relay.sockets).toHaveLength(1);
  });
});
