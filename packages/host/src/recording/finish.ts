/**
 * From what was written as it came to a file that plays anywhere: with its length and an index to seek by. Packets are
 * copied, nothing is encoded again. The same for a recording that ended, and for one that a crash cut off: whatever is
 * not whole at its end is left away.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, rename, rm, unlink } from 'node:fs/promises';
import { fail, ok } from '@alongside/protocol';
import {
  ALL_FORMATS,
  Conversion,
  CustomSource,
  Input,
  Output,
  StreamTarget,
  WebMOutputFormat,
  type OutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';
import {
  createRole,
  isThere,
  openRole,
  pathOf,
  problemOf,
  type RecordingPlace,
  type RecordingResult,
} from './places.ts';
import type { RandomFile } from './random-file.ts';

/** Written in one go. */
const CHUNK_BYTES = 1024 * 1024;

export type FinishedRecording = {
  readonly seconds: number;
  /** Bytes on the disk. */
  readonly size: number;
  /** Of the file as it lies on the disk, hex. */
  readonly sha256: string;
};

/** What is on the disk stays until the finished file is. Done already: tells what there is. */
export async function finishRecording(place: RecordingPlace): Promise<RecordingResult<FinishedRecording>> {
  try {
    if (!(await isThere(pathOf(place, 'final')))) await finishPart(place);
    return ok(await describe(place));
  } catch (error) {
    return fail(problemOf(error));
  }
}

async function finishPart(place: RecordingPlace): Promise<void> {
  // A name of its own until all is there. What an earlier try has left is of no use.
  const passing = { ...place, name: `${place.name}.finishing` };
  await rm(pathOf(passing, 'final'), { force: true });
  const part = await openRole(place, 'part', false);
  try {
    const final = await createRole(passing, 'final');
    try {
      await copyPackets(part, final, new WebMOutputFormat());
      await final.finish();
    } finally {
      await final.close();
    }
    await giveName(pathOf(passing, 'final'), pathOf(place, 'final'));
  } catch (error) {
    await rm(pathOf(passing, 'final'), { force: true });
    throw error;
  } finally {
    await part.close();
  }
  await rm(pathOf(place, 'part'), { force: true });
}

/** By a second link, which fails where there is something; where there are no links, nothing has the name by now. */
async function giveName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await unlink(from);
  } catch (error) {
    if (await isThere(to)) throw error;
    await rename(from, to);
  }
}

export async function copyPackets(from: RandomFile, to: RandomFile, format: OutputFormat): Promise<void> {
  const input = inputOf(from);
  try {
    const output = new Output({
      format,
      target: new StreamTarget(writableOf(to), { chunked: true, chunkSize: CHUNK_BYTES }),
    });
    const conversion = await Conversion.init({ input, output, showWarnings: false });
    if (!conversion.isValid) throw new Error('nothing in it that can be kept');
    await conversion.execute();
  } finally {
    input.dispose();
  }
}

async function describe(place: RecordingPlace): Promise<FinishedRecording> {
  const final = await openRole(place, 'final', true);
  const input = inputOf(final);
  try {
    const seconds = await input.computeDuration();
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of createReadStream(pathOf(place, 'final')) as AsyncIterable<Buffer>) {
      hash.update(piece);
      size += piece.length;
    }
    return { seconds, size, sha256: hash.digest('hex') };
  } finally {
    input.dispose();
    await final.close();
  }
}

function inputOf(file: RandomFile): Input {
  const source = new CustomSource({ getSize: () => file.size, read: (start, end) => file.read(start, end) });
  return new Input({ source, formats: ALL_FORMATS });
}

function writableOf(file: RandomFile): WritableStream<StreamTargetChunk> {
  return new WritableStream({ write: ({ position, data }) => file.write(position, data) });
}
