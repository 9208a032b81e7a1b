/** The monitor's judgement: ours or the person's, on a machine of paper with time in the test's hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDriver } from '../testing/fake-driver.ts';
import { HeldLedger } from './held-ledger.ts';
import { createLocalInputMonitor } from './local-input-monitor.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function setUp() {
  const driver = new FakeDriver();
  const ledger = new HeldLedger(driver);
  const onLocalInput = vi.fn<() => void>();
  const monitor = createLocalInputMonitor({ driver, ledger, onLocalInput });
  await monitor.arm();
  const polls = (count: number) => vi.advanceTimersByTimeAsync(count * 30 + 1);
  return { driver, ledger, monitor, onLocalInput, polls };
}

describe('LocalInputMonitor', () => {
  it('stays silent while only we move, click and press', async () => {
    const { driver, ledger, monitor, onLocalInput, polls } = await setUp();
    for (let x = 1; x < 50; x += 1) {
      const settle = monitor.expectMove({ x, y: 5 });
      settle((await driver.move({ x, y: 5 })).ok);
      await ledger.down({ kind: 'key', code: 'KeyA' });
      await polls(1);
      await ledger.up({ kind: 'key', code: 'KeyA' });
    }
    expect(onLocalInput).not.toHaveBeenCalled();
  });

  it('notices one pixel of the person, once', async () => {
    const { driver, onLocalInput, polls } = await setUp();
    driver.at = { x: 1, y: 0 };
    await polls(4);
    expect(onLocalInput).toHaveBeenCalledTimes(1);
  });

  it('notices the person moving the pointer back to where we had it before', async () => {
    const { driver, monitor, onLocalInput, polls } = await setUp();
    for (const x of [10, 20]) {
      const settle = monitor.expectMove({ x, y: 0 });
      settle((await driver.move({ x, y: 0 })).ok);
      await polls(2);
    }
    driver.at = { x: 10, y: 0 };
    await polls(1);
    expect(onLocalInput).toHaveBeenCalledTimes(1);
  });

  it('takes a move of ours that the system refused for no move', async () => {
    const { driver, monitor, onLocalInput, polls } = await setUp();
    monitor.expectMove({ x: 10, y: 0 })(false);
    driver.at = { x: 10, y: 0 };
    await polls(1);
    expect(onLocalInput).toHaveBeenCalledTimes(1);
  });

  it('keeps on reporting while the person holds something, and again after we let go of the same key', async () => {
    const { driver, ledger, onLocalInput, polls } = await setUp();
    await ledger.down({ kind: 'key', code: 'KeyA' });
    await ledger.up({ kind: 'key', code: 'KeyA' });
    await polls(12);
    driver.down.add('key:KeyA');
    await polls(3);
    expect(onLocalInput).toHaveBeenCalledTimes(3);
  });

  it('waits for a window manager that holds our click and the moves after it back', async () => {
    const { driver, ledger, monitor, onLocalInput, polls } = await setUp();
    const button = { kind: 'button', button: 'left' } as const;
    await ledger.down(button);
    // The button is seen down where it was pressed until the click is passed on, whatever we did since.
    const frozen = await driver.sample();
    let isFrozen = true;
    const lagging = {
      kind: 'x11' as const,
      watchDevices: driver.watchDevices,
      sample: async () => (isFrozen ? frozen : driver.sample()),
    };
    monitor.disarm();
    const watching = createLocalInputMonitor({ driver: lagging, ledger, onLocalInput });
    await watching.arm();
    await ledger.up(button);
    for (let x = 1; x < 20; x += 1) {
      const settle = watching.expectMove({ x, y: 5 });
      settle((await driver.move({ x, y: 5 })).ok);
      await polls(1);
    }
    isFrozen = false;
    await polls(3);
    expect(onLocalInput).not.toHaveBeenCalled();
    isFrozen = true;
    await polls(1);
    expect(onLocalInput).toHaveBeenCalled();
  });

  it('knows a move that was under way when the watch began', async () => {
    const { driver, monitor, onLocalInput, polls } = await setUp();
    monitor.disarm();
    const settle = monitor.expectMove({ x: 9, y: 9 });
    await monitor.arm();
    settle((await driver.move({ x: 9, y: 9 })).ok);
    await polls(3);
    expect(onLocalInput).not.toHaveBeenCalled();
  });

  it('forgives what was down when it was armed until it is let go', async () => {
    const driver = new FakeDriver();
    driver.down.add('key:#200');
    const onLocalInput = vi.fn<() => void>();
    const monitor = createLocalInputMonitor({ driver, ledger: new HeldLedger(driver), onLocalInput });
    await monitor.arm();
    await vi.advanceTimersByTimeAsync(100);
    expect(onLocalInput).not.toHaveBeenCalled();
    driver.down.delete('key:#200');
    await vi.advanceTimersByTimeAsync(40);
    driver.down.add('key:#200');
    await vi.advanceTimersByTimeAsync(40);
    expect(onLocalInput).toHaveBeenCalled();
  });

  it('is silent after it was disarmed, and fresh when armed again', async () => {
    const { driver, monitor, onLocalInput, polls } = await setUp();
    monitor.disarm();
    driver.at = { x: 70, y: 70 };
    await polls(5);
    await monitor.arm();
    await polls(5);
    expect(onLocalInput).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(1);
  });
});
