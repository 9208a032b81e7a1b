/** What was copied, on its way to one other machine: a few parts ahead of what has been taken. Pure. */
import {
  CLIPBOARD_PART_LENGTH,
  CLIPBOARD_PARTS_AHEAD,
  type ClipboardContent,
  type PeerMessageOf,
} from '@alongside/protocol';

export type ClipboardPart = PeerMessageOf<'clipboard.part'>;
export type ClipboardTaken = PeerMessageOf<'clipboard.taken'>;

/**
 * `sending`: → sending (a part was taken), over
 * `over`: all of it can be pasted there (`written`), or the other machine did not want it.
 */
export type Outgoing =
  | {
      readonly kind: 'sending';
      readonly parts: readonly ClipboardPart[];
      /** How many went out, and how many of them have been taken. */
      readonly sent: number;
      readonly taken: number;
    }
  | { readonly kind: 'over'; readonly outcome: 'written' | 'refused' };

type OutgoingStep = { readonly state: Outgoing; readonly send: readonly ClipboardPart[] };

/** @param id fresh and random */
export function beginOutgoing(content: ClipboardContent, id: ClipboardPart['id']): OutgoingStep {
  const { kind } = content;
  const whole = content.kind === 'text' ? content.text : content.png;
  const length = CLIPBOARD_PART_LENGTH[kind];
  const count = Math.ceil(whole.length / length);
  const parts = Array.from({ length: count }, (_, index): ClipboardPart => {
    const data = whole.slice(index * length, (index + 1) * length);
    return { type: 'clipboard.part', id, index, kind, count, data };
  });
  return goOn({ kind: 'sending', parts, sent: 0, taken: 0 });
}

/** An answer to something else than what is under way changes nothing. */
export function takenOutgoing(state: Outgoing, { id, index, outcome }: ClipboardTaken): OutgoingStep {
  if (state.kind === 'over' || state.parts[0]?.id !== id || index !== state.taken) return { state, send: [] };
  const isLast = index === state.parts.length - 1;
  if (outcome === 'refused') return { state: { kind: 'over', outcome }, send: [] };
  if (isLast !== (outcome === 'written')) return { state, send: [] };
  if (outcome === 'written') return { state: { kind: 'over', outcome }, send: [] };
  return goOn({ ...state, taken: index + 1 });
}

function goOn(state: Extract<Outgoing, { kind: 'sending' }>): OutgoingStep {
  const sent = Math.min(state.parts.length, state.taken + CLIPBOARD_PARTS_AHEAD);
  return { state: { ...state, sent }, send: state.parts.slice(state.sent, sent) };
}
