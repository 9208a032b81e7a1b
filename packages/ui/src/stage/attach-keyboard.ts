/** Listens to the hidden field: keys and composed text become commands. */

import { stepComposition } from './composition.ts';
import type { Composition, CompositionEvent } from './composition.ts';
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

export type AttachedKeyboard = {
  /** Nothing stays held over there; the listening goes on. */
  readonly letGo: () => void;
  /** As `letGo`, and it is over. */
  readonly detach: () => void;
};

export function attachKeyboard(
  element: HTMLTextAreaElement,
  { sender, onLeave }: KeyboardTarget,
): AttachedKeyboard {
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
  const composer = createComposer(element, (text) => {
    run({ type: 'text', text });
  });
  const release = (): void => {
    // Not for the focus that a reset takes and gives back.
    if (!composer.isResetting()) run({ type: 'release' });
  };

  listen(element, signal, { onKey, compose: composer.take, release });
  return {
    letGo: () => {
      run({ type: 'let-go' });
    },
    detach: () => {
      release();
      keyboard.abort();
    },
  };
}

type Composer = {
  readonly take: (event: CompositionEvent) => void;
  /** The focus goes away and comes back, which ends what the input method has. */
  readonly isResetting: () => boolean;
};

function createComposer(element: HTMLTextAreaElement, onText: (text: string) => void): Composer {
  let state: Composition = 'idle';
  let resetting = false;
  return {
    take(event) {
      const step = stepComposition(state, event);
      state = step.state;
      if (step.text === null) return;
      element.value = '';
      onText(step.text);
      if (!step.reset) return;
      resetting = true;
      element.blur();
      element.focus({ preventScroll: true });
      resetting = false;
    },
    isResetting: () => resetting,
  };
}

type FieldListeners = {
  readonly onKey: (type: 'down' | 'up') => (event: KeyboardEvent) => void;
  readonly compose: (event: CompositionEvent) => void;
  readonly release: () => void;
};

function listen(element: HTMLTextAreaElement, signal: AbortSignal, on: FieldListeners): void {
  const onInput = (event: Event): void => {
    const composing = event instanceof InputEvent && event.isComposing;
    on.compose({ type: 'input', composing, value: element.value });
  };
  element.value = '';
  element.addEventListener('keydown', on.onKey('down'), { signal });
  element.addEventListener('keyup', on.onKey('up'), { signal });
  element.addEventListener('input', onInput, { signal });
  element.addEventListener('compositionstart', () => on.compose({ type: 'start' }), { signal });
  element.addEventListener('compositionend', () => on.compose({ type: 'end', value: element.value }), {
    signal,
  });
  // Before the stage hears of the press: the text belongs where the customer's caret stood until then.
  window.addEventListener('pointerdown', () => on.compose({ type: 'cut', value: element.value }), {
    signal,
    capture: true,
  });
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
