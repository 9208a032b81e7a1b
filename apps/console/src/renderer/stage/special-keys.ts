/** Combinations that this machine's system keeps for itself, or that are hard to press: sent from a menu. */

import type { InputCommand, KeyCode } from '@alongside/protocol';

type SpecialKeys = {
  readonly id: string;
  /** As printed on the keys; they are the same in every language. */
  readonly caps: readonly string[];
  readonly codes: readonly KeyCode[];
};

export const SPECIAL_KEYS: readonly SpecialKeys[] = [
  { id: 'ctrl-alt-delete', caps: ['Ctrl', 'Alt', 'Delete'], codes: ['ControlLeft', 'AltLeft', 'Delete'] },
  { id: 'task-manager', caps: ['Ctrl', 'Shift', 'Esc'], codes: ['ControlLeft', 'ShiftLeft', 'Escape'] },
  { id: 'alt-tab', caps: ['Alt', 'Tab'], codes: ['AltLeft', 'Tab'] },
  { id: 'alt-f4', caps: ['Alt', 'F4'], codes: ['AltLeft', 'F4'] },
  { id: 'meta', caps: ['Win / ⌘'], codes: ['MetaLeft'] },
  { id: 'meta-run', caps: ['Win / ⌘', 'R'], codes: ['MetaLeft', 'KeyR'] },
  { id: 'escape', caps: ['Esc'], codes: ['Escape'] },
  { id: 'print', caps: ['PrtSc'], codes: ['PrintScreen'] },
  { id: 'caps', caps: ['Caps Lock'], codes: ['CapsLock'] },
  { id: 'hangul', caps: ['한/영'], codes: ['Lang1'] },
  { id: 'hanja', caps: ['한자'], codes: ['Lang2'] },
];

/** Those that were used last stand first, in that order; what is unknown by now is passed over. */
export function byLastUse(last: readonly string[]): readonly SpecialKeys[] {
  const first = last.flatMap((id) => SPECIAL_KEYS.find((keys) => keys.id === id) ?? []);
  return [...first, ...SPECIAL_KEYS.filter((keys) => !first.includes(keys))];
}

/** All down in order, all up in reverse. */
export function pressAll(codes: readonly KeyCode[]): readonly InputCommand[] {
  const press = (down: boolean) => (code: KeyCode) => ({ kind: 'key', code, down }) as const;
  return [...codes.map(press(true)), ...codes.toReversed().map(press(false))];
}
