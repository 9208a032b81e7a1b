/** T15 for recordings: a full disk is said, what was recorded stays and is finished once there is room. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { finishRecording } from './finish.ts';
import { pathOf } from './places.ts';
import { openRecording } from './recording-file.ts';
import { film } from './testing.ts';

const MEBIBYTE = 1024 * 1024;

/** A disk of its own, so that nobody else's gets full. */
async function smallDisk(mebibytes: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alongside-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'none', folder]);
  onTestFinished(async () => {
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!canMount)('too little room is said before anything is recorded', async () => {
  const folder = await smallDisk(8);
  const opened = await openRecording({ folder, name: 'x', key: null, onProblem: () => undefined });
  expect(opened).toEqual({ ok: false, code: 'no-space' });
  expect(await readdir(folder)).toEqual([]);
});

test.skipIf(!canMount)(
  'full in the middle: said once, the part stays, and is finished when there is room',
  async () => {
    const folder = await smallDisk(72);
    const problems: string[] = [];
    const opened = await openRecording({
      folder,
      name: 'x',
      key: null,
      onProblem: (problem) => problems.push(problem),
    });
    if (!opened.ok) throw new Error(opened.code);
    const { place } = opened.value;
    const { bavail, bsize } = await statfs(folder);
    const filler = path.join(folder, 'filler');
    await writeFile(filler, Buffer.alloc(bavail * bsize - MEBIBYTE / 8));

    for (const piece of await film({ seconds: 60, frameBytes: 4_000 })) opened.value.write(piece);
    await opened.value.close();
    expect(problems).toEqual(['no-space']);
    const kept = (await stat(pathOf(place, 'part'))).size;
    expect(kept).toBeGreaterThan(MEBIBYTE / 16);
    expect(await finishRecording(place)).toEqual({ ok: false, code: 'no-space' });
    expect(await readdir(folder)).not.toContain('x.webm');

    await rm(filler);
    const finished = await finishRecording(place);
    if (!finished.ok) throw new Error(finished.code);
    expect(finished.value.seconds).toBeGreaterThan(1);
  },
);
