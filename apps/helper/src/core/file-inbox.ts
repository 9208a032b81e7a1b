/**
 * Files that CSRs offer: the customer takes what they want, and each block is asked for, checked and written here, on the
 * trusted side. While the screen is seen, files do not move.
 */
import {
  decodeBlock,
  isControl,
  isCsr,
  shownFileName,
  surfaceOf,
  type FileBlock,
  type FileProblem,
  type OfferedFile,
  type ParticipantId,
  type PeerMessage,
} from '@alongside/protocol';
import { isUnderWay, type FileHold } from '@alongside/session';
import type { FileRef, FilesView } from '../contract/files-view.ts';
import { decodeSentInput } from '../contract/input-frame.ts';
import type { AuthorityShell } from './authority-shell.ts';
import { IncomingTransfer } from './incoming-transfer.ts';
import type { LeftFile } from './kept-session.ts';
import type { FileMessage } from './peer-messages.ts';
import type { Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

/** More than anybody offers by hand. */
const MAX_FILES = 500;
/** At the same time; the others wait for their turn. */
const MAX_MOVING = 2;
/** A block while somebody works on this machine: 4 MB/s, so that their clicks do not wait. */
const PACED_BLOCK_MS = 15;
/** How often a progress is shown. */
const SHOW_MS = 250;

export type FileInboxOptions = {
  readonly ports: Pick<Ports, 'clock' | 'downloads' | 'log' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state'>;
  readonly book: Pick<SessionBook, 'nameOf' | 'note'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  /** What another run of this program needs to go on is another. */
  readonly onLeft: () => void;
};

export class FileInbox {
  readonly #options: FileInboxOptions;
  readonly #files = new Map<string, IncomingTransfer>();
  #cancelShow: (() => void) | null = null;
  /** The site lets files move while the screen is seen. */
  #whileSharing = false;
  #toldLeft = '[]';

  constructor(options: FileInboxOptions) {
    this.#options = options;
  }

  hear(from: ParticipantId, message: FileMessage): void {
    if (!this.#mayOffer(from)) return this.#options.ports.log('file message left alone');
    switch (message.type) {
      case 'files.offer':
        return this.#offer(from, message.offer, message.files);
      case 'files.withdraw':
        return this.#drop((file) => file.ref.peer === from && file.ref.offer === message.offer, 'withdrawn');
      case 'files.sum':
        return this.#find({ peer: from, ...message })?.take({ type: 'sum', sum: message.sum });
      case 'files.failed':
        return this.#find({ peer: from, ...message })?.take({ type: 'broke', problem: message.problem });
    }
  }

  /** As the page has it: who it is from, and the block. */
  block(bytes: Uint8Array): void {
    const sent = decodeSentInput(bytes);
    const block = sent.ok ? decodeBlock(sent.value.frame) : sent;
    if (!sent.ok || !block.ok || !this.#mayOffer(sent.value.from)) return;
    this.#find({ peer: sent.value.from, ...block.value })?.came(copyOf(block.value));
  }

  save(ref: FileRef, chooses: boolean): void {
    const file = this.#find(ref);
    if (file === undefined || isUnderWay(file.state.file)) return;
    file.queue(chooses);
    this.#begin();
    this.show();
  }

  hold(ref: FileRef, on: boolean): void {
    this.#find(ref)?.take({ type: 'hold', hold: 'paused', on });
  }

  cancel(ref: FileRef): void {
    this.#find(ref)?.cancel();
  }

  reveal(ref: FileRef): void {
    const { path } = this.#find(ref)?.saved ?? { path: null };
    if (path !== null) this.#options.ports.downloads.show?.(path);
  }

  setWhileSharing(isAllowed: boolean): void {
    this.#whileSharing = isAllowed;
    this.update();
  }

  /** Of all that is on its way: what is on the disk of it. */
  get left(): readonly LeftFile[] {
    return [...this.#files.values()].flatMap((file) => file.left ?? []);
  }

  /** What an earlier run of this program has left: it goes on as soon as its CSR is back. */
  goOn(left: readonly LeftFile[]): void {
    const { peers } = this.#options.shell.state;
    for (const file of left) {
      const { part, name, size, ...ref } = file;
      if (peers.has(ref.peer)) this.#add(ref, { name, size }, part).queue(false);
      else void this.#remove(file);
    }
    this.update();
    this.#begin();
  }

  /** Grants or peers have changed. */
  update(): void {
    const { peers, grants } = this.#options.shell.state;
    this.#drop((file) => !peers.has(file.ref.peer), 'withdrawn');
    const isSeen = grants.some(({ capability }) => surfaceOf(capability) !== null);
    for (const file of this.#files.values()) {
      const set = (hold: FileHold, on: boolean): void => file.take({ type: 'hold', hold, on });
      set('sharing', isSeen && !this.#whileSharing);
      set('lost', !this.#mayOffer(file.ref.peer));
    }
  }

  /** What was not finished is not kept. */
  close(): void {
    this.#drop(() => true, 'withdrawn');
    this.#files.clear();
    this.#whileSharing = false;
    this.#cancelShow?.();
  }

  #mayOffer(peer: ParticipantId): boolean {
    const found = this.#options.shell.state.peers.get(peer);
    return (
      found !== undefined &&
      isCsr(found.role) &&
      found.presence.kind === 'here' &&
      found.trust.kind === 'known'
    );
  }

  #find({ peer, offer, file }: FileRef): IncomingTransfer | undefined {
    return this.#files.get(keyOf({ peer, offer, file }));
  }

  /** The same again, after a reconnect, changes nothing. */
  #offer(peer: ParticipantId, offer: number, files: readonly { name: string; size: number }[]): void {
    for (const [index, offered] of files.entries()) {
      const ref = { peer, offer, file: index };
      if (this.#files.has(keyOf(ref)) || this.#files.size >= MAX_FILES) continue;
      this.#add(ref, { ...offered, name: shownFileName(offered.name) });
    }
    this.update();
    this.show();
  }

  async #remove(left: LeftFile): Promise<void> {
    const opened = await this.#options.ports.downloads.reopen(left);
    if (opened.ok) await opened.value.discard();
  }

  #add(ref: FileRef, offered: OfferedFile, part?: string): IncomingTransfer {
    const { ports, book, send, shell } = this.#options;
    const transfer = new IncomingTransfer({
      ref,
      offered,
      ports,
      book,
      send,
      ...(part === undefined ? {} : { part }),
      onChange: () => this.#changed(),
      paceMs: () => (shell.state.grants.some(({ capability }) => isControl(capability)) ? PACED_BLOCK_MS : 0),
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
    this.#cancelShow ??= this.#options.ports.clock.after(SHOW_MS, () => this.show());
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
    this.#options.ports.session.emit('files.changed', this.#view);
  };

  get #view(): FilesView {
    const { downloads } = this.#options.ports;
    return {
      canChoose: downloads.canChoose,
      canShow: downloads.show !== null,
      files: [...this.#files.values()].map((file) => file.view),
    };
  }
}

function keyOf({ peer, offer, file }: FileRef): string {
  return `${peer} ${offer} ${file}`;
}

/** The frame that it came in belongs to the carrier. */
function copyOf(block: FileBlock): FileBlock {
  return { ...block, hash: block.hash.slice(), bytes: block.bytes.slice() };
}
