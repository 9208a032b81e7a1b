/** A file for a player: whole, or the part that it asks for (RFC 9110, section 14), read as it is taken. */

export type MediaFile = {
  readonly size: number;
  readonly type: string;
  /** From `start` up to, not including, `end`. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

const PIECE_BYTES = 256 * 1024;

/** Closes the file when all is taken, or nothing more is wanted. */
export async function answerMedia(file: MediaFile, wanted: string | null): Promise<Response> {
  const range = rangeOf(wanted, file.size);
  const headers = {
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Content-Type': file.type,
    'X-Content-Type-Options': 'nosniff',
  };
  if (range === null) {
    await file.close();
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.size}` },
    });
  }
  const { start, end } = range;
  const whole = wanted === null;
  return new Response(streamOf(file, range), {
    status: whole ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(end - start),
      ...(whole ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/${file.size}` }),
    },
  });
}

type Range = { readonly start: number; readonly end: number };

/** Null where nothing of it is there. Several ranges at once are answered with the whole, as the standard permits. */
function rangeOf(wanted: string | null, size: number): Range | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(wanted ?? '') ?? [];
  if (from === '' && to === '') return { start: 0, end: size };
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  return start < end ? { start, end } : null;
}

function streamOf(file: MediaFile, { start, end }: Range): ReadableStream<Uint8Array> {
  let at = start;
  let isOver = false;
  const close = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await file.close();
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        if (at < end) {
          const bytes = await file.read(at, Math.min(end, at + PIECE_BYTES));
          at += bytes.length;
          // Nothing more was wanted meanwhile.
          return isOver ? undefined : controller.enqueue(bytes);
        }
        controller.close();
      } catch (error) {
        // What was changed since does not open: the player is told, by a stream that breaks.
        controller.error(error);
      }
      await close();
    },
    cancel: close,
  });
}
