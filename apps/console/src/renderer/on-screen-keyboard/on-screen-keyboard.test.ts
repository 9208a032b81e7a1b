import { isKeyCode, KEY_CODES } from '@alongside/protocol';
import type { InputCommand, KeyCode } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROWS } from './layout.ts';
import { pressAlone, pressSticky } from './sticky-keys.ts';
import type { StickyKeys } from './sticky-keys.ts';

const NONE: StickyKeys = new Map();

test('every key is a real one, once, and what every keyboard has is there', () => {
  const codes = ROWS.flat().map(({ code }) => code);
  expect(codes.filter((code) => !isKeyCode(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
  const plain = KEY_CODES.filter((code) => /^(Key|Digit|F\d$|F1[0-2]$|Arrow)/.test(code));
  expect(plain.filter((code) => !codes.includes(code))).toEqual([]);
});

test('all rows are of one width', () => {
  const widths = ROWS.map((row) => row.reduce((sum, { width = 4 }) => sum + width, 0));
  expect(new Set(widths).size).toBe(1);
});

function type(...codes: readonly KeyCode[]): { state: StickyKeys; typed: string[] } {
  let state = NONE;
  const typed: string[] = [];
  for (const code of codes) {
    const step = pressSticky(state, code);
    state = step.state;
    typed.push(...step.commands.map(told));
  }
  return { state, typed };
}
const told = (command: InputCommand): string =>
  command.kind === 'key' ? `${command.down ? '+' : '-'}${command.code}` : command.kind;

test.each<[string, KeyCode[], string[]]>([
  ['a key alone', ['KeyA'], ['+KeyA', '-KeyA']],
  [
    'Shift for the next one only',
    ['ShiftLeft', 'KeyA', 'KeyB'],
    ['+ShiftLeft', '+KeyA', '-KeyA', '-ShiftLeft', '+KeyB', '-KeyB'],
  ],
  [
    'two together',
    ['ControlLeft', 'AltLeft', 'Delete'],
    ['+ControlLeft', '+AltLeft', '+Delete', '-Delete', '-AltLeft', '-ControlLeft'],
  ],
  [
    'locked for both',
    ['ShiftLeft', 'ShiftLeft', 'KeyA', 'KeyB'],
    ['+ShiftLeft', '+KeyA', '-KeyA', '-ShiftLeft', '+ShiftLeft', '+KeyB', '-KeyB', '-ShiftLeft'],
  ],
  ['a third press lets go', ['ShiftLeft', 'ShiftLeft', 'ShiftLeft', 'KeyA'], ['+KeyA', '-KeyA']],
])('%s', (_, codes, typed) => {
  expect(type(...codes).typed).toEqual(typed);
});

test('a modifier can be sent alone, and is let go then', () => {
  const step = pressAlone(type('MetaLeft').state);
  expect(step.commands.map(told)).toEqual(['+MetaLeft', '-MetaLeft']);
  expect(step.state.size).toBe(0);
});

test('whatever is pressed, nothing stays down over there', () => {
  const codes = ROWS.flat().map(({ code }) => code);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...codes), { maxLength: 60 }), (pressed) => {
      const down = new Set<string>();
      for (const one of type(...pressed).typed) {
        if (one.startsWith('+')) down.add(one.slice(1));
        else expect(down.delete(one.slice(1))).toBe(true);
      }
      expect(down.size).toBe(0);
    }),
  );
});
