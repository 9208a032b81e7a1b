/** A folder's entries in the order that was chosen; folders stay in front. Pure. */

import type { FolderEntry } from '@alongside/protocol';

export type SortKey = 'name' | 'size' | 'changed';

/** `file 2` before `file 10`, as people count. */
const NAMES = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function sortEntries(
  entries: readonly FolderEntry[],
  { key, down }: { readonly key: SortKey; readonly down: boolean },
): readonly FolderEntry[] {
  const turn = down ? -1 : 1;
  return [...entries].sort((a, b) => {
    const [first, second] = [a, b].map(({ kind }) => (kind === 'folder' ? 0 : 1));
    if (first !== second) return (first ?? 0) - (second ?? 0);
    return turn * (compare(a, b, key) || NAMES.compare(a.name, b.name));
  });
}

function compare(a: FolderEntry, b: FolderEntry, key: SortKey): number {
  switch (key) {
    case 'name':
      return NAMES.compare(a.name, b.name);
    case 'size':
      return (a.size ?? 0) - (b.size ?? 0);
    case 'changed':
      return (a.changedAt ?? 0) - (b.changedAt ?? 0);
  }
}
