import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BLOCK_BYTES, blockCount, blockRange, type FileBlock } from '@alongside/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDownload, reopenDownload, type Download } from './download.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alongside-download-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function block(content: Uint8Array, index: number): FileBlock {
  const { start, end } = blockRange(content.length, index);
  const bytes = content.subarray(start, end);
  return { offer: 1, file: 0, index, hash: sha256(bytes), bytes };
}

function sumOf(content: Uint8Array): string {
  const all = Array.from({ length: blockCount(content.length) }, (_, index) => block(content, index).hash);
  return sha256(Buffer.concat(all)).toString('hex');
}

async function opened(name: string, size: number): Promise<Download> {
  const download = await openDownload({ folder, name, size });
  if (!download.ok) throw new Error(download.code);
  return download.value;
}

async function send(download: Download, content: Uint8Array): Promise<void> {
  for (let index = download.written; index < blockCount(content.length); index += 1) {
    expect(await download.write(block(content, index))).toEqual({ ok: true, value: undefined });
  }
}

test.each([0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, BLOCK_BYTES * 40 + 7])(
  '%i bytes get their name when all is there, and nothing else is left',
  async (size) => {
    const content = randomBytes(size);
    const download = await opened('report.pdf', size);
    await send(download, content);
    expect(readdirSync(folder)).toEqual(['report.pdf.part']);
    expect(await download.finish(sumOf(content))).toEqual({
      ok: true,
      value: {
        path: path.join(folder, 'report.pdf'),
        name: 'report.pdf',
        sha256: sha256(content).toString('hex'),
      },
    });
    expect(readdirSync(folder)).toEqual(['report.pdf']);
    expect(readFileSync(path.join(folder, 'report.pdf')).equals(content)).toBe(true);
    expect(statSync(path.join(folder, 'report.pdf')).mode & 0o777).toBe(0o600);
  },
);

test('what is there already stays as it is', async () => {
  writeFileSync(path.join(folder, 'a.txt'), 'mine');
  writeFileSync(path.join(folder, 'a.txt.part'), 'mine too');
  const content = Buffer.from('theirs');
  const download = await opened('a.txt', content.length);
  await send(download, content);
  expect(await download.finish(sumOf(content))).toMatchObject({ ok: true, value: { name: 'a (2).txt' } });
  expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('mine');
  expect(readFileSync(path.join(folder, 'a.txt.part'), 'utf8')).toBe('mine too');
});

test('nothing is written through a link that lies there', async () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'alongside-outside-'));
  symlinkSync(path.join(outside, 'taken'), path.join(folder, 'a.txt.part'));
  symlinkSync(path.join(outside, 'taken'), path.join(folder, 'a.txt'));
  const content = Buffer.from('theirs');
  const download = await opened('a.txt', content.length);
  await send(download, content);
  expect(await download.finish(sumOf(content))).toMatchObject({ ok: true, value: { name: 'a (2).txt' } });
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test('a folder that was swapped for a link meanwhile gets nothing under a final name', async () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'alongside-outside-'));
  const inner = path.join(folder, 'inner');
  mkdirSync(inner);
  const content = Buffer.from('theirs');
  const download = await openDownload({ folder: inner, name: 'a.txt', size: content.length });
  if (!download.ok) throw new Error(download.code);
  await send(download.value, content);
  renameSync(inner, path.join(folder, 'moved'));
  symlinkSync(outside, inner);
  expect(await download.value.finish(sumOf(content))).toEqual({ ok: false, code: 'not-writable' });
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test.each<[string, (content: Buffer) => FileBlock]>([
  ['another block than the next', (content) => block(content, 1)],
  [
    'bytes that are not those of the hash',
    (content) => ({ ...block(content, 0), bytes: content.subarray(1, BLOCK_BYTES + 1) }),
  ],
  [
    'a block that is too short',
    (content) => ({ ...block(content, 0), ...withHash(content.subarray(0, 10)) }),
  ],
  ['a hash that is cut', (content) => ({ ...block(content, 0), hash: new Uint8Array(3) })],
])('%s is not written', async (_, wrong) => {
  const content = randomBytes(BLOCK_BYTES * 2);
  const download = await opened('a', content.length);
  expect(await download.write(wrong(content))).toEqual({ ok: false, code: 'damaged' });
  expect(download.written).toBe(0);
  await send(download, content);
  expect(await download.finish(sumOf(content))).toMatchObject({ ok: true });
});

function withHash(bytes: Buffer): Pick<FileBlock, 'bytes' | 'hash'> {
  return { bytes, hash: sha256(bytes) };
}

test('where not all is there, or the disk has something else, it gets no name', async () => {
  const content = randomBytes(BLOCK_BYTES * 2);
  const short = await opened('short', content.length);
  await short.write(block(content, 0));
  expect(await short.finish(sumOf(content))).toEqual({ ok: false, code: 'damaged' });
  const spoilt = await opened('spoilt', content.length);
  await send(spoilt, content);
  writeFileSync(path.join(folder, 'spoilt.part'), Buffer.alloc(content.length));
  expect(await spoilt.finish(sumOf(content))).toEqual({ ok: false, code: 'damaged' });
  expect(readdirSync(folder).toSorted()).toEqual(['short.part', 'spoilt.part']);
  await short.discard();
  await spoilt.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test('more than the disk has room for is refused before anything is written', async () => {
  expect(await openDownload({ folder, name: 'a', size: 2 ** 40 })).toEqual({ ok: false, code: 'no-space' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is none is said to be not writable', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const folders = [path.join(folder, 'file'), '/dev/null/inner'];
  for (const each of folders) {
    expect(await openDownload({ folder: each, name: 'a', size: 1 })).toEqual({
      ok: false,
      code: 'not-writable',
    });
  }
});

test('what a program that broke off has left goes on where it was, and is hashed again', async () => {
  const content = randomBytes(BLOCK_BYTES * 3 + 9);
  const first = await opened('a.bin', content.length);
  await first.write(block(content, 0));
  await first.write(block(content, 1));
  // Cut off in the middle of a block.
  appendFileSync(first.part, content.subarray(2 * BLOCK_BYTES, 2 * BLOCK_BYTES + 100));
  const again = await reopenDownload({ part: first.part, name: 'a.bin', size: content.length });
  if (!again.ok) throw new Error(again.code);
  expect(again.value.written).toBe(2);
  await send(again.value, content);
  expect(await again.value.finish(sumOf(content))).toMatchObject({ ok: true, value: { name: 'a.bin' } });
  expect(readFileSync(path.join(folder, 'a.bin')).equals(content)).toBe(true);
});

test('a link, another’s file, one that is too long or gone is not gone on with', async () => {
  const size = 10;
  writeFileSync(path.join(folder, 'mine'), 'x');
  symlinkSync(path.join(folder, 'mine'), path.join(folder, 'link.part'));
  linkSync(path.join(folder, 'mine'), path.join(folder, 'hard.part'));
  writeFileSync(path.join(folder, 'long.part'), 'x'.repeat(11));
  mkdirSync(path.join(folder, 'folder.part'));
  for (const name of ['link', 'hard', 'long', 'folder', 'gone']) {
    const part = path.join(folder, `${name}.part`);
    expect(await reopenDownload({ part, name, size })).toEqual({ ok: false, code: 'not-writable' });
  }
});
