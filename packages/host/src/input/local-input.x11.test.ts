/** The person and we on one real X display: who is who under a flood, and how fast the stop is. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPhysicalDevices } from '../testing/physical-device.ts';
import { openSlowWindowManager } from '../testing/slow-window-manager.ts';
import { startXMachine, type XMachine } from '../testing/x-machine.ts';
import { hasProgram, whyNoXvfb } from '../testing/xvfb.ts';
import { openX } from '../x11/x-connection.ts';
import { X_KEYCODES } from '../x11/x-keycodes.ts';
import { HeldLedger } from './held-ledger.ts';
import { createInjector, type Injector } from './injector.ts';
import { createLocalInputMonitor, type LocalInputMonitor } from './local-input-monitor.ts';

const missing = whyNoXvfb() ?? (hasProgram('xdotool') ? undefined : 'xdotool is not installed');
const BOUNDS = { x: 0, y: 0, width: 1280, height: 720 };
/** A poll, the tool's own start and a busy machine. */
const NOTICED_WITHIN_MS = 150;

/** Takes both cores for a while. */
function keepBusy(forMs: number): Disposable {
  const code = `const end = Date.now() + ${forMs}; while (Date.now() < end);`;
  const busy: ChildProcess[] = [1, 2].map(() => spawn(process.execPath, ['-e', code], { stdio: 'ignore' }));
  return { [Symbol.dispose]: () => busy.forEach((each) => each.kill()) };
}

