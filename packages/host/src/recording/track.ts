/** The track beside a recording: JSON, a mark a line. A crash may leave half a line at the end. */
import { fail, ok, recordingMarkSchema, type RecordingMark } from '@alongside/protocol';
import { openRole, problemOf, type RecordingPlace, type RecordingResult } from './places.ts';

export async function readTrack(place: RecordingPlace): Promise<RecordingResult<readonly RecordingMark[]>> {
  try {
    const file = await openRole(place, 'track', false);
    try {
      return ok(marksOf((await file.read(0, file.size)).toString('utf8')));
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(problemOf(error));
  }
}

/** What is no mark is left away: the rest is of use all the same. */
export function marksOf(text: string): readonly RecordingMark[] {
  return text.split('\n').flatMap((line) => {
    const mark = recordingMarkSchema.safeParse(parse(line));
    return mark.success ? [mark.data] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
