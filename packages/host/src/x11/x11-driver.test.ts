/** Injection on a real X display: pixels, every key, and text into the field of another program. */
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_CODES } from '@alongside/protocol';
import { HeldLedger } from '../input/held-ledger.ts';
import { createInjector } from '../input/injector.ts';
import { heldId, type HeldInput } from '../input/input-driver.ts';
import { createLocalInputMonitor } from '../input/local-input-monitor.ts';
import { openChromiumField } from '../testing/chromium-field.ts';
import { openX } from './x-connection.ts';
import { openSlowWindowManager } from '../testing/slow-window-manager.ts';
import { startXMachine, type XMachine } from '../testing/x-machine.ts';
import { hasProgram, whyNoXvfb } from '../testing/xvfb.ts';

const LOCKS: ReadonlySet<string> = new Set(['CapsLock', 'NumLock', 'ScrollLock']);
const missing = whyNoXvfb() ?? (hasProgram('xdotool') ? undefined : 'xdotool is not installed');

describe.skipIf(missing !== undefined)(`X11 driver${missing === undefined ? '' : ` (${missing})`}`, () => {
  let machine: XMachine;
  beforeAll(async () => {
    machine = await startXMachine('1280x720x24');
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  const sample = async () => {
    const seen = await machine.driver.sample();
    if (!seen.ok) throw new Error(seen.code);
    return seen.value;
  };

  it.each([
    [0, 0],
    [1279, 0],
    [0, 719],
    [1279, 719],
    [640, 360],
  ])('moves to the physical pixel %i,%i', async (x, y) => {
    await machine.driver.move({ x, y });
    expect(await machine.driver.pointer()).toEqual({ ok: true, value: { x, y } });
  });

  it('presses each button and each key, and lets go of it', async () => {
    const inputs: HeldInput[] = [
      ...(['left', 'middle', 'right'] as const).map((button) => ({ kind: 'button' as const, button })),
      ...KEY_CODES.map((code) => ({ kind: 'key' as const, code })),
    ];
    const ledger = new HeldLedger(machine.driver);
    for (const input of inputs) {
      expect(await ledger.down(input)).toEqual({ ok: true, value: undefined });
      expect([...(await sample()).pressed]).toEqual([heldId(input)]);
      await ledger.up(input);
      expect([...(await sample()).pressed]).toEqual([]);
      // Locks are switches: once more, and they are off for the tests that follow.
      if (input.kind === 'key' && LOCKS.has(input.code))
        for (const down of [true, false]) await machine.driver.key(input.code, down);
    }
  });

  it('turns the wheel the way it was asked, and whole notches out of parts', async () => {
    const opened = await openX(machine.display);
    if (!opened.ok) throw new Error(opened.code);
    const connection = opened.value;
    const xinput = await connection.extension('xinput');
    await connection.ask((done) => xinput.XIQueryVersion(2, 2, done));
    const buttons: unknown[] = [];
    connection.client.on('event', ({ detail }) => buttons.push(detail));
    const mask = xinput.EventMask['RawButtonPress'] ?? 0;
    xinput.XISelectEvents(connection.root, { deviceId: 1, mask });
    await connection.sync();
    // The X server's buttons: 4 up, 5 down, 6 left, 7 right.
    for (const [dx, dy, expected] of [
      [0, 1, [5]],
      [0, -2, [4, 4]],
      [1, 0, [7]],
      [-1, 0, [6]],
      [0, 0.5, []],
      [0, 0.5, [5]],
    ] as const) {
      buttons.length = 0;
      await machine.driver.wheel(dx, dy);
      await connection.sync();
      expect(buttons).toEqual(expected);
    }
    connection.close();
  });

  it('leaves nothing down on the X server after any sequence and a release', async () => {
    const anyInput: fc.Arbitrary<HeldInput> = fc.oneof(
      fc.constantFrom('KeyA', 'ControlLeft', 'ShiftRight', 'Lang1', 'Numpad7').map((code) => ({
        kind: 'key' as const,
        code: code as (typeof KEY_CODES)[number],
      })),
      fc.constantFrom('left', 'middle', 'right').map((button) => ({
        kind: 'button' as const,
        button: button as 'left',
      })),
    );
    const anyStep = fc.record({ input: anyInput, down: fc.boolean(), awaited: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const ledger = new HeldLedger(machine.driver);
        for (const { input, down, awaited } of steps) {
          const done = down ? ledger.down(input) : ledger.up(input);
          if (awaited) await done;
        }
        await ledger.releaseAll();
        expect([...(await sample()).pressed]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!hasProgram('chromium'))(
    'types Korean, accents, emoji, line breaks and tabs into another program, with Caps Lock on as well',
    { timeout: 60_000 },
    async () => {
      await using field = await openChromiumField(machine.display);
      await machine.driver.move({ x: 300, y: 300 });
      await machine.driver.button('left', true);
      await machine.driver.button('left', false);
      await sleep(300);
      const text =
        'Hello, 안녕하세요 é ñ ü 👍🏽 €\n한글\tÀß 동해물과 백두산이 마르고 닳도록 하느님이 보우하사 ';
      for (const down of [true, false]) await machine.driver.key('CapsLock', down);
      await machine.driver.type(text);
      for (const down of [true, false]) await machine.driver.key('CapsLock', down);
      for (const code of ['KeyA', 'KeyB', 'Backspace'] as const)
        for (const down of [true, false]) await machine.driver.key(code, down);
      await expect.poll(field.value, { timeout: 5_000 }).toBe(`${text}a`);
    },
  );

  it.skipIf(!hasProgram('chromium'))(
    'loses no character of texts that follow a click into the field at once',
    { timeout: 60_000 },
    async () => {
      await using field = await openChromiumField(machine.display);
      using _ = await openSlowWindowManager(machine.display, 60);
      const ledger = new HeldLedger(machine.driver);
      const injector = createInjector({
        driver: machine.driver,
        ledger,
        monitor: createLocalInputMonitor({ driver: machine.driver, ledger, onLocalInput: () => undefined }),
        surface: () => ({ bounds: { x: 0, y: 0, width: 1280, height: 720 } }),
      });
      const texts = ['👍🏽', '안녕', '🇰🇷é', '한글👩‍💻', '日本🚀', '값λ🦊', '🧊Ж', '👍🏽'];
      for (const text of texts) {
        for (const down of [true, false])
          injector.submit({ kind: 'button', button: 'left', down, at: { x: 0.9, y: 0.9 } });
        injector.submit({ kind: 'text', text });
      }
      await expect.poll(field.value, { timeout: 10_000 }).toBe(texts.join(''));
    },
  );

  it('stops typing when it is told to', async () => {
    const start = performance.now();
    const typed = await machine.driver.type(
      '가나다라마바사아자차카타파하'.repeat(20),
      AbortSignal.timeout(100),
    );
    expect(typed.ok).toBe(true);
    expect(performance.now() - start).toBeLessThan(600);
  });

  it('answers closed after it was closed, and has given the spare keys back', async () => {
    const mapping = async () => {
      const opened = await openX(machine.display);
      if (!opened.ok) throw new Error(opened.code);
      const { client, keycodes } = opened.value;
      const rows = await opened.value.ask<readonly (readonly number[])[]>((done) =>
        client.GetKeyboardMapping(keycodes.min, keycodes.max - keycodes.min + 1, done),
      );
      opened.value.close();
      return rows.flat().filter((keysym) => keysym >= 0x0100_0000 && keysym < 0x0200_0000);
    };
    await machine.driver.type('한');
    expect(await mapping()).toContain(0x0100_0000 + '한'.charCodeAt(0));
    await machine.driver.close();
    await machine.driver.close();
    expect(await mapping()).toEqual([]);
    expect(await machine.driver.key('KeyA', true)).toEqual({ ok: false, code: 'closed' });
    expect(await machine.driver.type('a')).toEqual({ ok: false, code: 'closed' });
    expect(await machine.driver.move({ x: 0, y: 0 })).toEqual({ ok: false, code: 'closed' });
    expect(await machine.driver.sample()).toEqual({ ok: false, code: 'closed' });
  });
});
