import type { FolderEntry } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { sortEntries, type SortKey } from './sort-entries.ts';

function entry(name: string, size: number | null, changedAt: number): FolderEntry {
  return { name, kind: size === null ? 'folder' : 'file', size, changedAt, isHidden: false };
}

const ENTRIES = [
  entry('file 10', 5, 3),
  entry('file 2', 9, 1),
  entry('Zoo', null, 2),
  entry('apples', null, 9),
  entry('B', 5, 4),
];

test.each<[SortKey, boolean, readonly string[]]>([
  ['name', false, ['apples', 'Zoo', 'B', 'file 2', 'file 10']],
  ['name', true, ['Zoo', 'apples', 'file 10', 'file 2', 'B']],
  ['size', false, ['apples', 'Zoo', 'B', 'file 10', 'file 2']],
  ['size', true, ['Zoo', 'apples', 'file 2', 'file 10', 'B']],
  ['changed', false, ['Zoo', 'apples', 'file 2', 'file 10', 'B']],
])('by %s (down: %s) folders stay in front, and numbers count', (key, down, names) => {
  expect(sortEntries(ENTRIES, { key, down }).map(({ name }) => name)).toEqual(names);
});
