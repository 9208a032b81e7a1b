/** What is recorded is on the disk at once, and becomes a file that plays, wherever it was cut off. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RecordingMark } from '@alongside/protocol';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { expect, onTestFinished, test } from 'vitest';
import { exportMp4 } from './export-mp4.ts';
import { finishRecording } from './finish.ts';
import { pathOf, type RecordingPlace } from './places.ts';
import { openPlayback } from './playback.ts';
import { openRecording } from './recording-file.ts';
import { film } from './testing.ts';
import { readTrack } from './track.ts';

const SECONDS = 30;

async function place(key: Uint8Array | null = null): Promise<RecordingPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alongside-recording-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { folder, name: '2026-11-27 16-42 Aunt Soonja', key };
}

const MARKS: readonly RecordingMark[] = [
  { kind: 'chat', at: 1, from: 'Aunt Soonja', text: '안녕하세요 <b>' },
  { kind: 'window', at: 2.5, title: 'Settings' },
];

async function recorded(where: RecordingPlace): Promise<RecordingPlace> {
  const problems: string[] = [];
  const opened = await openRecording({ ...where, onProblem: (problem) => problems.push(problem) });
  if (!opened.ok) throw new Error(opened.code);
  for (const piece of await film({ seconds: SECONDS, frameBytes: 900 })) opened.value.write(piece);
  for (const mark of MARKS) opened.value.mark(mark);
  await opened.value.close();
  expect(problems).toEqual([]);
  return opened.value.place;
}

test.each([
  ['as it is', null],
  ['sealed', randomBytes(32)],
])('%s: finished, it has its length, plays from anywhere, and the part is gone', async (_, key) => {
  const where = await recorded(await place(key));
  const finished = await finishRecording(where);
  if (!finished.ok) throw new Error(finished.code);
  expect(finished.value.seconds).toBeCloseTo(SECONDS, 0);
  expect(finished.value.size).toBe((await stat(pathOf(where, 'final'))).size);
  expect(await readdir(where.folder)).toHaveLength(2);
  expect(await readTrack(where)).toEqual({ ok: true, value: MARKS });
  const playback = await openPlayback(where);
  if (!playback.ok) throw new Error(playback.code);
  const bytes = await playback.value.read(0, playback.value.size);
  await playback.value.close();
  // Cues, by which players seek.
  expect(bytes.includes(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]))).toBe(true);
  expect(bytes.equals(await readFile(pathOf(where, 'final')))).toBe(key === null);
  // Again is as good as once.
  expect(await finishRecording(where)).toEqual(finished);
});

test('cut off anywhere, at most the last cluster is lost', async () => {
  const where = await recorded(await place());
  const part = await readFile(pathOf(where, 'part'));
  const cuts = Array.from({ length: 25 }, () => 3_000 + Math.floor(Math.random() * (part.length - 3_000)));
  for (const cut of cuts) {
    const again = { ...where, name: `cut ${cut}` };
    await writeFile(pathOf(again, 'part'), part.subarray(0, cut));
    const finished = await finishRecording(again);
    if (!finished.ok) throw new Error(`${cut}: ${finished.code}`);
    expect(finished.value.seconds, `cut at ${cut}`).toBeGreaterThan((cut / part.length) * SECONDS - 3);
  }
});

test('a crash in the middle of a line costs that line only', async () => {
  const where = await recorded(await place());
  const track = pathOf(where, 'track');
  await truncate(track, (await stat(track)).size - 5);
  expect(await readTrack(where)).toEqual({ ok: true, value: MARKS.slice(0, 1) });
});

test('a second recording of one name takes another name', async () => {
  const where = await place();
  const first = await recorded(where);
  const second = await recorded(where);
  expect(second.name).toBe(`${first.name} (2)`);
});

test('what was sealed does not open any more once a bit is another one', async () => {
  const where = await recorded(await place(randomBytes(32)));
  await finishRecording(where);
  const file = pathOf(where, 'final');
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
  const playback = await openPlayback(where);
  if (!playback.ok) throw new Error(playback.code);
  await expect(playback.value.read(0, playback.value.size)).rejects.toThrow('page');
  await playback.value.close();
});

test('nothing that could be kept: said, and nothing is left under a final name', async () => {
  const where = await place();
  await writeFile(pathOf(where, 'part'), 'no recording at all');
  expect(await finishRecording(where)).toEqual({ ok: false, code: 'damaged' });
  expect(await readdir(where.folder)).toEqual([path.basename(pathOf(where, 'part'))]);
  expect(await finishRecording({ ...where, name: 'never there' })).toEqual({ ok: false, code: 'missing' });
});

test('a folder that cannot be written in is said before anything is recorded', async () => {
  const where = await place();
  const file = path.join(where.folder, 'a file');
  await writeFile(file, '');
  const opened = await openRecording({
    ...where,
    folder: path.join(file, 'below'),
    onProblem: () => undefined,
  });
  expect(opened).toEqual({ ok: false, code: 'not-writable' });
});

test('exported as MP4, it has the same length and its chapters', async () => {
  const where = await recorded(await place());
  await finishRecording(where);
  const to = path.join(where.folder, 'out.mp4');
  const chapters = [
    { seconds: 0, title: 'Beginning' },
    { seconds: 12.5, title: `설정 ${'가'.repeat(120)}` },
  ];
  expect(await exportMp4(where, to, chapters)).toEqual({ ok: true, value: null });
  const input = new Input({ source: new FilePathSource(to), formats: ALL_FORMATS });
  expect(await input.computeDuration()).toBeCloseTo(SECONDS, 0);
  input.dispose();
  const bytes = await readFile(to);
  const list = bytes.indexOf('chpl');
  expect(bytes.subarray(list + 4, list + 13)).toEqual(Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 2]));
  expect(bytes.readBigUInt64BE(list + 13 + 9 + 'Beginning'.length)).toBe(125_000_000n);
});
