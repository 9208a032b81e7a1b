/** Files that the customer takes, on this computer's disk: where downloads go, or where they say. */
import path from 'node:path';
import { openDownload, reopenDownload, safeFileName } from '@alongside/host';
import { fail } from '@alongside/protocol';
import { showInFolder } from '@alongside/shell';
import { app, dialog } from 'electron';
import type { Downloads } from '../core/ports.ts';

export function createDownloads(): Downloads {
  return {
    canChoose: true,
    show: showInFolder,
    reopen: reopenDownload,
    async open({ name, size, chooses }) {
      const usual = path.join(usualFolder(), safeFileName(name));
      const file = chooses ? await choose(usual) : usual;
      if (file === undefined) return fail('not-chosen');
      return openDownload({ folder: path.dirname(file), name: path.basename(file), size });
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
