/** Files and folders of this machine, for both apps. */
export {
  openDownload,
  reopenDownload,
  type Download,
  type DownloadProblem,
  type DownloadWish,
  type Saved,
} from './download.ts';
export { Folders, type FoundFile } from './folders.ts';
export { listPlaces } from './places.ts';
export { safeFileName } from './safe-name.ts';
export type { SourceFile } from './source-file.ts';
