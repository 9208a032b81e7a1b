/**
 * This machine's folders for CSRs who may look through them, and each act on its files that its person says yes to. What
 * may be seen, the grant says; nothing that a CSR names is believed before the disk was asked.
 */
import {
  ENTRIES_PER_PART,
  type FileAct,
  type FolderListing,
  type FolderProblem,
  type GrantId,
  type ListedFile,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type RequestId,
  type Result,
  shownFileName,
} from '@alongside/protocol';
import type { Destination } from '@alongside/session';
import type { FilesAsked } from '../contract/consent-contract.ts';
import type { AuthorityShell } from './authority-shell.ts';
import { hasGrant, type FileOutbox } from './file-outbox.ts';
import type { FolderAccess, FoundFile, Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

export type FolderMessage = PeerMessageOf<'folders.places' | 'folders.list' | 'folders.request'>;

/** Acts that may wait or run at a time; as many as can stand behind a question, and then some. */
const MAX_WISHES = 16;
/** Names that a question lists. */
const MAX_ASKED_NAMES = 6;

type Wish = {
  readonly peer: ParticipantId;
  readonly act: FileAct;
  readonly access: FolderAccess;
  readonly allowed: readonly string[] | null;
  readonly asked: FilesAsked;
  /** Of `get`: all that it comes to. */
  readonly found: readonly FoundFile[];
};

/** What was allowed to be put here, and is still to come. */
type Put = {
  readonly peer: ParticipantId;
  readonly to: Destination;
  readonly names: ReadonlySet<string>;
  count: number;
  bytes: number;
};

type FolderShareOptions = {
  readonly ports: Pick<Ports, 'clock' | 'folders' | 'log' | 'newGrantId' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state' | 'mayUse' | 'dispatch'>;
  readonly book: Pick<SessionBook, 'note'>;
  readonly outbox: FileOutbox;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  /** What a CSR has put here is not to come any more. */
  readonly onStopped: (peer: ParticipantId) => void;
};

export class FolderShare {
  readonly #options: FolderShareOptions;
  readonly #wishes = new Map<RequestId, Wish>();
  readonly #puts = new Map<RequestId, Put>();
  #looking = new AbortController();

  constructor(options: FolderShareOptions) {
    this.#options = options;
  }

  async hear(from: ParticipantId, message: FolderMessage): Promise<void> {
    const { send, ports } = this.#options;
    if (!this.#may(from)) return this.#refuse(from, message);
    switch (message.type) {
      case 'folders.places': {
        const { allowed } = this.#access(from);
        const chosen = allowed?.map((path) => ({ kind: 'folder', path }) as const);
        const places = chosen ?? (await ports.folders.places());
        if (this.#may(from)) send(from, { type: 'folders.placed', id: message.id, places: [...places] });
        return;
      }
      case 'folders.list': {
        const listed = await this.#access(from).access.list(message.path);
        if (this.#may(from)) for (const part of partsOf(message.id, listed)) send(from, part);
        return;
      }
      case 'folders.request':
        return this.#ask(from, message);
    }
  }

  /** What the question on screen is about. */
  asked(requestId: RequestId): FilesAsked | null {
    return this.#wishes.get(requestId)?.asked ?? null;
  }

  /** A request has its answer. */
  answered(peer: ParticipantId, { requestId, outcome }: PeerMessageOf<'consent.answer'>): void {
    const wish = this.#wishes.get(requestId);
    if (wish === undefined || wish.peer !== peer) return;
    this.#wishes.delete(requestId);
    if (outcome === 'allowed') void this.#begin(requestId, wish);
  }

  /** Where an offer goes that came of a yes; what goes beyond it is nobody's wish. */
  wanted(peer: ParticipantId, request: RequestId, files: readonly ListedFile[]): Destination | null {
    const put = this.#puts.get(request);
    if (put === undefined || put.peer !== peer || !this.#may(peer)) return null;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const isNamed = files.every(({ name, within }) => put.names.has(within[0] ?? name));
    if (!isNamed || files.length > put.count || bytes > put.bytes) return null;
    put.count -= files.length;
    put.bytes -= bytes;
    return put.to;
  }

  /** Grants have changed. */
  update(): void {
    const { shell } = this.#options;
    const putters = [...this.#puts.values()].map(({ peer }) => peer);
    // Whoever is out of reach goes on when they are back.
    const gone = new Set(putters.filter((peer) => !hasGrant(shell, peer)));
    for (const [request, { peer }] of this.#puts) if (gone.has(peer)) this.#puts.delete(request);
    for (const peer of gone) this.#options.onStopped(peer);
    this.#options.outbox.update();
  }

  close(): void {
    this.#looking.abort();
    this.#looking = new AbortController();
    this.#wishes.clear();
    this.#puts.clear();
    this.#options.outbox.close();
  }

  #may(peer: ParticipantId): boolean {
    return this.#options.shell.mayUse(peer, 'browse-files');
  }

  #refuse(from: ParticipantId, message: FolderMessage): void {
    const { send, ports } = this.#options;
    ports.log('folder request refused');
    if (message.type === 'folders.request') {
      const { requestId } = message;
      return send(from, { type: 'consent.answer', requestId, outcome: 'not-possible' });
    }
    send(from, { type: 'folders.failed', id: message.id, problem: 'not-allowed' });
  }

  #access(peer: ParticipantId): {
    readonly access: FolderAccess;
    readonly allowed: readonly string[] | null;
  } {
    const { ports, shell } = this.#options;
    const grant = shell.state.grants.find(
      ({ csr, capability }) => csr === peer && capability === 'browse-files',
    );
    // Whoever has no grant any more gets at nothing.
    const allowed = grant === undefined ? [] : grant.folders;
    return { allowed, access: ports.folders.within(allowed) };
  }

  async #ask(peer: ParticipantId, { requestId, act }: PeerMessageOf<'folders.request'>): Promise<void> {
    const { send, shell, ports } = this.#options;
    const { access, allowed } = this.#access(peer);
    const looked = await lookAt(act, access, this.#looking.signal);
    if (!this.#may(peer)) return;
    if (!looked.ok) return send(peer, { type: 'folders.done', requestId, problem: looked.code });
    // An id that is in use already keeps what it stands for.
    if (this.#wishes.size >= MAX_WISHES || this.#isInUse(requestId)) return;
    this.#wishes.set(requestId, { peer, act, access, allowed, ...looked.value });
    const grantId: GrantId = ports.newGrantId();
    shell.dispatch({ type: 'consent.request', peer, requestId, capability: 'use-files', grantId });
    if (!this.#isPending(requestId)) this.#wishes.delete(requestId);
  }

  #isInUse(requestId: RequestId): boolean {
    return this.#wishes.has(requestId) || this.#puts.has(requestId) || this.#isPending(requestId);
  }

  #isPending(requestId: RequestId): boolean {
    const { desk } = this.#options.shell.state;
    return (
      desk.kind === 'asking' && [desk.shown, ...desk.waiting].some((each) => each.requestId === requestId)
    );
  }

  async #begin(request: RequestId, wish: Wish): Promise<void> {
    const { peer, act, access, found, allowed } = wish;
    const { send, outbox } = this.#options;
    switch (act.kind) {
      case 'put': {
        const { folder, names, count, bytes } = act;
        const to = { kind: 'folder', folder, allowed } as const;
        this.#puts.set(request, { peer, to, names: new Set(names), count, bytes });
        return;
      }
      case 'get':
        outbox.offer({ peer, request, found, access });
        return send(peer, { type: 'folders.done', requestId: request, problem: null });
      default: {
        // One by one: what was done before something failed stands on the receipt too.
        for (const single of singlesOf(act)) {
          const done = await carryOut(single, access);
          if (!done.ok) return send(peer, { type: 'folders.done', requestId: request, problem: done.code });
          this.#note(peer, factOf(single));
        }
        send(peer, { type: 'folders.done', requestId: request, problem: null });
      }
    }
  }

  #note(csr: ParticipantId, said: ReturnType<typeof factOf>): void {
    const { ports, book } = this.#options;
    const fact = { ...said, at: ports.clock.now(), csr };
    book.note(fact);
    ports.session.emit('fact.record', { fact });
  }
}

type Looked = Pick<Wish, 'asked' | 'found'>;

/** What it is about, as the disk has it: a question never shows what a CSR only says of this machine. */
async function lookAt(
  act: FileAct,
  access: FolderAccess,
  signal: AbortSignal,
): Promise<Result<Looked, FolderProblem>> {
  const { kind } = act;
  const place = await access.find(placeOf(act));
  if (!place.ok) return place;
  const folder = kind === 'put' || kind === 'make' ? place.value : folderOf(place.value);
  const plain = { kind, folder, to: null, count: 1, bytes: 0 };
  switch (kind) {
    case 'put': {
      const { names, count, bytes } = act;
      return { ok: true, value: { found: [], asked: { ...plain, names: shown(names), count, bytes } } };
    }
    case 'make':
      return { ok: true, value: { found: [], asked: { ...plain, names: shown([act.name]) } } };
    case 'rename': {
      const asked = { ...plain, names: shown([lastOf(act.path)]), to: shownFileName(act.name) };
      return { ok: true, value: { found: [], asked } };
    }
    default: {
      const surveyed = await access.survey(act.paths, signal);
      if (!surveyed.ok) return surveyed;
      const found = surveyed.value;
      const bytes = found.reduce((sum, { file }) => sum + file.size, 0);
      const asked = { ...plain, names: shown(act.paths.map(lastOf)), count: found.length, bytes };
      return { ok: true, value: { found, asked } };
    }
  }
}

function placeOf(act: FileAct): string {
  switch (act.kind) {
    case 'put':
    case 'make':
      return act.folder;
    case 'rename':
      return act.path;
    default:
      return act.paths[0] ?? '';
  }
}

type Change =
  Exclude<FileAct, { kind: 'put' | 'get' | 'remove' }> | { readonly kind: 'remove'; readonly path: string };

function singlesOf(act: Exclude<FileAct, { kind: 'put' | 'get' }>): readonly Change[] {
  return act.kind === 'remove' ? act.paths.map((path) => ({ kind: 'remove', path })) : [act];
}

function carryOut(act: Change, access: FolderAccess): Promise<Result<unknown, FolderProblem>> {
  switch (act.kind) {
    case 'make':
      return access.make(act.folder, act.name);
    case 'rename':
      return access.rename(act.path, act.name);
    case 'remove':
      return access.remove([act.path]);
  }
}

function factOf(act: Change) {
  switch (act.kind) {
    case 'make':
      return { kind: 'folder.made', name: shownFileName(act.name), to: null } as const;
    case 'rename': {
      const [name, to] = [shownFileName(lastOf(act.path)), shownFileName(act.name)];
      return { kind: 'folder.renamed', name, to } as const;
    }
    case 'remove':
      return { kind: 'folder.removed', name: shownFileName(lastOf(act.path)), to: null } as const;
  }
}

function shown(names: readonly string[]): string[] {
  return names.slice(0, MAX_ASKED_NAMES).map(shownFileName);
}

function lastOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.length - lastOf(path).length - 1));
}

/** A full folder does not fit into one message; an empty one is one part too. */
function partsOf(id: string, listed: Result<FolderListing, FolderProblem>): readonly PeerMessage[] {
  if (!listed.ok) return [{ type: 'folders.failed', id, problem: listed.code }];
  const { entries, ...folder } = listed.value;
  const count = Math.max(1, Math.ceil(entries.length / ENTRIES_PER_PART));
  return Array.from({ length: count }, (_, index) => ({
    type: 'folders.part' as const,
    id,
    ...folder,
    entries: entries.slice(index * ENTRIES_PER_PART, (index + 1) * ENTRIES_PER_PART),
    more: index < count - 1,
  }));
}
