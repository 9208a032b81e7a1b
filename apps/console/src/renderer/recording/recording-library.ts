/** The recordings of this console, as its screens ask for them. */

import { fail } from '@alongside/protocol';
import type { RecordingMark, Result } from '@alongside/protocol';
import type { Bridge, CallOutput } from '@alongside/ipc';
import type { ConsoleContract, ListedRecording, RecordingProblem } from '../../contract.ts';

export type RecordingPlace = CallOutput<ConsoleContract, 'recording.place'>;
type Outcome<T> = Promise<Result<T, RecordingProblem>>;
export type Chapter = { readonly seconds: number; readonly title: string };

export type RecordingLibrary = {
  /** Null where there is no disk: in a browser. */
  readonly list: (() => Promise<readonly ListedRecording[]>) | null;
  readonly onChanged: (listener: () => void) => () => void;
  readonly place: () => Promise<RecordingPlace | null>;
  readonly choosePlace: () => Promise<RecordingPlace | null>;
  readonly track: (id: string) => Outcome<readonly RecordingMark[]>;
  readonly check: (id: string) => Outcome<null>;
  readonly finish: (id: string) => Outcome<null>;
  readonly remove: (id: string) => Outcome<null>;
  readonly show: (id: string) => void;
  readonly exportAs: (
    id: string,
    format: 'mp4' | 'webm',
    chapters: readonly Chapter[],
  ) => Outcome<'saved' | 'cancelled'>;
  /** Where a player gets it. */
  readonly addressOf: (id: string) => string;
};

export function createRecordingLibrary(bridge: Bridge<ConsoleContract>, hasDisk: boolean): RecordingLibrary {
  const list = async (): Promise<readonly ListedRecording[]> => {
    const listed = await bridge.call('recordings.list');
    return listed.ok ? listed.value : [];
  };
  const place = async (
    call: 'recording.place' | 'recording.choose-place',
  ): Promise<RecordingPlace | null> => {
    const found = await bridge.call(call);
    return found.ok ? found.value : null;
  };
  return {
    list: hasDisk ? list : null,
    onChanged: (listener) => bridge.on('recordings.changed', listener),
    place: () => place('recording.place'),
    choosePlace: () => place('recording.choose-place'),
    track: async (id) => said(await bridge.call('recordings.track', { id })),
    check: async (id) => said(await bridge.call('recordings.check', { id })),
    finish: async (id) => said(await bridge.call('recordings.finish', { id })),
    remove: async (id) => said(await bridge.call('recordings.remove', { id })),
    show: (id) => void bridge.call('recordings.show', { id }),
    exportAs: async (id, format, chapters) =>
      said(await bridge.call('recordings.export', { id, format, chapters: [...chapters] })),
    addressOf: (id) => `/recordings/${id}`,
  };
}

type IpcCode = 'bad-input' | 'refused' | 'gone';

/** That a call did not come through is no problem of the recording's own. */
export function problemOf(code: RecordingProblem | IpcCode): RecordingProblem {
  return code === 'bad-input' || code === 'refused' || code === 'gone' ? 'failed' : code;
}

function said<T>(answer: Result<T, RecordingProblem | IpcCode>): Result<T, RecordingProblem> {
  return answer.ok ? answer : fail(problemOf(answer.code));
}
