import type { PeerMessageOf } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANNA, BORIS, CUSTOMER } from '../testing/scene.ts';
import { initialChat, MAX_CHAT_LINES, unreadOf, type Chat } from './state.ts';
import { stepChat, type ChatEvent } from './step.ts';

const empty = initialChat(ANNA);

function after(start: Chat, ...events: readonly ChatEvent[]): Chat {
  return events.reduce((now, event) => stepChat(now, event).state, start);
}

const write: ChatEvent = {
  type: 'chat.write',
  at: 10,
  id: 'line-1',
  to: 'everyone',
  text: '안녕하세요',
  recipients: [BORIS, CUSTOMER],
};
const message = (id: string, text = 'Hello'): PeerMessageOf<'chat.message'> => {
  return { type: 'chat.message', id, scope: 'everyone', text, at: 999 };
};
const arrive = (id: string, from = CUSTOMER): ChatEvent => {
  return { type: 'chat.arrived', at: 20, from, message: message(id) };
};
const handedOver = (peer = BORIS, ok = true): ChatEvent => {
  return { type: 'chat.handed-over', id: 'line-1', peer, ok };
};
const receipt = (from = BORIS): ChatEvent => ({ type: 'chat.receipt', from, id: 'line-1' });

test('a written line stands at once and goes to each person meant', () => {
  const written = stepChat(empty, write);
  expect(written.state.lines).toMatchObject([
    { from: ANNA, to: 'everyone', text: '안녕하세요', state: 'sending' },
  ]);
  expect(written.effects.map(({ to }) => to)).toEqual([BORIS, CUSTOMER]);
  expect(written.effects[0]?.message).toEqual({
    type: 'chat.message',
    id: 'line-1',
    scope: 'everyone',
    text: '안녕하세요',
    at: 10,
  });
});

test('a line to one person says to its reader that nobody else sees it', () => {
  const { effects, state } = stepChat(empty, { ...write, to: BORIS, recipients: [BORIS] });
  expect(effects[0]?.message).toMatchObject({ scope: 'one' });
  expect(state.lines[0]).toMatchObject({ to: BORIS, scope: 'one' });
});

test.each<readonly [string, readonly ChatEvent[], string]>([
  ['sending, while one is not handed over', [handedOver()], 'sending'],
  ['delivered, when the connection took it for all', [handedOver(), handedOver(CUSTOMER)], 'delivered'],
  ['delivered, while one has not received it', [receipt(), handedOver(CUSTOMER)], 'delivered'],
  ['received, when all have it', [receipt(), receipt(CUSTOMER)], 'received'],
  [
    'received, also when the connection says so later',
    [receipt(), receipt(CUSTOMER), handedOver()],
    'received',
  ],
  ['failed, when one is out of reach', [receipt(), handedOver(CUSTOMER, false)], 'failed'],
  [
    'sending again, after a new try',
    [receipt(), handedOver(CUSTOMER, false), { type: 'chat.retry', id: 'line-1' }],
    'sending',
  ],
])('a line is %s', (_name, events, state) => {
  expect(after(empty, write, ...events).lines[0]?.state).toBe(state);
});

test('a new try goes only to those whom the line has not reached', () => {
  const failed = after(empty, write, receipt(), handedOver(CUSTOMER, false));
  expect(stepChat(failed, { type: 'chat.retry', id: 'line-1' }).effects.map(({ to }) => to)).toEqual([
    CUSTOMER,
  ]);
});

test('a line with nobody to reach has failed; an empty one is not written', () => {
  expect(after(empty, { ...write, recipients: [] }).lines[0]?.state).toBe('failed');
  expect(after(empty, { ...write, text: ' \n ' }).lines).toEqual([]);
});

test('a receipt from somebody who was not meant changes nothing', () => {
  const written = after(empty, { ...write, recipients: [BORIS] });
  expect(after(written, receipt(CUSTOMER))).toEqual(written);
});

test('a line that comes twice is shown once and acknowledged twice', () => {
  const once = stepChat(empty, arrive('x'));
  const twice = stepChat(once.state, arrive('x'));
  expect(twice.state).toEqual(once.state);
  expect(twice.effects).toEqual([
    { type: 'send', to: CUSTOMER, message: { type: 'chat.received', id: 'x' } },
  ]);
});

test("nobody makes another's line vanish by using its id first", () => {
  const now = after(empty, arrive('x', BORIS), arrive('x', CUSTOMER), { ...write, id: 'x' });
  expect(now.lines.map(({ from }) => from)).toEqual([BORIS, CUSTOMER, ANNA]);
});

test('lines stand in the order in which they came here, by our clock', () => {
  const now = after(empty, arrive('b'), { ...write, at: 30 }, { ...arrive('a'), at: 40 } as ChatEvent);
  expect(now.lines.map(({ at }) => at)).toEqual([20, 30, 40]);
});

test('what arrives while the panel is closed is counted until it is opened', () => {
  const closed = after(empty, arrive('x'), arrive('x'), arrive('y'), write);
  expect(unreadOf(closed)).toBe(2);
  const open = after(closed, { type: 'chat.open' }, arrive('z'));
  expect(unreadOf(open)).toBe(0);
  expect(unreadOf(after(open, { type: 'chat.close' }, arrive('w'), { type: 'chat.close' }))).toBe(1);
});

test('nobody fills our memory by talking', () => {
  let now = empty;
  for (let count = 0; count <= MAX_CHAT_LINES; count += 1) now = after(now, arrive(`line-${count}`));
  expect(now.lines).toHaveLength(MAX_CHAT_LINES);
  expect(now.lines[0]?.id).toBe('line-1');
});

test('any order of repeats, receipts and failures leaves each line once', () => {
  const event = fc.oneof(
    fc.constantFrom<ChatEvent>(
      write,
      handedOver(),
      handedOver(CUSTOMER, false),
      receipt(),
      receipt(CUSTOMER),
    ),
    fc.constantFrom('x', 'y', 'z').chain((id) => fc.constantFrom(arrive(id), arrive(id, BORIS))),
    fc.constantFrom<ChatEvent>(
      { type: 'chat.retry', id: 'line-1' },
      { type: 'chat.open' },
      { type: 'chat.close' },
    ),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const { lines } = after(empty, ...events);
      const names = lines.map(({ from, id }) => `${from} ${id}`);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});