describe.skipIf(missing !== undefined)(`Local input${missing === undefined ? '' : ` (${missing})`}`, () => {
  let machine: XMachine;
  let ledger: HeldLedger;
  let monitor: LocalInputMonitor;
  let injector: Injector;
  let noticed: number[] = [];
  let seq = 0;

  beforeAll(async () => {
    machine = await startXMachine();
    ledger = new HeldLedger(machine.driver);
    monitor = createLocalInputMonitor({
      driver: machine.driver,
      ledger,
      onLocalInput: () => noticed.push(performance.now()),
    });
    injector = createInjector({
      driver: machine.driver,
      ledger,
      monitor,
      surface: () => ({ bounds: BOUNDS }),
    });
  });
  afterAll(async () => {
    monitor.disarm();
    await machine[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await injector.stop();
    injector.resume();
    monitor.disarm();
    await monitor.arm();
    noticed = [];
    seq = 0;
  });

  /** About a thousand events a second: moves, clicks, keys, the wheel. */
  async function flood(durationMs: number, step: () => void): Promise<void> {
    const end = performance.now() + durationMs;
    while (performance.now() < end) {
      for (let burst = 0; burst < 5; burst += 1) step();
      await sleep(4);
    }
  }
  const moveSomewhere = () => {
    seq += 1;
    injector.submit({ kind: 'move', seq, at: { x: (seq % 997) / 997, y: (seq % 101) / 101 } });
  };
  const everything = () => {
    moveSomewhere();
    const at = { x: (seq % 89) / 89, y: 0.5 };
    const down = seq % 8 < 4;
    if (seq % 4 === 0) injector.submit({ kind: 'button', button: 'left', down, at });
    if (seq % 4 === 1) injector.submit({ kind: 'key', code: 'KeyA', down });
    if (seq % 4 === 2) injector.submit({ kind: 'key', code: 'ShiftLeft', down });
    if (seq % 16 === 3) injector.submit({ kind: 'wheel', dx: 0, dy: 120, at });
  };

  it('takes nothing of a flood of ours for the person', { timeout: 30_000 }, async () => {
    await flood(3_000, everything);
    expect(noticed).toEqual([]);
  });

  it('takes nothing of the text that we type for the person', { timeout: 30_000 }, async () => {
    injector.submit({
      kind: 'text',
      text: '동해물과 백두산이 마르고 닳도록\n\t하느님이 보우하사 é👍 '.repeat(4),
    });
    await sleep(2_500);
    expect(noticed).toEqual([]);
  });

  const click = (down: boolean) =>
    injector.submit({ kind: 'button', button: 'left', down, at: { x: (seq % 89) / 89, y: 0.5 } });

  it('takes nothing of ours for the person on a busy machine whose window manager is slow', async () => {
    using manager = await openSlowWindowManager(machine.display, 120);
    using _ = keepBusy(2_500);
    for (const end = performance.now() + 2_000; performance.now() < end; await sleep(5)) {
      moveSomewhere();
      if (seq % 20 === 0) click(true);
      if (seq % 20 === 1) click(false);
      if (seq % 20 === 10) injector.submit({ kind: 'text', text: '한👍🏽' });
    }
    await injector.stop();
    await sleep(400);
    expect(manager.passedOnAt.length).toBeGreaterThan(3);
    expect(noticed).toEqual([]);
  });

  it('notices the person right after a click of ours was passed on late', async () => {
    using manager = await openSlowWindowManager(machine.display, 120);
    for (const down of [true, false]) click(down);
    await expect.poll(() => manager.passedOnAt.length).toBe(1);
    await sleep(60);
    await machine.person('mousemove_relative', '1', '0');
    await expect.poll(() => noticed.length, { interval: 5, timeout: NOTICED_WITHIN_MS }).toBeGreaterThan(0);
  });

  it('types nothing before the click ahead of it has been passed on', async () => {
    using manager = await openSlowWindowManager(machine.display, 120);
    for (const down of [true, false]) click(down);
    injector.submit({ kind: 'key', code: 'KeyA', down: true });
    await expect.poll(() => ledger.held, { interval: 5 }).toEqual([{ kind: 'key', code: 'KeyA' }]);
    expect(manager.passedOnAt.length).toBe(1);
    injector.submit({ kind: 'key', code: 'KeyA', down: false });
  });

  it('says that a click is done when the X server has done it, and no earlier', async () => {
    const isHeldUp = async () => / T /.test(await readFile(`/proc/${machine.serverId}/stat`, 'utf8'));
    for (const act of [
      () => machine.driver.button('left', true),
      () => machine.driver.button('left', false),
      () => machine.driver.move({ x: 5, y: 5 }),
    ]) {
      // By another process, since a call may hold up our own.
      const holding = spawn('sh', [
        '-c',
        'kill -STOP $0; sleep 0.15; kill -CONT $0',
        String(machine.serverId),
      ]);
      await expect.poll(isHeldUp, { interval: 5 }).toBe(true);
      await act();
      expect(await isHeldUp()).toBe(false);
      if (holding.exitCode === null) await once(holding, 'exit');
    }
  });

  it('notices one pixel of the mouse', async () => {
    await machine.person('mousemove_relative', '1', '0');
    const moved = performance.now();
    await expect.poll(() => noticed.length, { interval: 5 }).toBeGreaterThan(0);
    expect((noticed[0] ?? 0) - moved).toBeLessThan(NOTICED_WITHIN_MS);
  });

  it('notices a key held for 60 ms, and a button', async () => {
    for (const act of [
      ['keydown', 'k', 'sleep', '0.06', 'keyup', 'k'],
      ['mousedown', '1', 'sleep', '0.06', 'mouseup', '1'],
    ]) {
      noticed = [];
      await machine.person(...act);
      const done = performance.now();
      await expect.poll(() => noticed.length, { interval: 5 }).toBeGreaterThan(0);
      expect((noticed[0] ?? 0) - done).toBeLessThan(NOTICED_WITHIN_MS);
    }
  });

  it('notices the briefest touch of a physical mouse or keyboard, by its device', async () => {
    const opened = await openX(machine.display);
    if (!opened.ok) throw new Error(opened.code);
    const hand = await openPhysicalDevices(opened.value);
    for (const touch of [() => hand.tapKey(X_KEYCODES.KeyA), () => hand.click(1)]) {
      noticed = [];
      await touch();
      await expect.poll(() => noticed.length, { interval: 5, timeout: NOTICED_WITHIN_MS }).toBeGreaterThan(0);
    }
    monitor.disarm();
    noticed = [];
    await hand.tapKey(X_KEYCODES.KeyA);
    await sleep(100);
    expect(noticed).toEqual([]);
    opened.value.close();
  });

  it('notices the mouse while we move at the pace of a CSR', async () => {
    const timer = setInterval(moveSomewhere, 8);
    await sleep(200);
    expect(noticed).toEqual([]);
    // Each nudge stands for some milliseconds only, until our next move: a sample has to hit one.
    for (let step = 0; step < 120 && noticed.length === 0; step += 1)
      await machine.person('mousemove_relative', '3', '3');
    clearInterval(timer);
    expect(noticed.length).toBeGreaterThan(0);
  });

  it(
    'comes to rest within 200 ms of the stop, out of the midst of a flood',
    { timeout: 30_000 },
    async () => {
      for (let round = 0; round < 5; round += 1) {
        injector.submit({
          kind: 'text',
          text: round % 2 === 0 ? '가나다라마바사아자차카타파하'.repeat(50) : 'a',
        });
        const flooding = flood(700, everything);
        await sleep(300);
        const start = performance.now();
        await injector.stop();
        const stoppedAfter = performance.now() - start;
        const before = await machine.driver.sample();
        await flooding;
        const after = await machine.driver.sample();
        expect(stoppedAfter).toBeLessThan(200);
        expect(after).toEqual(before);
        expect(after.ok && [...after.value.pressed]).toEqual([]);
        injector.resume();
      }
    },
  );
});
