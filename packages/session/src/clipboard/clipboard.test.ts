/** What was copied arrives whole and once, whatever its length; nothing else is ever put together. */
import {
  CLIPBOARD_PARTS_AHEAD,
  decodePeerMessage,
  idSchema,
  MAX_CLIPBOARD_TEXT,
  type ClipboardContent,
} from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTHING_INCOMING, takeIncoming, type Incoming } from './incoming.ts';
import { beginOutgoing, takenOutgoing, type ClipboardPart, type ClipboardTaken } from './outgoing.ts';

const idOf = (letter: string) => idSchema.parse(letter.repeat(22));
const ID = idOf('a');

/** Both ends and the wire between them, until nothing moves. */
function carry(content: ClipboardContent): { readonly arrived: ClipboardContent[]; readonly end: string } {
  const arrived: ClipboardContent[] = [];
  let incoming: Incoming = NOTHING_INCOMING;
  let { state, send } = beginOutgoing(content, ID);
  const wire: ClipboardPart[] = [...send];
  for (let part = wire.shift(); part !== undefined; part = wire.shift()) {
    expect(wire.length).toBeLessThan(CLIPBOARD_PARTS_AHEAD);
    const decoded = decodePeerMessage(JSON.stringify(part));
    expect(decoded).toEqual({ ok: true, value: part });
    const step = takeIncoming(incoming, part);
    incoming = step.state;
    if (step.content !== null) arrived.push(step.content);
    const written: ClipboardTaken = {
      type: 'clipboard.taken',
      id: ID,
      index: part.index,
      outcome: 'written',
    };
    ({ state, send } = takenOutgoing(state, step.answer ?? written));
    wire.push(...send);
  }
  return { arrived, end: state.kind === 'over' ? state.outcome : 'sending' };
}

test('every text and picture crosses as it is', () => {
  const text = fc.record({
    kind: fc.constant('text' as const),
    text: fc.string({ minLength: 1, unit: 'binary' }),
  });
  const image = fc.record({
    kind: fc.constant('image' as const),
    png: fc.base64String({ minLength: 4, maxLength: 4_000 }).filter((png) => png !== ''),
  });
  fc.assert(
    fc.property(fc.oneof(text, image), fc.integer({ min: 1, max: 40 }), (content, times) => {
      const long: ClipboardContent =
        content.kind === 'text' ? { ...content, text: content.text.repeat(times * 50) } : content;
      expect(carry(long)).toEqual({ arrived: [long], end: 'written' });
    }),
    { numRuns: 200 },
  );
});

test.each(['\u0001'.repeat(40_000), '👍🏽'.repeat(30_000), 'x'.repeat(MAX_CLIPBOARD_TEXT)])(
  'long texts of awkward characters fit their messages',
  (text) => {
    expect(carry({ kind: 'text', text })).toEqual({ arrived: [{ kind: 'text', text }], end: 'written' });
  },
);

test('parts that are repeated, skipped, of another size or longer than allowed make nothing', () => {
  const part = fc.record<ClipboardPart>({
    type: fc.constant('clipboard.part'),
    id: fc.constantFrom(ID, idOf('b')),
    index: fc.nat({ max: 4 }),
    kind: fc.constantFrom('text', 'image'),
    count: fc.integer({ min: 1, max: 4 }),
    data: fc.constantFrom('AAAA', 'not base64!', 'x'),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      let state: Incoming = NOTHING_INCOMING;
      parts.forEach((next, at) => {
        const step = takeIncoming(state, next);
        state = step.state;
        if (step.content === null) return;
        // The last ones that came are all its parts, in order: whatever stood before them does not matter.
        const whole = step.content.kind === 'text' ? step.content.text : step.content.png;
        const fitting = parts
          .slice(0, at + 1)
          .filter(({ id, count }) => id === next.id && count === next.count);
        const own = fitting.map(({ data }) => data).join('');
        expect(own.endsWith(whole.slice(-next.data.length))).toBe(true);
        expect(whole.length).toBeLessThanOrEqual(own.length);
        expect(next.index).toBe(next.count - 1);
      });
    }),
  );
});

test('a text beyond the limit is refused, and the sender hears it', () => {
  const { state } = beginOutgoing({ kind: 'text', text: 'x'.repeat(MAX_CLIPBOARD_TEXT + 1) }, ID);
  if (state.kind !== 'sending') throw new Error('nothing to send');
  let incoming: Incoming = NOTHING_INCOMING;
  const answers = state.parts.map((part) => {
    const step = takeIncoming(incoming, part);
    incoming = step.state;
    expect(step.content).toBeNull();
    return step.answer?.outcome;
  });
  expect(answers.at(-1)).toBe('refused');
});

test('an answer to what is no longer under way changes nothing', () => {
  const { state } = beginOutgoing({ kind: 'text', text: 'two'.repeat(9_000) }, ID);
  const taken = { type: 'clipboard.taken', index: 0, outcome: 'more' } as const;
  expect(takenOutgoing(state, { ...taken, id: idOf('b') })).toEqual({ state, send: [] });
  expect(takenOutgoing(state, { ...taken, id: ID, index: 1 })).toEqual({ state, send: [] });
  expect(takenOutgoing(state, { ...taken, id: ID, outcome: 'written' })).toEqual({ state, send: [] });
});
