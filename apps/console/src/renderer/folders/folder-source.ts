/** Folders that a pane shows: this machine's own, or a customer's, in the same words. */

import type { Bridge } from '@alongside/ipc';
import { fail, MAX_CHOSEN_ITEMS } from '@alongside/protocol';
import type { FolderListing, FolderPlace, FolderProblem, Result } from '@alongside/protocol';
import type { ConsoleContract } from '../../contract.ts';

/** `declined`: the customer said no, or nothing. `no-answer`: their machine is silent. */
export type PaneProblem = FolderProblem | 'declined' | 'no-answer';

export type FolderSource = {
  readonly places: () => Promise<Result<readonly FolderPlace[], PaneProblem>>;
  readonly list: (path: string) => Promise<Result<FolderListing, PaneProblem>>;
  readonly make: (folder: string, name: string) => Promise<Result<unknown, PaneProblem>>;
  readonly rename: (path: string, name: string) => Promise<Result<unknown, PaneProblem>>;
  readonly remove: (paths: string[]) => Promise<Result<unknown, PaneProblem>>;
};

export function ownFolders(bridge: Bridge<ConsoleContract>): FolderSource {
  return {
    places: async () => said(await bridge.call('folders.places')),
    list: async (path) => said(await bridge.call('folders.list', { path })),
    make: async (folder, name) => said(await bridge.call('folders.make', { folder, name })),
    rename: async (path, name) => said(await bridge.call('folders.rename', { path, name })),
    remove: async (paths) =>
      paths.length > MAX_CHOSEN_ITEMS
        ? fail('too-many')
        : said(await bridge.call('folders.remove', { paths })),
  };
}

type IpcCode = 'bad-input' | 'refused' | 'gone' | 'failed';

/** What the bridge itself says besides: a name too long, or a program that is closing. */
export function said<T>(answer: Result<T, FolderProblem | IpcCode>): Result<T, FolderProblem> {
  if (answer.ok) return answer;
  const { code } = answer;
  if (code === 'bad-input') return fail('bad-name');
  return fail(code === 'refused' || code === 'gone' ? 'failed' : code);
}
