/** What the window may ask of this machine's folders, answered: it names handles, the disk stays here. */

import path from 'node:path';
import { Folders, listPlaces, openDownload } from '@alongside/host/files';
import type { Download } from '@alongside/host/files';
import { fail, ok } from '@alongside/protocol';
import type { Handlers } from '@alongside/ipc';
import { showInFolder } from '@alongside/shell';
import { app } from 'electron';
import type { ConsoleContract } from '../../contract.ts';
import { OwnSources } from './own-sources.ts';

type Calls = Handlers<ConsoleContract>;
type FileCalls = Pick<
  Calls,
  Extract<keyof Calls, `folders.${string}` | `sources.${string}` | `download.${string}`>
>;

export function fileHandlers(): FileCalls {
  const folders = new Folders(null);
  const sources = new OwnSources(folders);
  return {
    'folders.places': async () => ok([...(await listPlaces())]),
    'folders.list': async ({ path: folder }) => folders.list(folder),
    'folders.make': async ({ folder, name }) => done(await folders.make(folder, name)),
    'folders.rename': async ({ path: from, name }) => done(await folders.rename(from, name)),
    'folders.remove': async ({ paths }) => done(await folders.remove(paths)),
    'sources.begin': ({ paths }) => sources.begin(paths),
    'sources.read': (piece) => sources.read(piece),
    'sources.end': async ({ handle }) => {
      await sources.end(handle);
      return ok(null);
    },
    ...downloadHandlers(),
  };
}

function downloadHandlers(): Pick<FileCalls, Extract<keyof FileCalls, `download.${string}`>> {
  const open = new Map<number, Download>();
  const saved = new Set<string>();
  let next = 0;
  return {
    'download.open': async ({ folder, ...wish }) => {
      const opened = await openDownload({ ...wish, folder: folder ?? app.getPath('downloads') });
      if (!opened.ok) return opened;
      const handle = next;
      next += 1;
      open.set(handle, opened.value);
      return ok({ handle });
    },
    'download.write': async ({ handle, ...block }) => {
      const written = await open.get(handle)?.write({ offer: 0, file: 0, ...block });
      return written === undefined ? fail('damaged') : done(written);
    },
    'download.finish': async ({ handle, sum }) => {
      const finished = await open.get(handle)?.finish(sum);
      if (finished === undefined) return fail('damaged');
      if (!finished.ok) return finished;
      open.delete(handle);
      saved.add(finished.value.path);
      return finished;
    },
    'download.discard': async ({ handle }) => {
      await open.get(handle)?.discard();
      open.delete(handle);
      return ok(null);
    },
    'download.show': ({ path: file }) => {
      if (saved.has(path.resolve(file))) showInFolder(file);
      return ok(null);
    },
  };
}

function done<E extends string>(result: { readonly ok: true } | { readonly ok: false; readonly code: E }) {
  return result.ok ? ok(null) : fail(result.code);
}
