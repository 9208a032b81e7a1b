/** What is told of a clipboard: from now on only, nothing of our own, nothing secret. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClipboardContent } from '@alongside/protocol';
import type { SystemClipboard } from './system-clipboard.ts';

vi.mock('electron', () => ({ clipboard: {}, nativeImage: {} }));
const { MachineClipboard } = await import('./machine-clipboard.ts');

class PaperClipboard implements SystemClipboard {
  there = { formats: ['text/plain'], text: 'from before', png: Buffer.alloc(0) };
  reads = 0;
  readonly formats = () => Promise.resolve(this.there.formats);
  readonly has = () => Promise.resolve(false);
  readonly text = () => Promise.resolve(this.there.text);
  readonly png = () => {
    this.reads += 1;
    return Promise.resolve(this.there.png);
  };
  readonly writeText = (text: string) => {
    this.there = { formats: ['text/plain'], text, png: Buffer.alloc(0) };
    return Promise.resolve();
  };
  readonly writePng = (png: Buffer) => {
    // As systems do: what is read is not byte for byte what was written.
    this.there = { formats: ['image/png'], text: '', png: Buffer.concat([png, Buffer.from('!')]) };
    return Promise.resolve(true);
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function watched() {
  const paper = new PaperClipboard();
  const clipboard = new MachineClipboard(paper);
  const told: ClipboardContent[] = [];
  await clipboard.watch((content) => told.push(content));
  const pass = () => vi.advanceTimersByTimeAsync(2_000);
  return { paper, clipboard, told, pass };
}

test('what is copied from now on is told once, what was there before is not', async () => {
  const { paper, told, pass } = await watched();
  await pass();
  expect(told).toEqual([]);
  await paper.writeText('new');
  await pass();
  await pass();
  expect(told).toEqual([{ kind: 'text', text: 'new' }]);
});

test('a look tells at once', async () => {
  const { paper, clipboard, told } = await watched();
  await paper.writeText('quick');
  await clipboard.look();
  expect(told).toEqual([{ kind: 'text', text: 'quick' }]);
});

test('changes are numbered, and a look answers with the last one', async () => {
  const paper = new PaperClipboard();
  const clipboard = new MachineClipboard(paper);
  const numbers: number[] = [];
  expect(await clipboard.watch((_, change) => numbers.push(change))).toBe(0);
  await paper.writeText('one');
  expect(await clipboard.look()).toBe(1);
  expect(await clipboard.look()).toBe(1);
  await paper.writeText('two');
  expect(await clipboard.look()).toBe(2);
  expect(numbers).toEqual([1, 2]);
  expect(await clipboard.watch(() => undefined)).toBe(2);
});

test('what we write ourselves is not told, text or picture', async () => {
  const { clipboard, told, pass } = await watched();
  expect(await clipboard.write({ kind: 'text', text: 'theirs' })).toBe(true);
  await pass();
  const png = Buffer.from('picture').toString('base64');
  expect(await clipboard.write({ kind: 'image', png })).toBe(true);
  await pass();
  expect(told).toEqual([]);
});

test('a picture is told as it is', async () => {
  const { paper, told, pass } = await watched();
  await paper.writePng(Buffer.from('picture'));
  await pass();
  expect(told).toEqual([{ kind: 'image', png: Buffer.from('picture!').toString('base64') }]);
});

test('what a program marked as secret is neither told nor read', async () => {
  const { paper, told, pass } = await watched();
  paper.there = {
    formats: ['text/plain', 'x-kde-passwordManagerHint'],
    text: 'hunter2',
    png: Buffer.alloc(0),
  };
  await pass();
  expect(told).toEqual([]);
});

test('nothing is looked at when nobody watches any more', async () => {
  const { paper, clipboard, told, pass } = await watched();
  await clipboard.watch(null);
  await paper.writeText('private');
  await pass();
  await clipboard.look();
  expect(told).toEqual([]);
});
