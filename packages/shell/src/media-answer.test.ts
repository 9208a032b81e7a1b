/** A player gets what it asks for, byte for byte, and the file is closed after it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerMedia } from './media-answer.ts';

const BYTES = Uint8Array.from({ length: 600_000 }, (_, index) => index % 251);

function file() {
  const state = { closed: 0 };
  return {
    state,
    size: BYTES.length,
    type: 'video/webm',
    read: (start: number, end: number) => Promise.resolve(BYTES.subarray(start, end)),
    close: () => {
      state.closed += 1;
      return Promise.resolve();
    },
  };
}

const body = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

test('whole where no part is asked for', async () => {
  const media = file();
  const answer = await answerMedia(media, null);
  expect(answer.status).toBe(200);
  expect(await body(answer)).toEqual(BYTES);
  expect(media.state.closed).toBe(1);
});

test('any part that is there', async () => {
  const bound = fc.integer({ min: 0, max: BYTES.length + 1_000 });
  await fc.assert(
    fc.asyncProperty(bound, fc.option(bound), async (from, to) => {
      const answer = await answerMedia(file(), `bytes=${from}-${to ?? ''}`);
      const end = Math.min(BYTES.length, to === null ? BYTES.length : to + 1);
      if (from >= end) {
        expect(answer.status).toBe(416);
        return;
      }
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${end - 1}/${BYTES.length}`);
      expect(await body(answer)).toEqual(BYTES.subarray(from, end));
    }),
    { numRuns: 60 },
  );
});

test('the last bytes', async () => {
  expect(await body(await answerMedia(file(), 'bytes=-10'))).toEqual(BYTES.subarray(-10));
});

test.each(['bytes=', 'bytes=-', 'lines=1-2', 'bytes=1-2,5-6', 'bytes=x'])(
  '%s is answered with the whole',
  async (range) => {
    expect(await body(await answerMedia(file(), range))).toHaveLength(BYTES.length);
  },
);

test('nothing more wanted: closed', async () => {
  const media = file();
  await (await answerMedia(media, null)).body?.cancel();
  expect(media.state.closed).toBe(1);
});

test('a file that does not open breaks the stream, and is closed', async () => {
  const media = { ...file(), read: () => Promise.reject(new Error('changed')) };
  await expect((await answerMedia(media, null)).arrayBuffer()).rejects.toThrow();
  expect(media.state.closed).toBe(1);
});
