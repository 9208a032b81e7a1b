/**
 * A recording as an MP4 file for any player, with chapters. Packets are copied. The library writes no chapters, so the
 * list (`udta`/`chpl`, as players read it since Nero) is put at the end of the index, which stands last in the file.
 */
import { fail, ok } from '@alongside/protocol';
import { Mp4OutputFormat } from 'mediabunny';
import { rm } from 'node:fs/promises';
import { copyPackets } from './finish.ts';
import { openPlayback } from './playback.ts';
import { problemOf, type RecordingPlace, type RecordingResult } from './places.ts';
import { createNew, plainFile, readExactly, type RandomFile } from './random-file.ts';
import type { FileHandle } from 'node:fs/promises';

export type Chapter = { readonly seconds: number; readonly title: string };

/** As many as the list can have. */
const MAX_CHAPTERS = 255;
const MAX_TITLE_BYTES = 255;
const TICKS_A_SECOND = 10_000_000;

/** `to` is replaced where it is there: the person has been asked. */
export async function exportMp4(
  place: RecordingPlace,
  to: string,
  chapters: readonly Chapter[],
): Promise<RecordingResult<null>> {
  const opened = await openPlayback(place);
  if (!opened.ok) return opened;
  try {
    await rm(to, { force: true });
    const handle = await createNew(to);
    const file = await plainFile(handle);
    try {
      await copyPackets(opened.value, file, new Mp4OutputFormat({ fastStart: false }));
      await addChapters(handle, file, chapters);
      await file.finish();
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return ok(null);
  } catch (error) {
    return fail(problemOf(error));
  } finally {
    await opened.value.close();
  }
}

async function addChapters(
  handle: FileHandle,
  file: RandomFile,
  chapters: readonly Chapter[],
): Promise<void> {
  if (chapters.length === 0) return;
  const box = chapterBox(chapters.slice(0, MAX_CHAPTERS));
  const moov = await lastBox(handle, file.size);
  if (moov === null) throw new Error('the index does not stand last');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(moov.size + box.length);
  await file.write(file.size, box);
  await file.write(moov.at, size);
}

/** Where `moov` is, if nothing follows it and its size is written plainly. */
async function lastBox(handle: FileHandle, end: number) {
  for (let at = 0; at < end;) {
    const head = await readExactly(handle, at, Math.min(end, at + 16));
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < 8) return null;
    if (at + size === end)
      return head.toString('latin1', 4, 8) === 'moov' && short !== 1 ? { at, size } : null;
    at += size;
  }
  return null;
}

function chapterBox(chapters: readonly Chapter[]): Buffer {
  const entries = chapters.map(({ seconds, title }) => {
    const text = shortened(title);
    const head = Buffer.alloc(9);
    head.writeBigUInt64BE(BigInt(Math.round(seconds * TICKS_A_SECOND)));
    head.writeUInt8(text.length, 8);
    return Buffer.concat([head, text]);
  });
  // Version 1, no flags, four bytes unused, then how many.
  const full = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, chapters.length]);
  return boxOf('udta', boxOf('chpl', Buffer.concat([full, ...entries])));
}

function boxOf(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** Cut between characters: a byte that goes on with one is no place to cut. */
function shortened(title: string): Buffer {
  const bytes = Buffer.from(title);
  if (bytes.length <= MAX_TITLE_BYTES) return bytes;
  let end = MAX_TITLE_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
