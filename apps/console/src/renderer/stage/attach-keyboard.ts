/** Listens to the hidden field: keys and composed text become commands. Returns what stops it, nothing left held. */

import type { InputSender } from './input-sender.ts';
import { initialKeyboard, stepKeyboard } from './keyboard.ts';
import type { KeyboardEventIn, KeyInput } from './keyboard.ts';

/** What Safari and older input methods send instead of `isComposing`. */
const COMPOSING_KEY_CODE = 229;

type KeyboardTarget = {
  readonly sender: InputSender;
  /** The person asked for the keyboard back. */
  readonly onLeave: () => void;
};

export function attachKeyboard(
  element: HTMLTextAreaElement,
  { sender, onLeave }: KeyboardTarget,
): () => void {
  const keyboard = new AbortController();
  const { signal } = keyboard;
  let state = initialKeyboard;

  const run = (event: KeyboardEventIn): boolean => {
    const step = stepKeyboard(state, event);
    state = step.state;
    sender.send(step.commands);
    if (step.leave) onLeave();
    return step.prevent;
  };
  const onKey = (type: 'down' | 'up') => (event: KeyboardEvent) => {
    if (!run({ type, ...readKey(event) })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const takeText = (): void => {
    const { value } = element;
    element.value = '';
    run({ type: 'text', text: value });
  };
  const release = (): void => {
    run({ type: 'release' });
  };

  listen(element, signal, { onKey, takeText, release });
  return () => {
    release();
    keyboard.abort();
  };
}

type FieldListeners = {
  readonly onKey: (type: 'down' | 'up') => (event: KeyboardEvent) => void;
  readonly takeText: () => void;
  readonly release: () => void;
};

function listen(element: HTMLTextAreaElement, signal: AbortSignal, on: FieldListeners): void {
  const onInput = (event: Event): void => {
    if (!(event instanceof InputEvent && event.isComposing)) on.takeText();
  };
  element.value = '';
  element.addEventListener('keydown', on.onKey('down'), { signal });
  element.addEventListener('keyup', on.onKey('up'), { signal });
  element.addEventListener('input', onInput, { signal });
  // The last syllable is in the field already; Chromium sends no further input for it.
  element.addEventListener('compositionend', on.takeText, { signal });
  element.addEventListener('blur', on.release, { signal });
  element.addEventListener('paste', refuse, { signal });
  window.addEventListener('blur', on.release, { signal });
}

/** What is on this clipboard does not cross by itself. */
function refuse(event: Event): void {
  event.preventDefault();
}

function readKey(event: KeyboardEvent): KeyInput {
  return {
    code: event.code,
    key: event.key,
    composing: event.isComposing || event.key === 'Process' || event.keyCode === COMPOSING_KEY_CODE,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
    altGraph: event.getModifierState('AltGraph'),
  };
}
