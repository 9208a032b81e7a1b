/** The keys of the on-screen keyboard: a full board with the letters of both languages, in rows. A table, nothing else. */

import type { KeyCode } from '@alongside/protocol';

export type BoardKey = {
  readonly code: KeyCode;
  /** As printed. Short words and signs are the same in every language. */
  readonly cap: string;
  /** With Shift. */
  readonly upper?: string;
  /** The Korean letter of the 2-set layout, and with Shift. */
  readonly korean?: string;
  /** In quarters of a letter key. */
  readonly width?: number;
};

const key = (code: KeyCode, cap: string, width?: number): BoardKey =>
  width === undefined ? { code, cap } : { code, cap, width };
const sign = (code: KeyCode, cap: string, upper: string): BoardKey => ({ code, cap, upper });
const letter = (code: KeyCode, korean = ''): BoardKey => {
  const cap = code.slice(-1);
  return korean === '' ? { code, cap } : { code, cap, korean };
};

export const ROWS: readonly (readonly BoardKey[])[] = [
  [
    key('Escape', 'Esc'),
    key('F1', 'F1'),
    key('F2', 'F2'),
    key('F3', 'F3'),
    key('F4', 'F4'),
    key('F5', 'F5'),
    key('F6', 'F6'),
    key('F7', 'F7'),
    key('F8', 'F8'),
    key('F9', 'F9'),
    key('F10', 'F10'),
    key('F11', 'F11'),
    key('F12', 'F12'),
    key('PrintScreen', 'PrtSc'),
    key('Insert', 'Ins'),
    key('Delete', 'Del'),
  ],
  [
    sign('Backquote', '`', '~'),
    sign('Digit1', '1', '!'),
    sign('Digit2', '2', '@'),
    sign('Digit3', '3', '#'),
    sign('Digit4', '4', '$'),
    sign('Digit5', '5', '%'),
    sign('Digit6', '6', '^'),
    sign('Digit7', '7', '&'),
    sign('Digit8', '8', '*'),
    sign('Digit9', '9', '('),
    sign('Digit0', '0', ')'),
    sign('Minus', '-', '_'),
    sign('Equal', '=', '+'),
    key('Backspace', 'Backspace', 8),
    key('Home', 'Home'),
  ],
  [
    key('Tab', 'Tab', 6),
    letter('KeyQ', 'ㅂ ㅃ'),
    letter('KeyW', 'ㅈ ㅉ'),
    letter('KeyE', 'ㄷ ㄸ'),
    letter('KeyR', 'ㄱ ㄲ'),
    letter('KeyT', 'ㅅ ㅆ'),
    letter('KeyY', 'ㅛ'),
    letter('KeyU', 'ㅕ'),
    letter('KeyI', 'ㅑ'),
    letter('KeyO', 'ㅐ ㅒ'),
    letter('KeyP', 'ㅔ ㅖ'),
    sign('BracketLeft', '[', '{'),
    sign('BracketRight', ']', '}'),
    { ...sign('Backslash', '\\', '|'), width: 6 },
    key('End', 'End'),
  ],
  [
    key('CapsLock', 'Caps', 7),
    letter('KeyA', 'ㅁ'),
    letter('KeyS', 'ㄴ'),
    letter('KeyD', 'ㅇ'),
    letter('KeyF', 'ㄹ'),
    letter('KeyG', 'ㅎ'),
    letter('KeyH', 'ㅗ'),
    letter('KeyJ', 'ㅓ'),
    letter('KeyK', 'ㅏ'),
    letter('KeyL', 'ㅣ'),
    sign('Semicolon', ';', ':'),
    sign('Quote', "'", '"'),
    key('Enter', 'Enter', 9),
    key('PageUp', 'PgUp'),
  ],
  [
    key('ShiftLeft', 'Shift', 9),
    letter('KeyZ', 'ㅋ'),
    letter('KeyX', 'ㅌ'),
    letter('KeyC', 'ㅊ'),
    letter('KeyV', 'ㅍ'),
    letter('KeyB', 'ㅠ'),
    letter('KeyN', 'ㅜ'),
    letter('KeyM', 'ㅡ'),
    sign('Comma', ',', '<'),
    sign('Period', '.', '>'),
    sign('Slash', '/', '?'),
    key('ArrowUp', '↑', 7),
    key('ContextMenu', '☰', 4),
    key('PageDown', 'PgDn'),
  ],
  [
    key('ControlLeft', 'Ctrl', 5),
    key('MetaLeft', 'Win / ⌘', 6),
    key('AltLeft', 'Alt', 5),
    key('Lang2', '한자', 5),
    key('Space', '␣', 20),
    key('Lang1', '한/영', 5),
    key('AltRight', 'AltGr', 6),
    key('ArrowLeft', '←'),
    key('ArrowDown', '↓'),
    key('ArrowRight', '→'),
  ],
];
