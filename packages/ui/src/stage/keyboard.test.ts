import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_CODES } from '@alongside/protocol';
import type { InputCommand } from '@alongside/protocol';
import { initialKeyboard, stepKeyboard } from './keyboard.ts';
import type { KeyboardEventIn, KeyboardState, KeyInput } from './keyboard.ts';

const NO_MODIFIERS = {
  composing: false,
  ctrl: false,
  alt: false,
  shift: false,
  meta: false,
  altGraph: false,
};

type Rest = Partial<KeyInput>;
const down = (code: string, key: string, rest: Rest = {}): KeyboardEventIn => ({
  type: 'down',
  ...NO_MODIFIERS,
  code,
  key,
  ...rest,
});
const up = (code: string, key: string, rest: Rest = {}): KeyboardEventIn => ({
  type: 'up',
  ...NO_MODIFIERS,
  code,
  key,
  ...rest,
});

function run(events: readonly KeyboardEventIn[]) {
  let state: KeyboardState = initialKeyboard;
  const commands: InputCommand[] = [];
  const prevented: boolean[] = [];
  let left = false;
  for (const event of events) {
    const step = stepKeyboard(state, event);
    state = step.state;
    commands.push(...step.commands);
    prevented.push(step.prevent);
    left ||= step.leave;
  }
  return { state, said: commands.map(say), prevented, left };
}

function say(command: InputCommand): string {
  switch (command.kind) {
    case 'key':
      return `${command.down ? '+' : '-'}${command.code}`;
    case 'text':
      return `"${command.text}"`;
    default:
      return command.kind;
  }
}

describe('keys', () => {
  it('travel by their place, with the browser kept from acting on them', () => {
    const keys = run([down('F5', 'F5'), up('F5', 'F5'), down('Tab', 'Tab'), up('Tab', 'Tab')]);
    expect(keys.said).toEqual(['+F5', '-F5', '+Tab', '-Tab']);
    expect(keys.prevented).toEqual([true, true, true, true]);
  });

  it('combine with modifiers', () => {
    const { said } = run([
      down('ControlLeft', 'Control', { ctrl: true }),
      down('KeyW', 'w', { ctrl: true }),
      up('KeyW', 'w', { ctrl: true }),
      up('ControlLeft', 'Control'),
    ]);
    expect(said).toEqual(['+ControlLeft', '+KeyW', '-KeyW', '-ControlLeft']);
  });

  it('send a modifier that went down elsewhere, and free one that went up elsewhere', () => {
    expect(run([down('KeyA', 'A', { shift: true })]).said).toEqual(['+ShiftLeft', '+KeyA']);
    expect(run([down('AltLeft', 'Alt', { alt: true }), down('KeyA', 'a')]).said).toEqual([
      '+AltLeft',
      '-AltLeft',
      '+KeyA',
    ]);
  });

  it('that macOS tells nothing of while Command is down come up with it', () => {
    const { said, state } = run([
      down('MetaLeft', 'Meta', { meta: true }),
      down('KeyC', 'c', { meta: true }),
      up('MetaLeft', 'Meta'),
    ]);
    expect(said).toEqual(['+MetaLeft', '+KeyC', '-KeyC', '-MetaLeft']);
    expect(state.held).toEqual([]);
  });

  it('that no other machine may press are swallowed', () => {
    expect(run([down('Power', 'Power')])).toMatchObject({ said: [], prevented: [true] });
  });
});

