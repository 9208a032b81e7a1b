/** This computer's folders, as far as its person allows. */
import { Folders, listPlaces } from '@alongside/host/files';
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { MachineFolders } from '../core/ports.ts';

export function createFolders(): MachineFolders {
  return {
    places: listPlaces,
    within: (allowed) => new Folders(allowed),
    async choose() {
      const options = { properties: ['openDirectory'] } satisfies OpenDialogOptions;
      // The question stays on top of everything: what it opens has to belong to it.
      const window = BrowserWindow.getFocusedWindow();
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
