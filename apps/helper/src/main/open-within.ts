/** A file that comes, in the folder that was agreed: the usual one, or one that was allowed with all that lies below. */
import { Folders, openDownload } from '@alongside/host/files';
import type { FileDisk } from '@alongside/session';

type Wish = Parameters<FileDisk['open']>[0];

export function openWithin({ name, size, within, to }: Wish, usual: string) {
  if (to.kind !== 'folder') return openDownload({ folder: usual, within, name, size });
  const folders = new Folders(to.allowed);
  const isAllowed = (real: string): Promise<boolean> => folders.isAllowed(real);
  return openDownload({ folder: to.folder, within, name, size, isAllowed });
}
