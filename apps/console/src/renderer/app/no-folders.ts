/** Where a page knows no folders: nothing can be listed, sent by its path or saved by itself. */

import type { Handlers } from '@alongside/ipc';
import { fail, ok } from '@alongside/protocol';
import type { ConsoleContract } from '../../contract.ts';

type Calls = Handlers<ConsoleContract>;

const refused = () => fail('not-allowed' as const);
const nowhere = () => fail('not-writable' as const);

export const NO_FOLDERS: Pick<
  Calls,
  Extract<keyof Calls, `folders.${string}` | `sources.${string}` | `download.${string}`>
> = {
  'folders.places': () => ok([]),
  'folders.list': refused,
  'folders.make': refused,
  'folders.rename': refused,
  'folders.remove': refused,
  'sources.begin': refused,
  'sources.read': () => fail('source-gone'),
  'sources.end': () => ok(null),
  'download.open': nowhere,
  'download.write': nowhere,
  'download.finish': nowhere,
  'download.discard': () => ok(null),
  'download.show': () => ok(null),
};
