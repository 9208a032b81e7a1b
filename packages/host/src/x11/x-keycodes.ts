/**
 * Physical keys as X key codes. Linux input codes plus 8, the numbering of every X server with the `evdev` rules: Xorg,
 * Xvfb, Xephyr, Xwayland, TigerVNC, xrdp. Owns the table only.
 * https://gitlab.freedesktop.org/xkeyboard-config/xkeyboard-config/-/blob/master/keycodes/evdev
 */
import type { KeyCode } from '@alongside/protocol';

// prettier-ignore
export const X_KEYCODES: Readonly<Record<KeyCode, number>> = {
  Escape: 9, F1: 67, F2: 68, F3: 69, F4: 70, F5: 71, F6: 72, F7: 73, F8: 74, F9: 75, F10: 76, F11: 95, F12: 96,
  Backquote: 49, Digit1: 10, Digit2: 11, Digit3: 12, Digit4: 13, Digit5: 14, Digit6: 15, Digit7: 16, Digit8: 17, Digit9: 18, Digit0: 19,
  Minus: 20, Equal: 21, Backspace: 22,
  Tab: 23, KeyQ: 24, KeyW: 25, KeyE: 26, KeyR: 27, KeyT: 28, KeyY: 29, KeyU: 30, KeyI: 31, KeyO: 32, KeyP: 33,
  BracketLeft: 34, BracketRight: 35, Backslash: 51,
  CapsLock: 66, KeyA: 38, KeyS: 39, KeyD: 40, KeyF: 41, KeyG: 42, KeyH: 43, KeyJ: 44, KeyK: 45, KeyL: 46, Semicolon: 47, Quote: 48, Enter: 36,
  ShiftLeft: 50, IntlBackslash: 94, KeyZ: 52, KeyX: 53, KeyC: 54, KeyV: 55, KeyB: 56, KeyN: 57, KeyM: 58, Comma: 59, Period: 60, Slash: 61, ShiftRight: 62,
  ControlLeft: 37, MetaLeft: 133, AltLeft: 64, Space: 65, AltRight: 108, MetaRight: 134, ContextMenu: 135, ControlRight: 105,
  PrintScreen: 107, ScrollLock: 78, Pause: 127,
  Insert: 118, Home: 110, PageUp: 112, Delete: 119, End: 115, PageDown: 117,
  ArrowUp: 111, ArrowLeft: 113, ArrowDown: 116, ArrowRight: 114,
  NumLock: 77, NumpadDivide: 106, NumpadMultiply: 63, NumpadSubtract: 82, NumpadAdd: 86, NumpadEnter: 104, NumpadDecimal: 91,
  NumpadEqual: 125, NumpadComma: 129,
  Numpad0: 90, Numpad1: 87, Numpad2: 88, Numpad3: 89, Numpad4: 83, Numpad5: 84, Numpad6: 85, Numpad7: 79, Numpad8: 80, Numpad9: 81,
  F13: 191, F14: 192, F15: 193, F16: 194, F17: 195, F18: 196, F19: 197, F20: 198, F21: 199, F22: 200, F23: 201, F24: 202,
  Lang1: 130, Lang2: 131, IntlRo: 97, IntlYen: 132, Convert: 100, NonConvert: 102, KanaMode: 101,
  AudioVolumeMute: 121, AudioVolumeDown: 122, AudioVolumeUp: 123,
  MediaTrackNext: 171, MediaTrackPrevious: 173, MediaStop: 174, MediaPlayPause: 172,
  BrowserBack: 166, BrowserForward: 167, BrowserRefresh: 181, BrowserHome: 180, BrowserSearch: 225, BrowserFavorites: 164,
  Help: 146, Undo: 139, Again: 137, Cut: 145, Copy: 141, Paste: 143, Find: 144, Open: 142,
};

/** The key of each X key code; a key code that is not in it is no key of ours. */
export const CODE_OF_X_KEYCODE: ReadonlyMap<number, string> = new Map(
  Object.entries(X_KEYCODES).map(([code, keycode]) => [keycode, code]),
);
