/** The recordings of a console: listed, finished after a crash, sealed by a key that the key store holds. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { createRecordingsFile } from './recordings-file.ts';

vi.mock('electron', () => ({ app: {}, clipboard: {}, nativeImage: {}, protocol: {}, session: {} }));
const { Recordings } = await import('./recordings.ts');

const ABOUT = { session: 's1', title: 'Aunt <b>Soonja</b>/..', startedAt: Date.UTC(2026, 10, 27, 16, 42) };

/** A key store that locks by turning every bit around. */
function box(isThere = true) {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 255));
  return {
    isEncryptionAvailable: () => isThere,
    getSelectedStorageBackend: () => 'gnome_libsecret' as const,
    encryptString: (text: string) => turned(Buffer.from(text)),
    decryptString: (bytes: Buffer) => turned(bytes).toString(),
  };
}

async function desk(keys = box()) {
  const dir = await mkdtemp(path.join(tmpdir(), 'alongside-recordings-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const folder = path.join(dir, 'films');
  const problems: string[] = [];
  const open = () =>
    new Recordings({
      file: createRecordingsFile(dir),
      box: keys,
      usualFolder: folder,
      onFailed: (problem) => problems.push(problem),
      onChanged: () => undefined,
    });
  return { dir, folder, problems, open, recordings: open() };
}

async function film(): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  const writable = new WritableStream<Uint8Array>({ write: (piece) => void pieces.push(piece.slice()) });
  const format = new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: 1 });
  const output = new Output({ format, target: new AppendOnlyStreamTarget(writable) });
  const audio = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(audio);
  await output.start();
  const meta = { decoderConfig: { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 } };
  for (let at = 0; at < 5; at += 0.02)
    await audio.add(new EncodedPacket(new Uint8Array(50), 'key', at, 0.02), meta);
  await output.finalize();
  return pieces;
}

test('recorded, ended: listed under what it is of, with its hash, and nothing but text in its name', async () => {
  const { recordings, folder } = await desk();
  expect(await recordings.begin(ABOUT, false)).toEqual({ ok: true, value: null });
  for (const piece of await film()) recordings.write(piece);
  recordings.mark({ kind: 'window', at: 1, title: 'Settings' });
  expect((await recordings.list()).map(({ state }) => state)).toEqual(['running']);
  const kept = await recordings.end();
  if (!kept.ok || kept.value === null) throw new Error('not kept');
  expect(kept.value.seconds).toBeCloseTo(5, 0);
  expect(kept.value.sha256).toMatch(/^[0-9a-f]{64}$/);
  const [listed] = await recordings.list();
  expect(listed).toMatchObject({ title: ABOUT.title, state: 'finished', sealed: false });
  expect(await recordings.track(listed?.id ?? '')).toMatchObject({
    ok: true,
    value: [{ title: 'Settings' }],
  });
  for (const name of await readdir(folder)) expect(name).not.toMatch(/[<>/]/);
});

test('what a console that was killed has left is finished by the next one', async () => {
  const { recordings, open, folder } = await desk();
  await recordings.begin(ABOUT, false);
  for (const piece of await film()) recordings.write(piece);
  // Never ended: as far as anybody knows, it was killed right here.
  await expect.poll(async () => (await readdir(folder)).length).toBe(2);
  await vi.waitFor(async () => {
    const [part = ''] = (await readdir(folder)).filter((name) => name.endsWith('.part'));
    expect((await readFile(path.join(folder, part))).length).toBeGreaterThan(10_000);
  });
  const next = open();
  expect((await next.list()).map(({ state }) => state)).toEqual(['unfinished']);
  await next.finishLeft();
  const [listed] = await next.list();
  expect(listed?.state).toBe('finished');
  expect(listed?.seconds).toBeGreaterThan(3);
});

test('sealed: the file says nothing, plays with the key, and not at all once a byte is another one', async () => {
  const { recordings, folder } = await desk();
  await recordings.begin(ABOUT, true);
  for (const piece of await film()) recordings.write(piece);
  recordings.mark({ kind: 'chat', at: 1, from: 'Aunt Soonja', text: 'canary-words' });
  await recordings.end();
  const [listed] = await recordings.list();
  const id = listed?.id ?? '';
  expect(listed?.sealed).toBe(true);
  const names = await readdir(folder);
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name));
    expect(bytes.includes('canary-words')).toBe(false);
    expect(bytes.includes('webm')).toBe(false);
  }
  const opened = await recordings.open(id);
  if (!opened.ok) throw new Error(opened.code);
  expect((await opened.value.read(0, opened.value.size)).includes('webm')).toBe(true);
  await opened.value.close();

  const file = path.join(folder, names.find((name) => name.includes('.webm')) ?? '');
  const bytes = await readFile(file);
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect(await recordings.open(id)).toEqual({ ok: false, code: 'damaged' });
});

test('where no key can be kept, nothing that is to be sealed is recorded', async () => {
  const { recordings, folder } = await desk(box(false));
  expect(await recordings.begin(ABOUT, true)).toEqual({ ok: false, code: 'not-secure' });
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

test('deleted, it is gone; moved away by somebody, it is missing', async () => {
  const { recordings, folder } = await desk();
  for (let count = 0; count < 2; count += 1) {
    await recordings.begin(ABOUT, false);
    for (const piece of await film()) recordings.write(piece);
    await recordings.end();
  }
  const [newer, older] = await recordings.list();
  await recordings.remove(newer?.id ?? '');
  expect(await readdir(folder)).toHaveLength(2);
  await rm(folder, { recursive: true });
  expect(await recordings.list()).toMatchObject([{ id: older?.id, state: 'missing' }]);
  expect(await recordings.open(older?.id ?? '')).toEqual({ ok: false, code: 'missing' });
});
