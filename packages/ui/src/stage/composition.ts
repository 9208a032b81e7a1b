/**
 * When text of the hidden field is whole and may travel: an input method shows what is not finished yet in the same
 * field. Pure; the field is the caller's.
 */

export type CompositionEvent =
  | { readonly type: 'start' }
  /** The field changed. `composing` as the browser says it, `value` all that stands in the field. */
  | { readonly type: 'input'; readonly composing: boolean; readonly value: string }
  | { readonly type: 'end'; readonly value: string }
  /** The person turns to something else, such as a click: what stands there is what they meant. */
  | { readonly type: 'cut'; readonly value: string };

/** `composing`: → idle, on the end or the cut. `idle`: → composing, on the start. */
export type Composition = 'idle' | 'composing';

type CompositionStep = {
  readonly state: Composition;
  /** Whole now, to be sent; the field is emptied of it. null: the field is left alone. */
  readonly text: string | null;
  /** The input method must forget what it has, or it would bring it again. */
  readonly reset: boolean;
};

export function stepComposition(state: Composition, event: CompositionEvent): CompositionStep {
  switch (event.type) {
    case 'start':
      return { state: 'composing', text: null, reset: false };
    case 'input':
      // Safari ends a composition before its last input, which then says nothing of composing.
      return { state, text: event.composing ? null : event.value, reset: false };
    case 'end':
      // The last syllable is in the field already; Chromium sends no further input for it.
      return { state: 'idle', text: event.value, reset: false };
    case 'cut':
      return state === 'idle'
        ? { state, text: null, reset: false }
        : { state: 'idle', text: event.value, reset: true };
  }
}
