import {
  BLOCK_BYTES,
  BLOCKS_AHEAD,
  blockCount,
  blockRange,
  decodeBlock,
  participantIdSchema,
  type FileBlock,
  type PeerMessage,
} from '@alongside/protocol';
import { expect, test } from 'vitest';
import { FileSender, type FileSource } from './file-sender.ts';

const AUNT = participantIdSchema.parse('a'.repeat(22));
const CONTENT = new Uint8Array(BLOCK_BYTES * 30 + 11).map((_, index) => (index * 7 + (index >> 9)) & 0xff);

async function sha256(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}

async function sumOf(content: Uint8Array): Promise<string> {
  const hashes = Array.from({ length: blockCount(content.length) }, (_, index) => {
    const { start, end } = blockRange(content.length, index);
    return sha256(content.subarray(start, end));
  });
  const all = await new Blob(await Promise.all(hashes)).arrayBuffer();
  const sum = await sha256(new Uint8Array(all));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A line that takes each block when it is told to. */
function open(source: FileSource = new Blob([CONTENT])) {
  const blocks: FileBlock[] = [];
  const said: PeerMessage[] = [];
  const news = new Set<() => void>();
  let isUp = true;
  const tell = (): void => {
    for (const each of news) each();
  };
  const sender = new FileSender({
    send: (_, message) => {
      said.push(message);
      tell();
    },
    sendBulk: (_, bytes) => {
      if (!isUp) return Promise.resolve({ ok: false, code: 'not-connected' });
      const block = decodeBlock(bytes);
      if (block.ok) blocks.push(block.value);
      tell();
      return Promise.resolve({ ok: true, value: undefined });
    },
  });
  sender.add(7, [source]);
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        news.delete(look);
        resolve();
      };
      news.add(look);
      look();
    });
  return { sender, blocks, said, until, breakOff: () => void (isUp = false) };
}

const take = (from: number, count: number) =>
  ({ type: 'files.take', offer: 7, file: 0, from, count }) as const;
const CHECK = { type: 'files.check', offer: 7, file: 0 } as const;

test('what is asked for is sent in order, each block with its hash, and no more than there is', async () => {
  const { sender, blocks, until } = open();
  sender.hear(AUNT, take(0, BLOCKS_AHEAD));
  sender.hear(AUNT, take(BLOCKS_AHEAD, BLOCKS_AHEAD));
  await until(() => blocks.length === blockCount(CONTENT.length));
  expect(blocks.map(({ index }) => index)).toEqual(blocks.map((_, index) => index));
  expect(blocks.flatMap(({ bytes }) => [...bytes])).toEqual([...CONTENT]);
  for (const { hash, bytes } of blocks) expect([...(await sha256(bytes))]).toEqual([...hash]);
});

test('the sum is that of all blocks, also of those that went out in an earlier run', async () => {
  const { sender, said, until } = open();
  sender.hear(AUNT, take(20, 2));
  sender.hear(AUNT, CHECK);
  await until(() => said.length === 1);
  expect(said).toEqual([{ type: 'files.sum', offer: 7, file: 0, sum: await sumOf(CONTENT) }]);
});

test.each([
  ['source-gone', 'NotFoundError'],
  ['source-changed', 'NotReadableError'],
])('a file that cannot be read any more is said to be %s', async (problem, name) => {
  const broken: FileSource = {
    size: 10,
    slice: () => {
      const blob = new Blob([]);
      blob.arrayBuffer = () => Promise.reject(new DOMException('', name));
      return blob;
    },
  };
  const { sender, said, until } = open(broken);
  sender.hear(AUNT, take(0, 1));
  await until(() => said.length === 1);
  expect(said).toEqual([{ type: 'files.failed', offer: 7, file: 0, problem }]);
});

test('what is not offered, or not any more, is not read', async () => {
  const { sender, blocks, said, until } = open();
  sender.hear(AUNT, { ...take(0, 1), file: 1 });
  sender.remove(7);
  sender.hear(AUNT, take(0, 1));
  await until(() => said.length === 2);
  expect(said.map((message) => message.type === 'files.failed' && message.problem)).toEqual([
    'withdrawn',
    'withdrawn',
  ]);
  expect(blocks).toEqual([]);
});

test('beyond the end there is nothing; a line that is gone ends what is under way', async () => {
  const { sender, blocks, said, until, breakOff } = open();
  sender.hear(AUNT, take(31, 5));
  sender.hear(AUNT, take(500, 5));
  sender.hear(AUNT, CHECK);
  await until(() => said.length === 1);
  expect(blocks).toEqual([]);
  breakOff();
  sender.hear(AUNT, take(0, 5));
  sender.hear(AUNT, CHECK);
  await until(() => said.length === 2);
  expect(blocks).toEqual([]);
});

test('whoever asks without end is not answered without end', async () => {
  const { sender, blocks, said, until } = open();
  for (let times = 0; times < 1_000; times += 1) sender.hear(AUNT, take(0, 1));
  await until(() => blocks.length === 8);
  sender.hear(AUNT, CHECK);
  await until(() => said.length === 1);
  expect(blocks).toHaveLength(8);
});
