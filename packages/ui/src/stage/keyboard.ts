/**
 * The stage's keyboard as a pure machine: from the browser's key and text events to commands for the customer's
 * machine. Keys travel by their place (`code`); what an input method or another layout makes travels as text.
 */

import { isKeyCode } from '@alongside/protocol';
import type { InputCommand, KeyCode } from '@alongside/protocol';
import { textCommands } from './text-commands.ts';
import { isTypingCode, isUsKey } from './us-layout-keys.ts';

export type KeyInput = {
  readonly code: string;
  readonly key: string;
  /** The input method has it: `isComposing`, key `Process`, or key code 229. */
  readonly composing: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  readonly altGraph: boolean;
};

export type KeyboardEventIn =
  | ({ readonly type: 'down' } & KeyInput)
  | ({ readonly type: 'up' } & KeyInput)
  /** Text that arrived in the hidden field, composed or inserted. */
  | { readonly type: 'text'; readonly text: string }
  /** Nothing is taken over there now, or again. The person goes on pressing what they press. */
  | { readonly type: 'let-go' }
  /** Focus, window or control went away. */
  | { readonly type: 'release' };

export type KeyboardState = {
  /** Keys that are down on the customer's machine, in the order in which they went down. */
  readonly held: readonly KeyCode[];
  /**
   * `no`: → armed, when Ctrl, Alt and Shift are down and nothing else was pressed with them.
   * `armed`: letting go leaves the stage. → no, by any other key or by letting go.
   */
  readonly leaving: 'no' | 'armed';
  /** A dead key waits for its letter: the next key belongs to the text field. */
  readonly deadKey: boolean;
};

type KeyboardStep = {
  readonly state: KeyboardState;
  readonly commands: readonly InputCommand[];
  /** The browser must not act on it, nor type it into the field. */
  readonly prevent: boolean;
  /** Give the focus back to the console. */
  readonly leave: boolean;
};

export const initialKeyboard: KeyboardState = { held: [], leaving: 'no', deadKey: false };

/** They switch the input method of this machine; the customer's has a menu entry of its own. */
const INPUT_METHOD_KEYS: ReadonlySet<string> = new Set([
  'HangulMode',
  'HanjaMode',
  'JunjaMode',
  'KanaMode',
  'KanjiMode',
  'Convert',
  'NonConvert',
  'ModeChange',
]);

const MODIFIERS = [
  { flag: 'ctrl', codes: ['ControlLeft', 'ControlRight'] },
  { flag: 'alt', codes: ['AltLeft', 'AltRight'] },
  { flag: 'shift', codes: ['ShiftLeft', 'ShiftRight'] },
  { flag: 'meta', codes: ['MetaLeft', 'MetaRight'] },
] as const satisfies readonly { flag: 'ctrl' | 'alt' | 'shift' | 'meta'; codes: readonly KeyCode[] }[];

export function stepKeyboard(state: KeyboardState, event: KeyboardEventIn): KeyboardStep {
  switch (event.type) {
    case 'down':
      return keyDown(state, event);
    case 'up':
      return keyUp(state, event);
    case 'text':
      return typeText({ ...state, deadKey: false }, event.text);
    case 'let-go': {
      const released = release();
      // On the way out: the press that began it may be what the pause comes from.
      return { ...released, state: { ...released.state, leaving: state.leaving } };
    }
    case 'release':
      return release();
  }
}

function keyDown(state: KeyboardState, input: KeyInput): KeyboardStep {
  if (belongsToField(state, input)) {
    return quiet({ ...state, leaving: 'no', deadKey: input.key === 'Dead' }, false);
  }
  // On Windows AltGr arrives as Ctrl and Alt, which would turn its letter into a shortcut over there.
  if (input.key === 'AltGraph') return withoutHeld(state, ['ControlLeft', 'AltRight']);
  if (isTextOfOtherLayout(input)) return { ...typeText(state, input.key), prevent: true };
  const { code } = input;
  // Caps Lock stays here: what it does to letters travels as text, and theirs would undo it.
  if (!isKeyCode(code) || code === 'CapsLock') return quiet(state, true);
  const synced = syncModifiers(state, input);
  const held = synced.state.held.includes(code) ? synced.state.held : [...synced.state.held, code];
  const next: KeyboardState = { held, deadKey: false, leaving: leavingAfter(state, held, code) };
  const down: InputCommand = { kind: 'key', code, down: true };
  return { state: next, commands: [...synced.commands, down], prevent: true, leave: false };
}

