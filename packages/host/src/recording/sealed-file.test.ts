/** A sealed file reads as it was written, whatever the order, and not at all when a single bit is another one. */
import { randomBytes } from 'node:crypto';
import { open, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createNew, openThere } from './random-file.ts';
import { createSealedFile, openSealedFile, SealBrokenError } from './sealed-file.ts';

const KEY = randomBytes(32);

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'alongside-sealed-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

async function written(dir: string, content: Buffer): Promise<string> {
  const file = path.join(dir, `${randomBytes(6).toString('hex')}.sealed`);
  const sealed = await createSealedFile({ handle: await createNew(file), key: KEY, role: 'final' });
  await sealed.write(0, content);
  await sealed.finish();
  await sealed.close();
  return file;
}

async function readBack(file: string, role = 'final', key: Uint8Array = KEY): Promise<Buffer> {
  const handle = await openThere(file);
  try {
    const sealed = await openSealedFile({ handle, key, role }, true);
    return await sealed.read(0, sealed.size);
  } finally {
    await handle.close();
  }
}

test('pieces written anywhere are one file, and any part of it is read', async () => {
  const dir = await folder();
  const piece = fc.record({
    back: fc.integer({ min: 0, max: 40_000 }),
    length: fc.integer({ min: 0, max: 40_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (pieces, part) => {
        const file = path.join(dir, randomBytes(8).toString('hex'));
        const sealed = await createSealedFile({ handle: await createNew(file), key: KEY, role: 'part' });
        let expected = Buffer.alloc(0);
        for (const { back, length } of pieces) {
          const at = Math.max(0, expected.length - back);
          const bytes = randomBytes(length);
          await sealed.write(at, bytes);
          const next = Buffer.alloc(Math.max(expected.length, at + length));
          expected.copy(next);
          bytes.copy(next, at);
          expected = next;
        }
        expect(sealed.size).toBe(expected.length);
        const start = Math.floor(expected.length * part);
        expect((await sealed.read(start, expected.length)).equals(expected.subarray(start))).toBe(true);
        await sealed.close();
      },
    ),
    { numRuns: 40 },
  );
});

test('what was not finished reads up to where it came, but does not count as whole', async () => {
  const file = path.join(await folder(), 'x');
  const writing = await createSealedFile({ handle: await createNew(file), key: KEY, role: 'part' });
  await writing.write(0, Buffer.from('so far'));
  await writing.close();
  const handle = await openThere(file);
  const there = await openSealedFile({ handle, key: KEY, role: 'part' }, false);
  expect((await there.read(0, there.size)).toString()).toBe('so far');
  await expect(openSealedFile({ handle, key: KEY, role: 'part' }, true)).rejects.toThrow(SealBrokenError);
  await handle.close();
});

test('a flipped bit anywhere, another key, another role: refused', async () => {
  const dir = await folder();
  const content = randomBytes(40_000);
  const file = await written(dir, content);
  expect((await readBack(file)).equals(content)).toBe(true);
  await expect(readBack(file, 'part')).rejects.toThrow(SealBrokenError);
  await expect(readBack(file, 'final', randomBytes(32))).rejects.toThrow(SealBrokenError);
  const bytes = await readFile(file);
  // Bytes 5 to 7 say nothing.
  const places = [0, 4, 8, 20, 30, 43, 44, 60, 16_500, 20_000, bytes.length - 1];
  for (const place of places) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    const copy = path.join(dir, `flipped-${place}`);
    await writeFile(copy, changed);
    await expect(readBack(copy), `byte ${place}`).rejects.toThrow(SealBrokenError);
  }
});

test('pages cut off, doubled or changed for one another: refused', async () => {
  const dir = await folder();
  const file = await written(dir, randomBytes(40_000));
  const bytes = await readFile(file);
  const [head, page] = [44, 12 + 16_384 + 16];
  const first = bytes.subarray(head, head + page);
  const second = bytes.subarray(head + page, head + 2 * page);
  const rest = bytes.subarray(head + 2 * page);
  const variants = {
    cut: [bytes.subarray(0, head), first, second],
    doubled: [bytes.subarray(0, head), first, second, second, rest],
    swapped: [bytes.subarray(0, head), second, first, rest],
  };
  for (const [name, parts] of Object.entries(variants)) {
    const copy = path.join(dir, name);
    await writeFile(copy, Buffer.concat(parts));
    await expect(readBack(copy), name).rejects.toThrow(SealBrokenError);
  }
});

test('nothing is written over what is there, or through a link', async () => {
  const file = await written(await folder(), Buffer.from('x'));
  await expect(createNew(file)).rejects.toThrow('EEXIST');
  await (await open(file)).close();
});
