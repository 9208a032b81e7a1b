import { expect, test } from 'vitest';
import { fail, ok, type Fact, type ParticipantId, type RelayMessage, type Result } from '@alongside/protocol';
import { RecordQueue } from './record-queue.ts';
import { ManualClock, settled } from './testing/manual-clock.ts';
import type { LinkRequest, RequestCode } from './types.ts';

type Append = Extract<LinkRequest, { type: 'record.append' }>;
type Answer = Result<RelayMessage, RequestCode>;

const DONE: Answer = ok({ type: 'ok', re: 1 });
const factAt = (at: number): Fact => ({
  kind: 'trust.proved',
  at,
  peer: 'B'.repeat(22) as ParticipantId,
});

function rig() {
  const sent: Append[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const clock = new ManualClock();
  let keys = 0;
  const queue = new RecordQueue({
    request: (message) => {
      if (message.type !== 'record.append') throw new Error(message.type);
      sent.push(message);
      return new Promise((settle) => waiting.push(settle));
    },
    newKey: () => `key-${(keys += 1)}`,
    clock,
  });
  const answer = async (answered: Answer): Promise<void> => {
    waiting.shift()?.(answered);
    await settled();
  };
  return { queue, sent, clock, answer };
}

test('facts go one at a time, in order', async () => {
  const { queue, sent, answer } = rig();
  for (const at of [1, 2, 3]) queue.push(factAt(at));
  expect(sent).toHaveLength(1);
  await answer(DONE);
  await answer(DONE);
  await answer(DONE);
  expect(sent.map(({ fact }) => fact.at)).toEqual([1, 2, 3]);
  expect(queue.size).toBe(0);
});

test('a fact that could not be delivered is sent again under the same key', async () => {
  const { queue, sent, answer } = rig();
  queue.push(factAt(1));
  queue.push(factAt(2));
  await answer(fail('offline'));
  expect(queue.size).toBe(2);
  queue.resume();
  await answer(DONE);
  await answer(DONE);
  expect(sent.map(({ key, fact }) => [key, fact.at])).toEqual([
    ['key-1', 1],
    ['key-1', 1],
    ['key-2', 2],
  ]);
});

test('resuming twice does not send twice', () => {
  const { queue, sent } = rig();
  queue.push(factAt(1));
  queue.resume();
  queue.resume();
  expect(sent).toHaveLength(1);
});

test('a full or busy relay is asked again later', async () => {
  const { queue, sent, clock, answer } = rig();
  queue.push(factAt(1));
  await answer(fail('storage-full'));
  expect(sent).toHaveLength(1);
  await clock.pass(5_000);
  expect(sent).toHaveLength(2);
});

test('a fact that is refused does not block the next', async () => {
  const { queue, sent, answer } = rig();
  queue.push(factAt(1));
  queue.push(factAt(2));
  await answer(fail('not-allowed'));
  expect(sent.map(({ fact }) => fact.at)).toEqual([1, 2]);
});

test('the queue is bounded and keeps the newest', async () => {
  const { queue, sent, answer } = rig();
  for (let at = 1; at <= 2_005; at += 1) queue.push(factAt(at));
  expect(queue.size).toBe(2_000);
  // The first is under way and was cut from the queue meanwhile: its answer takes nobody else away.
  await answer(DONE);
  expect(queue.size).toBe(2_000);
  expect(sent.map(({ fact }) => fact.at)).toEqual([1, 6]);
});

test('on close what is left is handed over, and nothing after', async () => {
  const { queue, sent, clock } = rig();
  for (const at of [1, 2, 3]) queue.push(factAt(at));
  queue.close();
  queue.close();
  queue.push(factAt(4));
  expect(sent.map(({ fact }) => fact.at)).toEqual([1, 1, 2, 3]);
  expect(clock.waiting).toBe(0);
});
