/** Files of this machine that were chosen to be sent: found, kept by number, read in pieces. */

import type { Folders, FoundFile, SourceFile } from '@alongside/host/files';
import { fail, ok } from '@alongside/protocol';
import type { FileProblem, FolderProblem, ListedFile, Result } from '@alongside/protocol';

/** One is read, the next is being opened; more would only use up handles. */
const MAX_OPEN = 4;

type Piece = {
  readonly handle: number;
  readonly file: number;
  /** In bytes, `end` not included. */
  readonly start: number;
  readonly end: number;
};

type Chosen = {
  readonly found: readonly FoundFile[];
  readonly open: Map<number, Promise<SourceFile | null>>;
};

export class OwnSources {
  readonly #folders: Folders;
  readonly #chosen = new Map<number, Chosen>();
  #next = 0;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async begin(
    paths: readonly string[],
  ): Promise<Result<{ readonly handle: number; readonly files: ListedFile[] }, FolderProblem>> {
    const found = await this.#folders.survey(paths);
    if (!found.ok) return found;
    const handle = this.#next;
    this.#next += 1;
    this.#chosen.set(handle, { found: found.value, open: new Map() });
    return ok({ handle, files: found.value.map(({ file }) => file) });
  }

  async read({ handle, file, start, end }: Piece): Promise<Result<Uint8Array, FileProblem>> {
    const chosen = this.#chosen.get(handle);
    const source = chosen === undefined ? null : await this.#open(chosen, file);
    return source === null ? fail('source-gone') : source.read(start, end);
  }

  async end(handle: number): Promise<void> {
    const chosen = this.#chosen.get(handle);
    this.#chosen.delete(handle);
    for (const opening of chosen?.open.values() ?? []) await (await opening)?.close();
  }

  #open({ found, open }: Chosen, file: number): Promise<SourceFile | null> {
    const there = open.get(file);
    if (there !== undefined) return there;
    const [oldest] = open;
    if (open.size >= MAX_OPEN && oldest !== undefined) {
      open.delete(oldest[0]);
      void oldest[1].then((source) => source?.close());
    }
    const which = found[file];
    const opening = which === undefined ? Promise.resolve(null) : this.#openFile(which);
    open.set(file, opening);
    return opening;
  }

  async #openFile({ path, file }: FoundFile): Promise<SourceFile | null> {
    const opened = await this.#folders.open(path);
    if (!opened.ok) return null;
    if (opened.value.size === file.size) return opened.value;
    await opened.value.close();
    return null;
  }
}
