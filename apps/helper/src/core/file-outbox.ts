/**
 * Files of this machine that a CSR may fetch: offered to them alone, and read only as long as its person allows it. The
 * page that has the connection gets the pieces that it asks for, never a path.
 */
import {
  fail,
  type FileProblem,
  type ListedFile,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type RequestId,
  type Result,
} from '@alongside/protocol';
import { offerBatches } from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { FolderAccess, FoundFile, OpenSource, Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

/** One is read, the next is being opened; more would only use up handles. */
const MAX_OPEN = 4;

/** How a transfer ends at the CSR's side. */
const OVER: ReadonlySet<PeerMessageOf<'files.told'>['state']> = new Set([
  'saved',
  'failed',
  'cancelled',
] as const);
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export type Piece = {
  readonly peer: ParticipantId;
  readonly offer: number;
  readonly file: number;
  /** In bytes, `end` not included. */
  readonly start: number;
  readonly end: number;
};

type Source = FoundFile & {
  open: Promise<Opened> | null;
  /** Some of it has been handed out. */
  isRead: boolean;
  /** It stands on the receipt. */
  isNoted: boolean;
  /** The CSR has it, or wants it no more. */
  isDone: boolean;
};
type Opened = Result<OpenSource, string>;
type Fetcher = {
  readonly peer: ParticipantId;
  readonly request: RequestId;
  readonly access: FolderAccess;
};
type Fetch = Fetcher & { readonly found: readonly FoundFile[] };
type Offer = Fetcher & { readonly sources: readonly Source[] };

type FileOutboxOptions = {
  readonly ports: Pick<Ports, 'clock' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state' | 'mayUse'>;
  readonly book: Pick<SessionBook, 'note'>;
  readonly isHeld: () => boolean;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
};

export class FileOutbox {
  readonly #options: FileOutboxOptions;
  readonly #offers = new Map<number, Offer>();
  readonly #open: Source[] = [];
  #next = 0;

  constructor(options: FileOutboxOptions) {
    this.#options = options;
  }

  offer({ found, ...to }: Fetch): void {
    const { peer, request } = to;
    for (const files of offerBatches(found)) {
      const offer = this.#next;
      this.#next += 1;
      const sources = files.map((each) => ({
        ...each,
        open: null,
        isRead: false,
        isNoted: false,
        isDone: false,
      }));
      this.#offers.set(offer, { ...to, sources });
      this.#show(offer);
      this.#options.send(peer, { type: 'files.offer', offer, request, files: files.map(({ file }) => file) });
    }
  }

  /** What a page that knows nothing yet has to know. */
  show(): void {
    for (const offer of this.#offers.keys()) this.#show(offer);
  }

  async read({ peer, offer, file, start, end }: Piece): Promise<Result<Uint8Array, FileProblem | 'held'>> {
    const found = this.#offers.get(offer);
    const source = found?.sources[file];
    if (found === undefined || source === undefined || found.peer !== peer) return fail('withdrawn');
    if (!this.#options.shell.mayUse(peer, 'browse-files')) return fail('withdrawn');
    if (this.#options.isHeld()) return fail('held');
    const opened = await this.#opened(found, source);
    if (!opened.ok) return fail('source-gone');
    const read = await opened.value.read(start, end);
    if (!read.ok) return read;
    source.isRead = true;
    // Whatever the other side says of it, it has all of it now.
    if (opened.value.sha256 !== null) this.#note(found, source, opened.value.sha256);
    return read;
  }

  /** From the CSR: how it stands there. What has arrived is not read again. */
  async told(from: ParticipantId, told: PeerMessageOf<'files.told'>): Promise<void> {
    const found = this.#offers.get(told.offer);
    const source = found?.sources[told.file];
    if (found?.peer !== from || source === undefined || !OVER.has(told.state)) return;
    // Nothing is read of an empty file.
    if (told.state === 'saved' && source.file.size === 0) this.#note(found, source, SHA256_OF_NOTHING);
    await this.#close(source);
    source.isDone = true;
    if (found.sources.every(({ isDone }) => isDone)) this.#end(told.offer);
  }

  /** Whoever may not look at files any more fetches none; whoever is out of reach goes on when they are back. */
  update(): void {
    for (const [offer, { peer }] of this.#offers) {
      if (hasGrant(this.#options.shell, peer)) continue;
      this.#options.send(peer, { type: 'files.withdraw', offer });
      this.#end(offer);
    }
  }

  close(): void {
    for (const offer of this.#offers.keys()) this.#end(offer);
  }

  #show(offer: number): void {
    const found = this.#offers.get(offer);
    if (found === undefined) return;
    const sizes = found.sources.map(({ file }) => file.size);
    this.#options.ports.session.emit('files.outgoing', { peer: found.peer, offer, sizes });
  }

  /** Once: as soon as the last of its bytes was read, or without a hash when it ends, should only parts have been. */
  #note({ peer: csr }: Pick<Offer, 'peer'>, source: Source, sha256: string | null): void {
    if (source.isNoted) return;
    source.isNoted = true;
    const { ports, book } = this.#options;
    const { name, size } = source.file;
    const fact = { kind: 'file.fetched', at: ports.clock.now(), csr, name, size, sha256 } as const;
    book.note(fact);
    ports.session.emit('fact.record', { fact });
  }

  #end(offer: number): void {
    const ended = this.#offers.get(offer);
    if (ended === undefined) return;
    this.#offers.delete(offer);
    this.#options.ports.session.emit('files.outgoing-ended', { offer });
    for (const source of ended.sources) {
      if (source.isRead) this.#note(ended, source, null);
      void this.#close(source);
    }
  }

  #opened({ access }: Offer, source: Source): Promise<Opened> {
    if (source.open !== null) return source.open;
    while (this.#open.length >= MAX_OPEN) {
      const oldest = this.#open[0];
      if (oldest !== undefined) void this.#close(oldest);
    }
    const opening = access.open(source.path).then((opened) => checked(opened, source.file));
    source.open = opening;
    this.#open.push(source);
    return opening;
  }

  async #close(source: Source): Promise<void> {
    const at = this.#open.indexOf(source);
    if (at >= 0) this.#open.splice(at, 1);
    const opened = await source.open;
    source.open = null;
    if (opened?.ok === true) await opened.value.close();
  }
}

/** Also while they are out of reach. */
export function hasGrant({ state }: Pick<AuthorityShell, 'state'>, peer: ParticipantId): boolean {
  return state.grants.some(({ csr, capability }) => csr === peer && capability === 'browse-files');
}

/** What was offered is what is read. */
function checked(opened: Opened, { size }: ListedFile): Opened {
  if (!opened.ok || opened.value.size === size) return opened;
  void opened.value.close();
  return fail('source-changed');
}
