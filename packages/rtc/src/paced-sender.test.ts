import { expect, test } from 'vitest';
import { fail, ok } from '@alongside/protocol';
import { PacedSender } from './paced-sender.ts';

function rig() {
  const port = { open: true, buffered: 0, sent: [] as string[], throws: false };
  const sender = new PacedSender(
    {
      isOpen: () => port.open,
      bufferedAmount: () => port.buffered,
      send: (data) => {
        if (port.throws) throw new Error('OperationError');
        port.sent.push(String(data));
        port.buffered += 10;
      },
    },
    { highWaterBytes: 20, maxWaiting: 2 },
  );
  return { port, sender };
}

test('what is over the high water waits its turn, and comes out in order', async () => {
  const { port, sender } = rig();
  const all = ['a', 'b', 'c', 'd'].map((text) => sender.send(text));
  expect(port.sent).toEqual(['a', 'b']);
  port.buffered = 0;
  sender.drain();
  expect(await Promise.all(all)).toEqual([ok(), ok(), ok(), ok()]);
  expect(port.sent).toEqual(['a', 'b', 'c', 'd']);
});

test('the queue is bounded', async () => {
  const { port, sender } = rig();
  for (const text of ['a', 'b', 'c', 'd']) void sender.send(text);
  expect(await sender.send('e')).toEqual(fail('backlog'));
  expect(port.sent).toEqual(['a', 'b']);
});

test('closing answers all that waits, and everything after', async () => {
  const { sender } = rig();
  const waiting = ['a', 'b', 'c'].map((text) => sender.send(text)).slice(2);
  sender.close();
  sender.close();
  expect(await Promise.all(waiting)).toEqual([fail('not-connected')]);
  expect(await sender.send('d')).toEqual(fail('not-connected'));
});

test('a channel that closes in between, or throws, has not sent', async () => {
  const { port, sender } = rig();
  port.throws = true;
  expect(await sender.send('a')).toEqual(fail('not-connected'));
  port.throws = false;
  port.buffered = 20;
  const waiting = sender.send('b');
  port.open = false;
  port.buffered = 0;
  sender.drain();
  expect(await waiting).toEqual(fail('not-connected'));
  expect(port.sent).toEqual([]);
});
