/** The physical keys that may be pressed on another machine, by their `KeyboardEvent.code` names. Owns the list only. */
import { z } from 'zod';

/**
 * The position of a code in this list is its number on the input channel: append only, never reorder, never remove.
 * Power, Sleep, WakeUp and Eject are left out on purpose: nobody switches a customer's machine off by a key.
 * https://www.w3.org/TR/uievents-code/
 */
// prettier-ignore
export const KEY_CODES = [
  'Escape', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12',
  'Backquote', 'Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0',
  'Minus', 'Equal', 'Backspace',
  'Tab', 'KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY', 'KeyU', 'KeyI', 'KeyO', 'KeyP', 'BracketLeft', 'BracketRight', 'Backslash',
  'CapsLock', 'KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyG', 'KeyH', 'KeyJ', 'KeyK', 'KeyL', 'Semicolon', 'Quote', 'Enter',
  'ShiftLeft', 'IntlBackslash', 'KeyZ', 'KeyX', 'KeyC', 'KeyV', 'KeyB', 'KeyN', 'KeyM', 'Comma', 'Period', 'Slash', 'ShiftRight',
  'ControlLeft', 'MetaLeft', 'AltLeft', 'Space', 'AltRight', 'MetaRight', 'ContextMenu', 'ControlRight',
  'PrintScreen', 'ScrollLock', 'Pause',
  'Insert', 'Home', 'PageUp', 'Delete', 'End', 'PageDown',
  'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight',
  'NumLock', 'NumpadDivide', 'NumpadMultiply', 'NumpadSubtract', 'NumpadAdd', 'NumpadEnter', 'NumpadDecimal', 'NumpadEqual', 'NumpadComma',
  'Numpad0', 'Numpad1', 'Numpad2', 'Numpad3', 'Numpad4', 'Numpad5', 'Numpad6', 'Numpad7', 'Numpad8', 'Numpad9',
  'F13', 'F14', 'F15', 'F16', 'F17', 'F18', 'F19', 'F20', 'F21', 'F22', 'F23', 'F24',
  'Lang1', 'Lang2', 'IntlRo', 'IntlYen', 'Convert', 'NonConvert', 'KanaMode',
  'AudioVolumeMute', 'AudioVolumeDown', 'AudioVolumeUp',
  'MediaTrackNext', 'MediaTrackPrevious', 'MediaStop', 'MediaPlayPause',
  'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome', 'BrowserSearch', 'BrowserFavorites',
  'Help', 'Undo', 'Again', 'Cut', 'Copy', 'Paste', 'Find', 'Open',
] as const;

export const keyCodeSchema = z.enum(KEY_CODES);
export type KeyCode = z.infer<typeof keyCodeSchema>;

/** Keys that change what other keys mean: pressed first, released last. */
export const MODIFIER_CODES = [
  'ControlLeft',
  'ControlRight',
  'AltLeft',
  'AltRight',
  'ShiftLeft',
  'ShiftRight',
  'MetaLeft',
  'MetaRight',
] as const satisfies readonly KeyCode[];

export function isKeyCode(name: string): name is KeyCode {
  return keyCodeSchema.safeParse(name).success;
}
