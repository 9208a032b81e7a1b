/** Files that the customer takes, where Node runs without Electron: into the folder that people call Downloads. */
import { homedir } from 'node:os';
import path from 'node:path';
import { openDownload, reopenDownload } from '@alongside/host';
import type { Downloads } from '../../core/ports.ts';

export const NODE_DOWNLOADS: Downloads = {
  canChoose: false,
  show: null,
  reopen: reopenDownload,
  open: ({ name, size }) => openDownload({ folder: path.join(homedir(), 'Downloads'), name, size }),
};
