/** The held ledger: whatever happened, nothing stays down. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, KEY_CODES, ok } from '@alongside/protocol';
import { FakeDriver } from '../testing/fake-driver.ts';
import { HeldLedger } from './held-ledger.ts';
import type { HeldInput } from './input-driver.ts';

const key = (code: (typeof KEY_CODES)[number]): HeldInput => ({ kind: 'key', code });
const left: HeldInput = { kind: 'button', button: 'left' };

const anyInput: fc.Arbitrary<HeldInput> = fc.oneof(
  fc.record({
    kind: fc.constant('key' as const),
    code: fc.constantFrom('KeyA', 'Enter', 'ShiftLeft', ...KEY_CODES.slice(0, 2)),
  }),
  fc.record({
    kind: fc.constant('button' as const),
    button: fc.constantFrom('left' as const, 'middle' as const, 'right' as const),
  }),
);
const anyStep = fc.record({ input: anyInput, down: fc.boolean(), awaited: fc.boolean() });

describe('HeldLedger', () => {
  it('leaves nothing down after any sequence, awaited or not, and a release', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 60 }), async (steps) => {
        const driver = new FakeDriver();
        const ledger = new HeldLedger(driver);
        for (const { input, down, awaited } of steps) {
          const done = down ? ledger.down(input) : ledger.up(input);
          if (awaited) await done;
        }
        await ledger.releaseAll();
        expect([...driver.down]).toEqual([]);
        expect(ledger.held).toEqual([]);
      }),
    );
  });

  it('lets go of buttons, then keys, then modifiers, the latest first', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    for (const input of [key('ControlLeft'), key('KeyA'), left, key('ShiftLeft'), key('KeyB')])
      await ledger.down(input);
    driver.log.length = 0;
    await ledger.releaseAll();
    expect(driver.log).toEqual([
      'up button:left',
      'up key:KeyB',
      'up key:KeyA',
      'up key:ShiftLeft',
      'up key:ControlLeft',
    ]);
  });

  it('repeats a held key, does not repeat a held button, and drops the release of what is not held', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    await ledger.up(key('KeyA'));
    await ledger.down(key('KeyA'));
    await ledger.down(key('KeyA'));
    await ledger.down(left);
    await ledger.down(left);
    await ledger.up(key('KeyA'));
    await ledger.up(key('KeyA'));
    expect(driver.log).toEqual(['down key:KeyA', 'down key:KeyA', 'down button:left', 'up key:KeyA']);
  });

  it('keeps a key that was pressed again while its release was under way', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    await ledger.down(key('KeyA'));
    const [first, second] = [ledger.up(key('KeyA')), ledger.down(key('KeyA'))];
    await Promise.all([first, second]);
    expect(ledger.held).toEqual([key('KeyA')]);
    await ledger.releaseAll();
    expect([...driver.down]).toEqual([]);
  });

  it('is released once when asked twice at the same time', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    await ledger.down(left);
    await Promise.all([ledger.releaseAll(), ledger.releaseAll()]);
    await ledger.releaseAll();
    expect(driver.log).toEqual(['down button:left', 'up button:left']);
  });

  it('releases a press whose outcome is unknown, and forgets one that the driver has no key for', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    driver.answer = () => fail('injection-failed');
    await ledger.down(key('KeyA'));
    driver.answer = () => fail('unsupported-key');
    await ledger.down(key('Lang1'));
    expect(ledger.held).toEqual([key('KeyA')]);
    driver.answer = () => ok();
    await ledger.releaseAll();
    expect(driver.log.at(-1)).toBe('up key:KeyA');
  });

  it('gives a release up after two refusals instead of hanging', async () => {
    const driver = new FakeDriver();
    const ledger = new HeldLedger(driver);
    await ledger.down(left);
    driver.answer = () => fail('injection-failed');
    await ledger.releaseAll();
    expect(driver.log).toEqual(['down button:left', 'up button:left', 'up button:left']);
  });

  it('knows a button that it let go of and that the system still shows, until it was seen up', async () => {
    let now = 100;
    const ledger = new HeldLedger(new FakeDriver(), () => now);
    const down = new Set(['button:left']);
    expect(ledger.notOurs(down, now)).toEqual(['button:left']);
    for (let click = 0; click < 2; click += 1) {
      await ledger.down(left);
      await ledger.up(left);
    }
    now = 350;
    // The second click may still be to come when the pointer is seen up after the first.
    for (const seen of [down, new Set<string>(), down]) expect(ledger.notOurs(seen, now)).toEqual([]);
    expect(ledger.notOurs(new Set(), now)).toEqual([]);
    expect(ledger.notOurs(down, now)).toEqual(['button:left']);
  });

  it('does not own a button for ever that it let go of', async () => {
    let now = 100;
    const ledger = new HeldLedger(new FakeDriver(), () => now);
    await ledger.down(left);
    await ledger.up(left);
    now = 3_000;
    expect(ledger.notOurs(new Set(['button:left']), now)).toEqual(['button:left']);
  });
});
