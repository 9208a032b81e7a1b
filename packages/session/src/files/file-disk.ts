/** Where files go that come from others, as whoever takes them in has it: a disk, or a page's blobs. */
import type { FileBlock, FileProblem, OfferedFile, Result } from '@alongside/protocol';

export type DownloadProblem = Extract<FileProblem, 'no-space' | 'not-writable' | 'damaged'>;

/** A file that comes, block by block: calls one after the other. */
export type OpenDownload = {
  /** By which another run of this program finds it again; null where nothing outlasts this one. */
  readonly part: string | null;
  /** Blocks that are there. */
  readonly written: number;
  readonly write: (block: FileBlock) => Promise<Result<void, DownloadProblem>>;
  /** `sum`: SHA-256 over the SHA-256 of all blocks, hex. */
  readonly finish: (
    sum: string,
  ) => Promise<
    Result<{ readonly path: string | null; readonly name: string; readonly sha256: string }, DownloadProblem>
  >;
  readonly discard: () => Promise<void>;
};

/** Where it is to lie. `usual`: where downloads go. `chosen`: the person says. Else below this folder. */
export type Destination =
  | { readonly kind: 'usual' | 'chosen' }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      /** Wherever links lead, it has to lie below one of these; null: anywhere. */
      readonly allowed: readonly string[] | null;
    };

export type FileDisk = {
  /** `not-chosen`: the person does not want it after all. */
  readonly open: (
    wish: OfferedFile & { readonly within: readonly string[]; readonly to: Destination },
  ) => Promise<Result<OpenDownload, DownloadProblem | 'not-chosen'>>;
  /** What a program that broke off has left of one. */
  readonly reopen: (
    left: OfferedFile & { readonly part: string },
  ) => Promise<Result<OpenDownload, DownloadProblem>>;
};

export type FileClock = {
  readonly now: () => number;
  /** Returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};
