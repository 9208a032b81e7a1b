import { describe, expect, test } from 'vitest';
import { Liveness } from './liveness.ts';
import { Recovery, type RecoveryStep } from './recovery.ts';
import { retryDelayMs } from './retry-delay.ts';
import { ManualClock } from './testing/manual-clock.ts';

describe('the wait before the next attempt at the relay', () => {
  test.each([
    [1, false, 1_000],
    [2, false, 10_000],
    [3, false, 20_000],
    [4, false, 30_000],
    [9, false, 30_000],
    [1, true, 1_000],
    [2, true, 4_000],
    [30, true, 4_000],
    [31, true, 10_000],
    [40, true, 30_000],
  ])('attempt %i, in a session: %s, is below %i ms', (...[attempt, inSession, below]) => {
    expect(retryDelayMs(attempt, inSession, 0.999_999_9)).toBe(below);
    expect(retryDelayMs(attempt, inSession, 0)).toBe(100);
  });
});

describe('whether the wire is alive', () => {
  function rig(packets: () => number) {
    const clock = new ManualClock();
    const seen: string[] = [];
    let beats = 0;
    const liveness = new Liveness({
      clock,
      beat: () => (beats += 1),
      packets: () => Promise.resolve(packets()),
      onChange: (state) => seen.push(state),
    });
    return { clock, liveness, seen, beats: () => beats };
  }

  test('silence of every kind is noticed within 3 s, and the first beat ends it', async () => {
    const { clock, liveness, seen } = rig(() => 7);
    await clock.pass(2_000);
    expect(seen).toEqual([]);
    await clock.pass(1_000);
    expect(seen).toEqual(['silent']);
    liveness.heard();
    expect(seen).toEqual(['silent', 'alive']);
  });

  test('a busy page whose packets still come is not dead', async () => {
    let packets = 0;
    const { clock, seen } = rig(() => (packets += 1));
    await clock.pass(20_000);
    expect(seen).toEqual([]);
  });

  test('it beats twice a second, also into silence, and not after its end', async () => {
    const { clock, liveness, beats } = rig(() => 0);
    await clock.pass(10_000);
    expect(beats()).toBe(20);
    liveness.close();
    await clock.pass(10_000);
    expect(beats()).toBe(20);
    expect(clock.waiting).toBe(0);
  });

  test('what the browser finds counts at once, and once', () => {
    const { liveness, seen } = rig(() => 0);
    liveness.suspect();
    liveness.suspect();
    expect(seen).toEqual(['silent']);
  });
});

describe('winning a peer back', () => {
  function rig(initiator: boolean) {
    const clock = new ManualClock();
    const started = clock.now();
    const steps: [number, RecoveryStep][] = [];
    const recovery = new Recovery({
      clock,
      initiator,
      step: (step) => steps.push([clock.now() - started, step]),
    });
    return { clock, recovery, steps };
  }

  test('a lost one: another path at once, then new connections, and after a minute it is gone', async () => {
    const { clock, recovery, steps } = rig(true);
    recovery.begin('lost');
    await clock.pass(70_000);
    expect(steps).toEqual([
      [0, 'restart'],
      ...[4, 12, 20, 28, 36, 44, 52].map((second) => [second * 1_000, 'renew']),
      [60_000, 'expire'],
    ]);
    expect(clock.waiting).toBe(0);
  });

  test('a new one: the initiator begins, the other asks when nothing came, and neither gives up', async () => {
    const initiator = rig(true);
    initiator.recovery.begin('connecting');
    expect(initiator.steps).toEqual([[0, 'renew']]);
    const other = rig(false);
    other.recovery.begin('connecting');
    expect(other.steps).toEqual([]);
    await other.clock.pass(2_000);
    expect(other.steps).toEqual([[2_000, 'renew']]);
    await other.clock.pass(120_000);
    expect(other.steps.every(([, step]) => step === 'renew')).toBe(true);
  });

  test('a connection under way is given its time, and success ends all', async () => {
    const { clock, recovery, steps } = rig(false);
    recovery.begin('connecting');
    await clock.pass(1_900);
    recovery.postpone();
    await clock.pass(10_000);
    expect(steps).toEqual([]);
    recovery.stop();
    recovery.nudge();
    await clock.pass(60_000);
    expect(steps).toEqual([]);
  });
});
