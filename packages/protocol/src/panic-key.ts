/** The one key combination that takes the machine back at once, wherever the customer is. Owns the choice only. */
import type { KeyCode } from './key-codes.ts';

export type PanicModifier = 'control' | 'alt' | 'shift';

/**
 * Ctrl + Alt + Shift + X. Every keyboard has these keys, laptops without an End or Pause key too; the left hand alone
 * reaches them; X sits in the same place on QWERTY, QWERTZ, AZERTY and Korean keyboards; and no desktop of Windows,
 * macOS, GNOME, KDE or Xfce uses it (Escape, Delete, Q and the arrows with these modifiers are all taken somewhere).
 */
export const PANIC_KEY = {
  code: 'KeyX',
  modifiers: ['control', 'alt', 'shift'],
  /** As printed on the keys, to be joined by the UI; `macLabelParts` are Apple's names. */
  labelParts: ['Ctrl', 'Alt', 'Shift', 'X'],
  macLabelParts: ['Control', 'Option', 'Shift', 'X'],
  /** The same combination as Electron's `globalShortcut` spells it. */
  accelerator: 'Control+Alt+Shift+X',
} as const satisfies {
  readonly code: KeyCode;
  readonly modifiers: readonly PanicModifier[];
  readonly labelParts: readonly string[];
  readonly macLabelParts: readonly string[];
  readonly accelerator: string;
};
