/** Threat 19: whatever is named, nothing outside what was allowed is listed, read, made, renamed or deleted. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDownload } from './download.ts';
import { Folders, isBelow } from './folders.ts';

let home = '';
let open = '';
let folders = new Folders(null);
const SECRET = 'the pin is 4711';

beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'alongside-folders-')));
  open = path.join(home, 'open');
  mkdirSync(path.join(open, 'inner/deep'), { recursive: true });
  mkdirSync(path.join(home, 'open-too'));
  writeFileSync(path.join(home, 'secret.txt'), SECRET);
  writeFileSync(path.join(home, 'open-too/near.txt'), SECRET);
  writeFileSync(path.join(open, 'a.txt'), 'hello');
  writeFileSync(path.join(open, 'inner/b.txt'), 'there');
  writeFileSync(path.join(open, 'inner/deep/c.txt'), '!');
  symlinkSync(home, path.join(open, 'way-out'));
  symlinkSync(path.join(home, 'secret.txt'), path.join(open, 'file-out'));
  symlinkSync('inner', path.join(open, 'way-in'));
  folders = new Folders([open]);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a folder is listed with what is in it; a link that leads out is there, and no more than that', async () => {
  const listed = await folders.list(open);
  if (!listed.ok) throw new Error(listed.code);
  const { entries, parent, isCut } = listed.value;
  expect(parent).toBeNull();
  expect(isCut).toBe(false);
  expect(Object.fromEntries(entries.map(({ name, kind }) => [name, kind]))).toEqual({
    'a.txt': 'file',
    'file-out': 'other',
    inner: 'folder',
    'way-in': 'folder',
    'way-out': 'other',
  });
  expect(entries.find(({ name }) => name === 'file-out')?.size).toBeNull();
  expect(await folders.list(path.join(open, 'way-in'))).toMatchObject({
    value: { path: path.join(open, 'inner'), parent: open },
  });
});

test.each([
  '../secret.txt',
  'inner/../../secret.txt',
  'way-out/secret.txt',
  'file-out',
  '../open-too/near.txt',
  'way-out/open/../secret.txt',
])('%s cannot be read, listed, fetched, renamed or deleted', async (way) => {
  const file = `${open}/${way}`;
  expect((await folders.open(file)).ok).toBe(false);
  expect((await folders.list(path.dirname(file))).ok && way !== 'file-out').toBe(false);
  const found = await folders.survey([file]);
  expect(found.ok && found.value.length > 0).toBe(false);
  if (way !== 'file-out') {
    expect((await folders.rename(file, 'x.txt')).ok).toBe(false);
    expect((await folders.remove([file])).ok).toBe(false);
  }
  expect(readFileSync(path.join(home, 'secret.txt'), 'utf8')).toBe(SECRET);
});

test('a link is renamed and deleted itself, never what it leads to', async () => {
  expect(await folders.rename(path.join(open, 'file-out'), 'other-name')).toMatchObject({ ok: true });
  expect(await folders.remove([path.join(open, 'other-name'), path.join(open, 'way-out')])).toMatchObject({
    ok: true,
  });
  expect(readFileSync(path.join(home, 'secret.txt'), 'utf8')).toBe(SECRET);
  expect(existsSync(path.join(open, 'way-out'))).toBe(false);
});

test('what was allowed itself cannot be deleted or renamed, nor can a root', async () => {
  for (const place of [open, '/', `${open}/inner/..`]) {
    expect(await folders.remove([place])).toMatchObject({ ok: false });
    expect(await new Folders(null).rename('/', 'x')).toMatchObject({ ok: false });
  }
  expect(existsSync(path.join(open, 'a.txt'))).toBe(true);
});

test.each(['', '.', '..', 'a/b', String.raw`a\b`, 'con', 'nul.txt', 'x:y', 'dot.', ' ', 'a\u202eb'])(
  'the name %j is refused, for new folders and new names',
  async (name) => {
    expect(await folders.make(open, name)).toEqual({ ok: false, code: 'bad-name' });
    expect(await folders.rename(path.join(open, 'a.txt'), name)).toEqual({ ok: false, code: 'bad-name' });
  },
);

test('nothing is replaced: a name that is taken is refused', async () => {
  expect(await folders.make(open, 'inner')).toEqual({ ok: false, code: 'exists' });
  expect(await folders.rename(path.join(open, 'a.txt'), 'inner')).toEqual({ ok: false, code: 'exists' });
  expect(await folders.rename(path.join(open, 'gone'), 'b')).toEqual({ ok: false, code: 'gone' });
});

test('folders are counted through, links in them left out', async () => {
  symlinkSync(path.join(home, 'secret.txt'), path.join(open, 'inner/deep/leads-out'));
  const found = await folders.survey([path.join(open, 'inner')]);
  expect(found.ok && found.value.map(({ file }) => [...file.within, file.name].join('/'))).toEqual([
    'inner/b.txt',
    'inner/deep/c.txt',
  ]);
});

test('a file that is written to while it is read is not what it was', async () => {
  const opened = await folders.open(path.join(open, 'a.txt'));
  if (!opened.ok) throw new Error(opened.code);
  await using closing = { [Symbol.asyncDispose]: () => opened.value.close() };
  expect(opened.value.sha256).toBeNull();
  expect(await opened.value.read(0, 5)).toMatchObject({ ok: true });
  expect(opened.value.sha256).toMatch(/^2cf24dba/);
  writeFileSync(path.join(open, 'a.txt'), 'other');
  expect(await opened.value.read(0, 5)).toEqual({ ok: false, code: 'source-changed' });
  expect(closing).toBeDefined();
});

test('a pipe is no file', async () => {
  execFileSync('mkfifo', [path.join(open, 'pipe')]);
  const listed = await folders.list(open);
  expect(listed.ok && listed.value.entries.find(({ name }) => name === 'pipe')?.kind).toBe('other');
});

test('a folder that becomes a link while it is looked through gives nothing away', async () => {
  const [inside, aside, out] = ['inner', 'aside', 'swapped'].map((name) => path.join(open, name));
  if (inside === undefined || aside === undefined || out === undefined) throw new Error('three names');
  symlinkSync(home, out);
  writeFileSync(path.join(inside, 'secret.txt'), 'harmless');
  let isOver = false;
  const swapping = (async () => {
    while (!isOver) {
      renameSync(inside, aside);
      renameSync(out, inside);
      await new Promise((resolve) => setImmediate(resolve));
      renameSync(inside, out);
      renameSync(aside, inside);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let turn = 0; turn < 300; turn += 1) {
    const opened = await folders.open(path.join(inside, 'secret.txt'));
    if (opened.ok) {
      const read = await opened.value.read(0, 40);
      expect(read.ok && Buffer.from(read.value).toString()).not.toBe(SECRET);
      await opened.value.close();
    }
    const listed = await folders.list(inside);
    if (listed.ok) expect(listed.value.entries.map(({ name }) => name)).not.toContain('open-too');
  }
  isOver = true;
  await swapping;
});

test('whatever folders a stranger names, what they send stays below the folder that was allowed', async () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '/', '\\', 'con', 'way-out', 'inner', 'ok', '\u202e', '~', 'C:'),
    fc.string({ minLength: 1, maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), part, async (within, name) => {
      const isAllowed = (real: string): Promise<boolean> => folders.isAllowed(real);
      const opened = await openDownload({ folder: open, within, name, size: 0, isAllowed });
      if (!opened.ok) return;
      const saved = await opened.value.finish(
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      );
      if (!saved.ok) throw new Error(saved.code);
      expect(isBelow(open, realpathSync(saved.value.path))).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(await new Folders([path.join(home, 'nowhere')]).isAllowed(open)).toBe(false);
});
