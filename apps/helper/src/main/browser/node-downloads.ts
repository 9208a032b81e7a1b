/** Files that go and come, where Node runs without Electron: into the folder that people call Downloads. */
import { homedir } from 'node:os';
import path from 'node:path';
import { Folders, listPlaces, reopenDownload } from '@alongside/host/files';
import type { Downloads, MachineFolders } from '../../core/ports.ts';
import { openWithin } from '../open-within.ts';

export const NODE_DOWNLOADS: Downloads = {
  canChoose: false,
  show: null,
  reopen: reopenDownload,
  open: (wish) => openWithin(wish, path.join(homedir(), 'Downloads')),
};

export const NODE_FOLDERS: MachineFolders = {
  places: listPlaces,
  within: (allowed) => new Folders(allowed),
  choose: null,
};
