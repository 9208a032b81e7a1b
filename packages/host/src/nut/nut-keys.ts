/**
 * Physical keys as nut-js keys. Owns the table only. nut-js names keys by the US layout and knows no more than these:
 * a null is a key that it cannot press, which the driver reports as `unsupported-key`.
 */
import type { KeyCode } from '@alongside/protocol';
import type { Key } from '@nut-tree-fork/nut-js';

/** By name, so that reading the table does not load the native module. */
type NutKeyName = keyof typeof Key;

// prettier-ignore
export const NUT_KEYS: Readonly<Record<KeyCode, NutKeyName | null>> = {
  Escape: 'Escape', F1: 'F1', F2: 'F2', F3: 'F3', F4: 'F4', F5: 'F5', F6: 'F6', F7: 'F7', F8: 'F8', F9: 'F9', F10: 'F10', F11: 'F11', F12: 'F12',
  Backquote: 'Grave', Digit1: 'Num1', Digit2: 'Num2', Digit3: 'Num3', Digit4: 'Num4', Digit5: 'Num5', Digit6: 'Num6', Digit7: 'Num7', Digit8: 'Num8', Digit9: 'Num9', Digit0: 'Num0',
  Minus: 'Minus', Equal: 'Equal', Backspace: 'Backspace',
  Tab: 'Tab', KeyQ: 'Q', KeyW: 'W', KeyE: 'E', KeyR: 'R', KeyT: 'T', KeyY: 'Y', KeyU: 'U', KeyI: 'I', KeyO: 'O', KeyP: 'P',
  BracketLeft: 'LeftBracket', BracketRight: 'RightBracket', Backslash: 'Backslash',
  CapsLock: 'CapsLock', KeyA: 'A', KeyS: 'S', KeyD: 'D', KeyF: 'F', KeyG: 'G', KeyH: 'H', KeyJ: 'J', KeyK: 'K', KeyL: 'L', Semicolon: 'Semicolon', Quote: 'Quote', Enter: 'Return',
  ShiftLeft: 'LeftShift', IntlBackslash: null, KeyZ: 'Z', KeyX: 'X', KeyC: 'C', KeyV: 'V', KeyB: 'B', KeyN: 'N', KeyM: 'M', Comma: 'Comma', Period: 'Period', Slash: 'Slash', ShiftRight: 'RightShift',
  ControlLeft: 'LeftControl', MetaLeft: 'LeftSuper', AltLeft: 'LeftAlt', Space: 'Space', AltRight: 'RightAlt', MetaRight: 'RightSuper', ContextMenu: 'Menu', ControlRight: 'RightControl',
  PrintScreen: 'Print', ScrollLock: 'ScrollLock', Pause: null,
  Insert: 'Insert', Home: 'Home', PageUp: 'PageUp', Delete: 'Delete', End: 'End', PageDown: 'PageDown',
  ArrowUp: 'Up', ArrowLeft: 'Left', ArrowDown: 'Down', ArrowRight: 'Right',
  NumLock: 'NumLock', NumpadDivide: 'Divide', NumpadMultiply: 'Multiply', NumpadSubtract: 'Subtract', NumpadAdd: 'Add', NumpadEnter: 'Enter', NumpadDecimal: 'Decimal', NumpadEqual: 'NumPadEqual', NumpadComma: null,
  Numpad0: 'NumPad0', Numpad1: 'NumPad1', Numpad2: 'NumPad2', Numpad3: 'NumPad3', Numpad4: 'NumPad4', Numpad5: 'NumPad5', Numpad6: 'NumPad6', Numpad7: 'NumPad7', Numpad8: 'NumPad8', Numpad9: 'NumPad9',
  F13: 'F13', F14: 'F14', F15: 'F15', F16: 'F16', F17: 'F17', F18: 'F18', F19: 'F19', F20: 'F20', F21: 'F21', F22: 'F22', F23: 'F23', F24: 'F24',
  Lang1: null, Lang2: null, IntlRo: null, IntlYen: null, Convert: null, NonConvert: null, KanaMode: null,
  AudioVolumeMute: 'AudioMute', AudioVolumeDown: 'AudioVolDown', AudioVolumeUp: 'AudioVolUp',
  MediaTrackNext: 'AudioNext', MediaTrackPrevious: 'AudioPrev', MediaStop: 'AudioStop', MediaPlayPause: 'AudioPlay',
  BrowserBack: null, BrowserForward: null, BrowserRefresh: null, BrowserHome: null, BrowserSearch: null, BrowserFavorites: null,
  Help: null, Undo: null, Again: null, Cut: null, Copy: null, Paste: null, Find: null, Open: null,
};