function keyUp(state: KeyboardState, input: KeyInput): KeyboardStep {
  const { code } = input;
  if (state.leaving === 'armed' && isModifier(code)) return { ...release(), prevent: true, leave: true };
  if (!isKeyCode(code) || !state.held.includes(code)) return quiet(state, !input.composing);
  // macOS tells no other key's release while Command is down.
  const released =
    code === 'MetaLeft' || code === 'MetaRight' ? state.held.filter((held) => !isModifier(held)) : [];
  return withoutHeld(state, [...released, code]);
}

/** Text goes with nothing held: a Shift that is down there would change what it types. */
function typeText(state: KeyboardState, text: string): KeyboardStep {
  if (text === '') return quiet(state, false);
  const freed = withoutHeld(state, state.held);
  return { ...freed, commands: [...freed.commands, ...textCommands(text)], prevent: false };
}

function release(): KeyboardStep {
  const commands: readonly InputCommand[] = [{ kind: 'release-all' }];
  return { state: initialKeyboard, commands, prevent: false, leave: false };
}

function belongsToField(state: KeyboardState, input: KeyInput): boolean {
  if (input.composing || input.key === 'Dead' || INPUT_METHOD_KEYS.has(input.key)) return true;
  return state.deadKey && isPrintable(input.key);
}

function isTextOfOtherLayout(input: KeyInput): boolean {
  if (!isPrintable(input.key) || input.meta) return false;
  if (input.altGraph) return true;
  if (input.ctrl || input.alt) return false;
  return isTypingCode(input.code) ? !isUsKey(input.code, input.key, input.shift) : !isKeyCode(input.code);
}

/** One character as a reader counts, which excludes names such as `Enter`. */
function isPrintable(key: string): boolean {
  return key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff);
}

/** What the browser says is down, and what we believe is down, must agree: another window may have eaten a release. */
function syncModifiers(state: KeyboardState, input: KeyInput): Pick<KeyboardStep, 'state' | 'commands'> {
  let { held } = state;
  const commands: InputCommand[] = [];
  for (const { flag, codes } of MODIFIERS) {
    const isThisKey = codes.some((code) => code === input.code);
    const ours = held.filter((code) => codes.some((own) => own === code));
    if (isThisKey || input.altGraph) continue;
    if (input[flag] && ours.length === 0) {
      held = [...held, codes[0]];
      commands.push({ kind: 'key', code: codes[0], down: true });
    } else if (!input[flag] && ours.length > 0) {
      held = held.filter((code) => !ours.includes(code));
      commands.push(...ours.map((code): InputCommand => ({ kind: 'key', code, down: false })));
    }
  }
  return { state: { ...state, held }, commands };
}

function leavingAfter(
  state: KeyboardState,
  held: readonly KeyCode[],
  code: KeyCode,
): KeyboardState['leaving'] {
  if (!isModifier(code)) return 'no';
  const onlyModifiers = held.every(isModifier);
  const has = (flag: 'ctrl' | 'alt' | 'shift'): boolean =>
    MODIFIERS.some((group) => group.flag === flag && group.codes.some((own) => held.includes(own)));
  if (state.leaving === 'armed') return 'armed';
  return onlyModifiers && has('ctrl') && has('alt') && has('shift') ? 'armed' : 'no';
}

function isModifier(code: string): boolean {
  return MODIFIERS.some((group) => group.codes.some((own) => own === code));
}

/** Lets go of these, last pressed first. */
function withoutHeld(state: KeyboardState, codes: readonly KeyCode[]): KeyboardStep {
  const gone = state.held.filter((code) => codes.includes(code)).toReversed();
  return {
    state: { ...state, held: state.held.filter((code) => !gone.includes(code)), leaving: 'no' },
    commands: gone.map((code) => ({ kind: 'key', code, down: false })),
    prevent: true,
    leave: false,
  };
}

function quiet(state: KeyboardState, prevent: boolean): KeyboardStep {
  return { state, commands: [], prevent, leave: false };
}
