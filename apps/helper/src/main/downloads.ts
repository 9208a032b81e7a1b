/** Files that the customer takes, on this computer's disk: where downloads go, or where they say. */
import path from 'node:path';
import { reopenDownload, safeFileName } from '@alongside/host/files';
import { fail } from '@alongside/protocol';
import { showInFolder } from '@alongside/shell';
import { app, dialog } from 'electron';
import type { Downloads } from '../core/ports.ts';
import { openWithin } from './open-within.ts';

export function createDownloads(): Downloads {
  return {
    canChoose: true,
    show: showInFolder,
    reopen: reopenDownload,
    async open(wish) {
      if (wish.to.kind !== 'chosen') return openWithin(wish, usualFolder());
      const file = await choose(path.join(usualFolder(), safeFileName(wish.name)));
      if (file === undefined) return fail('not-chosen');
      return openWithin({ ...wish, within: [], name: path.basename(file) }, path.dirname(file));
    },
  };
}

/** Linux without a list of its user's folders names the home folder itself; nobody looks for a download there. */
function usualFolder(): string {
  const downloads = app.getPath('downloads');
  return downloads === app.getPath('home') ? path.join(downloads, 'Downloads') : downloads;
}

/** The name is shown as it will be, so that nobody agrees to another one. */
async function choose(usual: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: usual });
  return canceled ? undefined : filePath;
}
