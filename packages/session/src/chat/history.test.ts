import { participantIdSchema, peerMessageSchema, type ParticipantId } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyOf, withHistory } from './history.ts';
import { initialChat, type Chat } from './state.ts';
import { stepChat } from './step.ts';

const idOf = (name: string): ParticipantId => participantIdSchema.parse(name.padEnd(22, '-'));
const LEAD = idOf('lead');
const AUNT = idOf('aunt');
const UNCLE = idOf('uncle');
const NAMES = new Map([
  [LEAD, 'Kim'],
  [AUNT, 'Aunt'],
]);
const nameOf = (id: ParticipantId) => NAMES.get(id);

/** The lead's conversation: own lines, and those of the aunt. */
function said(lines: readonly { by: ParticipantId; to: 'everyone' | 'csrs'; text: string }[]): Chat {
  return lines.reduce((chat, { by, to, text }, index) => {
    const id = String(index).padEnd(22, 'x');
    const event =
      by === LEAD
        ? ({ type: 'chat.write', at: index, id, to, text, recipients: [AUNT] } as const)
        : ({
            type: 'chat.arrived',
            at: index,
            from: by,
            message: { type: 'chat.message', id, scope: to, text, at: index },
          } as const);
    return stepChat(chat, event).state;
  }, initialChat(LEAD));
}

test('whoever comes later is told what was said to everyone, in order, and nothing else', () => {
  const chat = said([
    { by: LEAD, to: 'everyone', text: 'Hello' },
    { by: LEAD, to: 'csrs', text: 'between us' },
    { by: AUNT, to: 'everyone', text: 'Good day' },
  ]);
  const { effects } = stepChat(chat, { type: 'chat.newcomer', peer: UNCLE, nameOf });
  expect(effects).toMatchObject([
    {
      to: UNCLE,
      message: {
        lines: [
          { name: 'Kim', text: 'Hello' },
          { name: 'Aunt', text: 'Good day' },
        ],
      },
    },
  ]);
  expect(stepChat(initialChat(LEAD), { type: 'chat.newcomer', peer: UNCLE, nameOf }).effects).toEqual([]);
});

test('what was said before stands before what came since, once, and counts as read', () => {
  const history = historyOf(said([{ by: LEAD, to: 'everyone', text: 'Hello' }]), nameOf);
  if (history === null) throw new Error('nothing to tell');
  const uncle = stepChat(initialChat(UNCLE), {
    type: 'chat.arrived',
    at: 9,
    from: AUNT,
    message: { type: 'chat.message', id: 'y'.repeat(22), scope: 'everyone', text: 'Welcome', at: 9 },
  }).state;
  const told = withHistory(withHistory(uncle, history.lines), history.lines);
  expect(told.lines.map(({ text, name }) => [text, name])).toEqual([
    ['Hello', 'Kim'],
    ['Welcome', undefined],
  ]);
  expect(told.panel).toEqual(uncle.panel);
});

test('nobody rewrites a line that is here, or speaks in the name of the reader', () => {
  const aunt = stepChat(initialChat(AUNT), {
    type: 'chat.arrived',
    at: 1,
    from: LEAD,
    message: { type: 'chat.message', id: 'z'.repeat(22), scope: 'everyone', text: 'as it was', at: 1 },
  }).state;
  const forged = [
    { id: 'z'.repeat(22), from: LEAD, name: 'Kim', text: 'as it never was', at: 1 },
    { id: 'q'.repeat(22), from: AUNT, name: 'Aunt', text: 'I agree', at: 2 },
  ];
  expect(withHistory(aunt, forged)).toBe(aunt);
});

test('a history always fits into one message that the other end takes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 4_000 }), { maxLength: 60 }), (texts) => {
      const spoken = texts.filter(
        (text) => text.trim() !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text),
      );
      const history = historyOf(said(spoken.map((text) => ({ by: AUNT, to: 'everyone', text }))), nameOf);
      if (history === null) return;
      expect(JSON.stringify(history).length).toBeLessThan(64 * 1024);
      expect(peerMessageSchema.safeParse(history).success).toBe(true);
      expect(history.lines.at(-1)?.text).toBe(spoken.at(-1));
    }),
    { numRuns: 60 },
  );
});
