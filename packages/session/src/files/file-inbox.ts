/**
 * Files that others offer, on the side that takes them: each block is asked for, checked and written here. It decides
 * nothing about who may offer or when files may move: whoever owns it says so.
 */
import {
  decodeBlock,
  shownFileName,
  type FileBlock,
  type FileProblem,
  type FileRef,
  type FilesView,
  type ListedFile,
  type OfferedFile,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type RequestId,
} from '@alongside/protocol';
import type { Destination, FileClock, FileDisk } from './file-disk.ts';
import { isUnderWay, type FileHold } from './incoming-file.ts';
import { IncomingTransfer, type SavedFile } from './incoming-transfer.ts';

/** More than anybody offers by hand. */
const MAX_FILES = 500;
/** Of what was asked for, folders and all. */
const MAX_WANTED_FILES = 12_000;
/** Shown of them: those that are under way, and the last. */
const MAX_SHOWN = 1_000;
/** At the same time; the others wait for their turn. */
const MAX_MOVING = 2;
/** How often a progress is shown. */
const SHOW_MS = 250;

export type FileMessage = PeerMessageOf<'files.offer' | 'files.withdraw' | 'files.sum' | 'files.failed'>;

/** Of a file that was on its way when the program broke off. */
export type LeftFile = FileRef & OfferedFile & { readonly part: string };

export type FileInboxOptions = {
  readonly clock: FileClock;
  readonly disk: FileDisk;
  readonly log: (step: string, detail?: Readonly<Record<string, string>>) => void;
  /** Can be heard now, and is of those who may send here. */
  readonly mayOffer: (peer: ParticipantId) => boolean;
  /** Is in the session, within reach or not. */
  readonly isIn: (peer: ParticipantId) => boolean;
  /** Nothing may move at the moment. */
  readonly isHeld: () => boolean;
  /** How long each block has to take at least. */
  readonly paceMs: () => number;
  /** Where what was asked for goes; null where nobody asked for this, or not any more. */
  readonly wanted: (
    peer: ParticipantId,
    request: RequestId,
    files: readonly ListedFile[],
  ) => Destination | null;
  readonly nameOf: (peer: ParticipantId) => string;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly onSaved: (file: OfferedFile & SavedFile & { readonly peer: ParticipantId }) => void;
  readonly onView: (files: FilesView['files']) => void;
  /** What another run of this program needs to go on is another. */
  readonly onLeft: () => void;
};

export class FileInbox {
  readonly #options: FileInboxOptions;
  readonly #files = new Map<string, IncomingTransfer>();
  #cancelShow: (() => void) | null = null;
  #toldLeft = '[]';

  constructor(options: FileInboxOptions) {
    this.#options = options;
  }

  hear(from: ParticipantId, message: FileMessage): void {
    if (!this.#options.mayOffer(from)) return this.#options.log('file message left alone');
    switch (message.type) {
      case 'files.offer':
        return this.#offer(from, message);
      case 'files.withdraw':
        return this.#drop((file) => file.ref.peer === from && file.ref.offer === message.offer, 'withdrawn');
      case 'files.sum':
        return this.#find({ peer: from, ...message })?.take({ type: 'sum', sum: message.sum });
      case 'files.failed':
        return this.#find({ peer: from, ...message })?.take({ type: 'broke', problem: message.problem });
    }
  }

  /** A frame of the `bulk` channel. */
  block(from: ParticipantId, frame: Uint8Array): void {
    const block = decodeBlock(frame);
    if (!block.ok || !this.#options.mayOffer(from)) return;
    this.#find({ peer: from, ...block.value })?.came(copyOf(block.value));
  }

  save(ref: FileRef, to: Destination): void {
    const file = this.#find(ref);
    if (file === undefined || isUnderWay(file.state.file)) return;
    file.queue(to);
    this.#begin();
    this.show();
  }

  hold(ref: FileRef, on: boolean): void {
    this.#find(ref)?.take({ type: 'hold', hold: 'paused', on });
  }

  cancel(ref: FileRef): void {
    this.#find(ref)?.cancel();
  }

  /** Where it lies, if it is there. */
  pathOf(ref: FileRef): string | null {
    return this.#find(ref)?.saved?.path ?? null;
  }

  /** What was asked for and is not wanted any more; what is saved stays. */
  drop(peer: ParticipantId, request: RequestId | null): void {
    this.#drop(
      (file) =>
        file.ref.peer === peer && file.request !== null && (request === null || file.request === request),
      'withdrawn',
    );
  }

  /** Of all that is on its way: what is on the disk of it. */
  get left(): readonly LeftFile[] {
    return [...this.#files.values()].flatMap((file) => file.left ?? []);
  }

  /** What an earlier run of this program has left: it goes on as soon as its sender is back. */
  goOn(left: readonly LeftFile[]): void {
    for (const file of left) {
      const { part, name, size, ...ref } = file;
      if (this.#options.isIn(ref.peer)) {
        this.#add(ref, { name, size, within: [] }, { part }).queue({ kind: 'usual' });
      } else void this.#remove(file);
    }
    this.update();
    this.#begin();
  }

  /** What is allowed, or who is there, has changed. */
  update(): void {
    const { isIn, isHeld, mayOffer } = this.#options;
    this.#drop((file) => !isIn(file.ref.peer), 'withdrawn');
    for (const file of this.#files.values()) {
      const set = (hold: FileHold, on: boolean): void => file.take({ type: 'hold', hold, on });
      set('sharing', isHeld());
      set('lost', !mayOffer(file.ref.peer));
    }
  }

  /** What was not finished is not kept. */
  close(): void {
    this.#drop(() => true, 'withdrawn');
    this.#files.clear();
    this.#cancelShow?.();
  }

  #find({ peer, offer, file }: FileRef): IncomingTransfer | undefined {
    return this.#files.get(keyOf({ peer, offer, file }));
  }

  /** The same again, after a reconnect, changes nothing. */
  #offer(peer: ParticipantId, { offer, request, files }: PeerMessageOf<'files.offer'>): void {
    const unknown = [...files.entries()].filter(([file]) => !this.#files.has(keyOf({ peer, offer, file })));
    const asked = unknown.map(([, file]) => file);
    const to = request === null || asked.length === 0 ? null : this.#options.wanted(peer, request, asked);
    const most = to === null ? MAX_FILES : MAX_WANTED_FILES;
    for (const [file, offered] of unknown) {
      const ref = { peer, offer, file };
      if (request !== null && to === null) this.#refuse(ref);
      else if (this.#files.size < most) {
        const added = this.#add(ref, { ...offered, name: shownFileName(offered.name) }, { request });
        if (to !== null) added.queue(to);
      }
    }
    this.update();
    this.#begin();
    this.show();
  }

  /** Nobody asked for it, or not any more: whoever sends it need not wait. */
  #refuse({ peer, offer, file }: FileRef): void {
    this.#options.log('file that nobody asked for');
    const nothing = { bytes: 0, problem: 'withdrawn', sha256: null } as const;
    this.#options.send(peer, { type: 'files.told', offer, file, state: 'failed', ...nothing });
  }

