/** What another machine copied, put together from its parts. Takes nothing out of order and nothing beyond its size. Pure. */
import { clipboardContentSchema, type ClipboardContent } from '@alongside/protocol';
import type { ClipboardPart, ClipboardTaken } from './outgoing.ts';

export type Incoming = {
  readonly id: ClipboardPart['id'] | null;
  readonly kind: ClipboardPart['kind'];
  readonly count: number;
  readonly data: readonly string[];
};

export const NOTHING_INCOMING: Incoming = { id: null, kind: 'text', count: 0, data: [] };

type IncomingStep = {
  readonly state: Incoming;
  /** Whole now: to be written, and answered with `written` when it is. */
  readonly content: ClipboardContent | null;
  /** To be answered at once; null while the answer hangs on the writing, or there is none. */
  readonly answer: ClipboardTaken | null;
};

export function takeIncoming(state: Incoming, part: ClipboardPart): IncomingStep {
  const { id, index, kind, count } = part;
  const answer = (outcome: ClipboardTaken['outcome']): ClipboardTaken => {
    return { type: 'clipboard.taken', id, index, outcome };
  };
  const begun = index === 0 ? { id, kind, count, data: [] } : state;
  const fits = begun.id === id && begun.kind === kind && begun.count === count && begun.data.length === index;
  // The rest of something that was refused, or that another has taken the place of.
  if (!fits) return { state, content: null, answer: null };
  const data = [...begun.data, part.data];
  if (data.length < count) return { state: { ...begun, data }, content: null, answer: answer('more') };
  const whole = data.join('');
  const content = clipboardContentSchema.safeParse(
    kind === 'text' ? { kind, text: whole } : { kind, png: whole },
  );
  return content.success
    ? { state: NOTHING_INCOMING, content: content.data, answer: null }
    : { state: NOTHING_INCOMING, content: null, answer: answer('refused') };
}
