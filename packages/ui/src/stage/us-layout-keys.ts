/** What the keys of a US layout type, plain and with Shift: the layout that a bare key code stands for. */

import type { KeyCode } from '@alongside/protocol';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  .split('')
  .map((letter) => [`Key${letter}`, letter.toLowerCase() + letter] as const);

const SYMBOLS = {
  Backquote: '`~',
  Digit1: '1!',
  Digit2: '2@',
  Digit3: '3#',
  Digit4: '4$',
  Digit5: '5%',
  Digit6: '6^',
  Digit7: '7&',
  Digit8: '8*',
  Digit9: '9(',
  Digit0: '0)',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
} as const satisfies Partial<Record<KeyCode, string>>;

const TYPED_BY = new Map<string, string>([...LETTERS, ...Object.entries(SYMBOLS)]);

/**
 * Whether pressing `code`, with Shift or without, types `key` on a US layout. A key that types something else here
 * (another layout, Caps Lock) is sent as text, since the code would type something else there.
 */
export function isUsKey(code: string, key: string, shift: boolean): boolean {
  return TYPED_BY.get(code)?.[shift ? 1 : 0] === key;
}

/** Whether a key is one of those that type characters, by its place on the keyboard. */
export function isTypingCode(code: string): boolean {
  return TYPED_BY.has(code) || code === 'IntlBackslash' || code === 'IntlRo' || code === 'IntlYen';
}