  async #remove(left: LeftFile): Promise<void> {
    const opened = await this.#options.disk.reopen(left);
    if (opened.ok) await opened.value.discard();
  }

  #add(
    ref: FileRef,
    offered: ListedFile,
    { request = null, part = null }: { readonly request?: RequestId | null; readonly part?: string | null },
  ): IncomingTransfer {
    const { clock, disk, log, send, paceMs, nameOf, onSaved } = this.#options;
    const { within, ...file } = offered;
    const transfer = new IncomingTransfer({
      ref,
      request,
      offered: file,
      within,
      part,
      clock,
      disk,
      log,
      send,
      paceMs,
      from: () => nameOf(ref.peer),
      onSaved: (saved) => onSaved({ ...file, ...saved, peer: ref.peer }),
      onChange: () => this.#changed(),
    });
    this.#files.set(keyOf(ref), transfer);
    return transfer;
  }

  #drop(of: (file: IncomingTransfer) => boolean, problem: FileProblem): void {
    let isNews = false;
    for (const [key, file] of this.#files) {
      if (!of(file) || file.state.file.kind === 'saved') continue;
      isNews = true;
      file.take({ type: 'broke', problem });
      file.close();
      this.#files.delete(key);
    }
    if (isNews) this.#changed();
  }

  #changed(): void {
    const left = JSON.stringify(this.left);
    if (left !== this.#toldLeft) {
      this.#toldLeft = left;
      this.#options.onLeft();
    }
    this.#begin();
    this.#cancelShow ??= this.#options.clock.after(SHOW_MS, () => this.show());
  }

  #begin(): void {
    const all = [...this.#files.values()];
    const moving = all.filter(({ state }) => isUnderWay(state.file) && state.holds.length === 0).length;
    for (const file of all.filter(({ isQueued }) => isQueued).slice(0, Math.max(0, MAX_MOVING - moving))) {
      file.begin();
    }
  }

  /** All of it, for a page that knows nothing yet. */
  readonly show = (): void => {
    this.#cancelShow?.();
    this.#cancelShow = null;
    this.#options.onView(shownOf([...this.#files.values()]));
  };
}

/** Of thousands, those that a person can do something about first. */
function shownOf(files: readonly IncomingTransfer[]): FilesView['files'] {
  const views = files.map((file) => file.view);
  if (views.length <= MAX_SHOWN) return views;
  const open = views.filter(({ state }) => state.kind !== 'saved');
  return open.slice(0, MAX_SHOWN);
}

function keyOf({ peer, offer, file }: FileRef): string {
  return `${peer} ${offer} ${file}`;
}

/** The frame that it came in belongs to the carrier. */
function copyOf(block: FileBlock): FileBlock {
  return { ...block, hash: block.hash.slice(), bytes: block.bytes.slice() };
}
