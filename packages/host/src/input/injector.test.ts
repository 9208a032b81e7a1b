/** The injector: order, coalescing, refusal and the stop, on a machine of paper. */
import { describe, expect, it } from 'vitest';
import type { InputCommand } from '@alongside/protocol';
import { FakeDriver } from '../testing/fake-driver.ts';
import { HeldLedger } from './held-ledger.ts';
import { createInjector, type InjectorOptions } from './injector.ts';

const BOUNDS = { x: 100, y: 50, width: 1001, height: 501 };
const at = { x: 0.5, y: 0.5 };
const HERE = 'move 600,300';
const move = (seq: number, x = 0): InputCommand => ({ kind: 'move', seq, at: { x, y: 0 } });
const press = (down: boolean): InputCommand => ({ kind: 'button', button: 'left', down, at });
const key = (code: 'KeyA' | 'ShiftLeft', down: boolean): InputCommand => ({ kind: 'key', code, down });

function setUp(options: Partial<InjectorOptions> = {}) {
  const driver = new FakeDriver();
  const ledger = new HeldLedger(driver);
  const monitor = { expectMove: () => () => undefined };
  const injector = createInjector({
    driver,
    ledger,
    monitor,
    surface: () => ({ bounds: BOUNDS }),
    ...options,
  });
  const idle = async () => {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  };
  return { driver, ledger, injector, idle };
}

/** Holds the machine up until it is let go. */
function hold(driver: FakeDriver): () => void {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  driver.delay = () => gate;
  return letGo;
}

describe('Injector', () => {
  it('carries commands out in the order they came', async () => {
    const { driver, injector, idle } = setUp();
    for (const command of [press(true), key('KeyA', true), key('KeyA', false), press(false)])
      injector.submit(command);
    injector.submit({ kind: 'wheel', dx: 0, dy: -120, at });
    injector.submit({ kind: 'text', text: '안👍' });
    await idle();
    expect(driver.log).toEqual([
      HERE,
      'down button:left',
      'down key:KeyA',
      'up key:KeyA',
      HERE,
      'up button:left',
      HERE,
      'wheel 0,-1',
      'type 안',
      'type 👍',
    ]);
  });

  it('skips moves that a newer one overtakes while the machine is busy, but never one before a click', async () => {
    const { driver, injector, idle } = setUp();
    const letGo = hold(driver);
    injector.submit(move(1, 0));
    injector.submit(move(2, 0.1));
    injector.submit(move(3, 0.2));
    injector.submit(press(true));
    injector.submit(move(4, 0.3));
    injector.submit(move(5, 0.4));
    letGo();
    await idle();
    expect(driver.log).toEqual(['move 100,50', 'move 300,50', HERE, 'down button:left', 'move 500,50']);
  });

  it('drops a move that is older than the last one', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit(move(9, 1));
    await idle();
    injector.submit(move(8, 0));
    await idle();
    expect(driver.log).toEqual(['move 1100,50']);
  });

  it('drops what waits, lets go of what is held and takes nothing more when stopped', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit(key('ShiftLeft', true));
    injector.submit(press(true));
    await idle();
    const letGo = hold(driver);
    injector.submit(key('KeyA', true));
    for (let seq = 0; seq < 500; seq += 1) injector.submit(seq % 2 === 0 ? move(seq) : key('KeyA', true));
    const stopped = injector.stop();
    expect(injector.submit(press(true))).toEqual({ ok: false, code: 'stopped' });
    letGo();
    await stopped;
    expect([...driver.down]).toEqual([]);
    expect(driver.log.filter((words) => words.startsWith('move')).length).toBe(1);
    const after = driver.log.length;
    await idle();
    expect(driver.log.length).toBe(after);
  });

  it('cuts typing short when stopped', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit({ kind: 'text', text: 'a'.repeat(1_000) });
    await idle();
    await injector.stop();
    expect(driver.log.length).toBeLessThan(1_000);
  });

  it('takes commands again when resumed, from a new sequence', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit(move(900));
    await injector.stop();
    injector.resume();
    injector.submit(move(1, 1));
    await idle();
    expect(driver.log.at(-1)).toBe('move 1100,50');
  });

  it('lets go of everything and says so when it is flooded', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit(press(true));
    await idle();
    const letGo = hold(driver);
    const answers = Array.from({ length: 1_100 }, () => injector.submit(key('KeyA', true)));
    letGo();
    await idle();
    expect(answers.some((answer) => !answer.ok && answer.code === 'overloaded')).toBe(true);
    await injector.stop();
    expect([...driver.down]).toEqual([]);
  });

  it('injects nothing that may not be, but still releases', async () => {
    let isAllowed = true;
    const { driver, injector, idle } = setUp({ mayInject: () => isAllowed });
    injector.submit(press(true));
    injector.submit(key('KeyA', true));
    await idle();
    isAllowed = false;
    driver.log.length = 0;
    for (const command of [move(1), press(false), press(true), key('KeyA', false), key('KeyA', true)])
      injector.submit(command);
    injector.submit({ kind: 'text', text: 'x' });
    injector.submit({ kind: 'wheel', dx: 0, dy: 120, at });
    await idle();
    expect(driver.log).toEqual(['up button:left', 'up key:KeyA']);
  });

  it('injects nothing while no display is shared', async () => {
    const { driver, injector, idle } = setUp({ surface: () => undefined });
    for (const command of [move(1), press(true), key('KeyA', true)]) injector.submit(command);
    await idle();
    expect(driver.log).toEqual([]);
  });

  it('lets go of modifiers before it types composed text', async () => {
    const { driver, injector, idle } = setUp();
    injector.submit(key('ShiftLeft', true));
    injector.submit({ kind: 'text', text: '쌍' });
    injector.submit(key('ShiftLeft', false));
    await idle();
    expect(driver.log).toEqual(['down key:ShiftLeft', 'up key:ShiftLeft', 'type 쌍']);
  });
});