describe('text', () => {
  it('of a Korean input method arrives composed, its keys do not', () => {
    const { said, prevented } = run([
      down('KeyG', 'Process', { composing: true }),
      up('KeyG', 'g', { composing: true }),
      { type: 'text', text: '한' },
    ]);
    expect(said).toEqual(['"한"']);
    expect(prevented[0]).toBe(false);
  });

  it('of another layout arrives as what it says, not as the key that lies there', () => {
    expect(run([down('Digit2', 'é'), up('Digit2', 'é')]).said).toEqual(['"é"']);
    expect(run([down('KeyZ', 'y')]).said).toEqual(['"y"']);
    expect(run([down('KeyY', 'y')]).said).toEqual(['+KeyY']);
  });

  it('made by Caps Lock arrives as it reads here, and Caps Lock itself stays here', () => {
    expect(run([down('CapsLock', 'CapsLock'), down('KeyA', 'A')]).said).toEqual(['"A"']);
    expect(run([down('KeyA', 'A', { shift: true })]).said).toEqual(['+ShiftLeft', '+KeyA']);
  });

  it('made with AltGr frees the Ctrl and Alt that Windows adds', () => {
    const { said } = run([
      down('ControlLeft', 'Control', { ctrl: true }),
      down('AltRight', 'AltGraph', { ctrl: true, alt: true, altGraph: true }),
      down('KeyQ', '@', { ctrl: true, alt: true, altGraph: true }),
    ]);
    expect(said).toEqual(['+ControlLeft', '-ControlLeft', '"@"']);
  });

  it('of a dead key and its letter comes from the field', () => {
    const { said, prevented } = run([
      down('Quote', 'Dead'),
      up('Quote', 'Dead'),
      down('KeyE', 'é'),
      { type: 'text', text: 'é' },
    ]);
    expect(said).toEqual(['"é"']);
    expect([prevented[0], prevented[2]]).toEqual([false, false]);
  });

  it('goes with nothing held', () => {
    expect(run([down('ShiftLeft', 'Shift', { shift: true }), { type: 'text', text: '👍🏽' }]).said).toEqual([
      '+ShiftLeft',
      '-ShiftLeft',
      '"👍🏽"',
    ]);
  });
});

describe('leaving', () => {
  const chord = [
    down('ControlLeft', 'Control', { ctrl: true }),
    down('AltLeft', 'Alt', { ctrl: true, alt: true }),
    down('ShiftLeft', 'Shift', { ctrl: true, alt: true, shift: true }),
  ];

  it('is Ctrl, Alt and Shift let go without another key', () => {
    const { left, state, said } = run([...chord, up('ShiftLeft', 'Shift', { ctrl: true, alt: true })]);
    expect(left).toBe(true);
    expect(state.held).toEqual([]);
    expect(said.at(-1)).toBe('release-all');
  });

  it('is not what happens when another key was pressed with them', () => {
    const all = { ctrl: true, alt: true, shift: true };
    const { left, said } = run([
      ...chord,
      down('KeyS', 'S', all),
      up('KeyS', 'S', all),
      up('ShiftLeft', 'Shift', { ctrl: true, alt: true }),
    ]);
    expect(left).toBe(false);
    expect(said).toContain('+KeyS');
  });
});

it('lets the person out although the press that begins it makes for a pause', () => {
  const ctrl = down('ControlLeft', 'Control', { ctrl: true });
  const alt = down('AltLeft', 'Alt', { ctrl: true, alt: true });
  const shift = down('ShiftLeft', 'Shift', { ctrl: true, alt: true, shift: true });
  const released = up('ShiftLeft', 'Shift', { ctrl: true, alt: true });
  const pause = { type: 'let-go' } as const;
  for (const at of [0, 1, 2, 3]) {
    const { left, state } = run([...[ctrl, alt, shift].toSpliced(at, 0, pause), released]);
    expect(left, `a pause at ${at}`).toBe(true);
    expect(state).toEqual(initialKeyboard);
  }
  expect(run([ctrl, alt, shift, { type: 'release' }, released]).left).toBe(false);
});

it('whatever is pressed, release leaves nothing down, and nothing comes up that was not down', () => {
  const event = fc.record({
    type: fc.constantFrom('down' as const, 'up' as const),
    code: fc.constantFrom(...KEY_CODES, 'Power', ''),
    key: fc.constantFrom('a', 'A', 'é', 'Process', 'Dead', 'AltGraph', 'Control', 'F5', '한'),
    composing: fc.boolean(),
    ctrl: fc.boolean(),
    alt: fc.boolean(),
    shift: fc.boolean(),
    meta: fc.boolean(),
    altGraph: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const down = new Set<string>();
      let state: KeyboardState = initialKeyboard;
      for (const next of events) {
        const step = stepKeyboard(state, next);
        state = step.state;
        for (const command of step.commands) {
          if (command.kind === 'release-all') down.clear();
          if (command.kind !== 'key') continue;
          if (command.down) down.add(command.code);
          else expect(down.delete(command.code)).toBe(true);
        }
        expect(new Set(state.held)).toEqual(down);
      }
      expect(stepKeyboard(state, { type: 'release' }).state.held).toEqual([]);
    }),
  );
});
