/** What the window may ask of recordings, answered. Where files go and come from, the person says in the system's dialogs. */

import path from 'node:path';
import { ok } from '@alongside/protocol';
import type { Handlers } from '@alongside/ipc';
import { showInFolder } from '@alongside/shell';
import { app, dialog } from 'electron';
import { MAX_MARKS, type ConsoleContract } from '../../contract.ts';
import type { Recordings } from './recordings.ts';

type RecordingCalls = Pick<
  Handlers<ConsoleContract>,
  Extract<keyof Handlers<ConsoleContract>, `recording${string}`>
>;

export function recordingHandlers(recordings: Recordings): RecordingCalls {
  return {
    recording: (bytes) => {
      recordings.write(bytes);
    },
    'recording.place': async () => ok(await recordings.place()),
    'recording.choose-place': async () => {
      const { folder } = await recordings.place();
      const { canceled, filePaths } = await dialog.showOpenDialog({
        defaultPath: folder,
        properties: ['openDirectory', 'createDirectory'],
      });
      const [chosen] = filePaths;
      if (!canceled && chosen !== undefined) await recordings.setFolder(chosen);
      return ok(await recordings.place());
    },
    'recording.begin': ({ about, sealed }) => recordings.begin(about, sealed),
    'recording.mark': (mark) => {
      recordings.mark(mark);
      return ok(null);
    },
    'recording.end': () => recordings.end(),
    ...libraryHandlers(recordings),
  };
}

type LibraryCalls = Pick<
  Handlers<ConsoleContract>,
  Extract<keyof Handlers<ConsoleContract>, `recordings.${string}`>
>;

function libraryHandlers(recordings: Recordings): LibraryCalls {
  return {
    'recordings.list': async () => ok(await recordings.list()),
    'recordings.track': async ({ id }) => {
      const track = await recordings.track(id);
      return track.ok ? ok(track.value.slice(0, MAX_MARKS)) : track;
    },
    'recordings.check': async ({ id }) => {
      const opened = await recordings.open(id);
      if (!opened.ok) return opened;
      await opened.value.close();
      return ok(null);
    },
    'recordings.finish': async ({ id }) => {
      const finished = await recordings.finish(id);
      return finished.ok ? ok(null) : finished;
    },
    'recordings.remove': ({ id }) => recordings.remove(id),
    'recordings.show': async ({ id }) => {
      const file = await recordings.fileOf(id);
      if (file !== null) showInFolder(file);
      return ok(null);
    },
    'recordings.export': async ({ id, format, chapters }) => {
      const file = await recordings.fileOf(id);
      const name = path.basename(file ?? 'recording').replace(/\.webm(?:\.part)?(?:\.sealed)?$/, '');
      const defaultPath = path.join(app.getPath('documents'), `${name}.${format}`);
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
      if (canceled) return ok('cancelled');
      const exported = await recordings.export(id, filePath, { format, chapters });
      return exported.ok ? ok('saved') : exported;
    },
  };
}
