/** Where there is no disk to record to: nothing can be begun, and there is nothing to play. */

import type { Handlers } from '@alongside/ipc';
import { fail, ok } from '@alongside/protocol';
import type { ConsoleContract } from '../../contract.ts';

type Calls = Handlers<ConsoleContract>;

const place = () => ok({ folder: '', freeBytes: null });
const missing = () => fail('missing' as const);

export const NO_RECORDINGS: Pick<Calls, Extract<keyof Calls, `recording${string}`>> = {
  recording: () => undefined,
  'recording.place': place,
  'recording.choose-place': place,
  'recording.begin': () => fail('not-writable'),
  'recording.mark': () => ok(null),
  'recording.end': () => ok(null),
  'recordings.list': () => ok([]),
  'recordings.track': missing,
  'recordings.check': missing,
  'recordings.finish': missing,
  'recordings.remove': missing,
  'recordings.show': () => ok(null),
  'recordings.export': missing,
};
