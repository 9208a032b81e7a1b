/** One file that is offered, and what becomes of it: runs what its state machine decides, against disk and wire. */
import {
  BLOCK_BYTES,
  type FileBlock,
  type OfferedFile,
  type ParticipantId,
  type PeerMessage,
} from '@alongside/protocol';
import {
  isUnderWay,
  offeredFile,
  stepIncomingFile,
  type IncomingFileEffect,
  type IncomingFileEvent,
  type IncomingFileState,
} from '@alongside/session';
import type { FileRef, FileView } from '../contract/files-view.ts';
import type { LeftFile } from './kept-session.ts';
import type { OpenDownload, Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

/** A sender reads, hashes and sends a block in milliseconds; a line may be slow. */
const SILENCE_MS = 20_000;
/** How often the CSR is told of progress. */
const TELL_MS = 1_000;
/** What the rate is taken over. */
const RATE_MS = 3_000;

type IncomingTransferOptions = {
  readonly ref: FileRef;
  readonly offered: OfferedFile;
  /** What an earlier run of this program has left of it. */
  readonly part?: string;
  readonly ports: Pick<Ports, 'clock' | 'downloads' | 'log' | 'session'>;
  readonly book: Pick<SessionBook, 'nameOf' | 'note'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly onChange: () => void;
  /** How long each block has to take at least. */
  readonly paceMs: () => number;
};

type Saved = { readonly path: string | null; readonly name: string; readonly sha256: string };

export class IncomingTransfer {
  readonly ref: FileRef;
  saved: Saved | null = null;
  isQueued = false;
  readonly #options: IncomingTransferOptions;
  /** What is done on the disk, one after the other. */
  #disk: Promise<void> = Promise.resolve();
  #state: IncomingFileState;
  #download: OpenDownload | null = null;
  #chooses = false;
  /** What an earlier run has left, until it is taken up: another file may lie there afterwards. */
  #part: string | null;
  #samples: readonly { readonly at: number; readonly bytes: number }[] = [];
  #toldAt = -Infinity;
  #told = '';
  #cancelSilence: () => void = () => undefined;

  constructor(options: IncomingTransferOptions) {
    this.#options = options;
    this.ref = options.ref;
    this.#part = options.part ?? null;
    this.#state = offeredFile(options.offered.size);
  }

  get state(): IncomingFileState {
    return this.#state;
  }

  get view(): FileView {
    const { offered, book } = this.#options;
    return { ...this.ref, ...offered, from: book.nameOf(this.ref.peer), state: this.#viewState };
  }

  /** What another run of this program needs to go on; null while there is nothing of it. */
  get left(): LeftFile | null {
    const part = this.#download?.part ?? null;
    return part === null ? null : { ...this.ref, ...this.#options.offered, part };
  }

  queue(chooses: boolean): void {
    this.#chooses = chooses;
    this.isQueued = true;
  }

  begin(): void {
    this.isQueued = false;
    this.take({ type: 'save' });
  }

  cancel(): void {
    this.isQueued = false;
    this.take({ type: 'cancel' });
    this.#tell('cancelled');
    this.#options.onChange();
  }

  came(block: FileBlock): void {
    this.take({ type: 'came', index: block.index }, block);
  }

  take(event: IncomingFileEvent, block?: FileBlock): void {
    const before = this.#state;
    const { state, effects } = stepIncomingFile(before, event);
    if (state === before && effects.length === 0) return;
    this.#state = state;
    this.#watchSilence();
    for (const effect of effects) this.#run(effect, block);
    this.#report();
  }

  close(): void {
    this.isQueued = false;
    this.#cancelSilence();
    this.#dispose();
  }

  #run(effect: IncomingFileEffect, block: FileBlock | undefined): void {
    const { offer, file, peer } = this.ref;
    const { send } = this.#options;
    switch (effect.type) {
      case 'open':
        return this.#then(() => this.#open());
      case 'take':
        return send(peer, { type: 'files.take', offer, file, from: effect.from, count: effect.count });
      case 'write':
        return block === undefined ? undefined : this.#then(() => this.#write(block));
      case 'check':
        return send(peer, { type: 'files.check', offer, file });
      case 'finish':
        return this.#then(() => this.#finish(effect.sum));
      case 'release':
        return;
      case 'discard':
        return this.#dispose();
    }
  }

  #then(act: () => Promise<void>): void {
    this.#disk = this.#disk.then(act).catch((error: unknown) => {
      const { log } = this.#options.ports;
      log('file not written', { kind: error instanceof Error ? error.name : 'unknown' });
      this.take({ type: 'broke', problem: 'not-writable' });
    });
  }

  async #open(): Promise<void> {
    if (this.#state.file.kind !== 'opening') return;
    if (this.#download === null) {
      const opened = await this.#place();
      if (!opened.ok) {
        return opened.code === 'not-chosen'
          ? this.cancel()
          : this.take({ type: 'broke', problem: opened.code });
      }
      this.#download = opened.value;
      // Cancelled while the customer was asked where.
      if (!isUnderWay(this.#state.file)) return this.#dispose();
    }
    this.take({ type: 'opened', blocks: this.#download.written });
  }

  async #place() {
    const { ports, offered } = this.#options;
    const part = this.#part;
    this.#part = null;
    const left = part === null ? null : await ports.downloads.reopen({ ...offered, part });
    return left?.ok === true ? left : await ports.downloads.open({ ...offered, chooses: this.#chooses });
  }

  async #write(block: FileBlock): Promise<void> {
    // What was cancelled meanwhile is not written any more.
    if (this.#download === null || this.#state.file.kind !== 'moving') return;
    const written = await this.#download.write(block);
    await this.#pace();
    this.take(written.ok ? { type: 'written' } : { type: 'broke', problem: written.code });
  }

  #pace(): Promise<void> {
    const { ports, paceMs } = this.#options;
    const delayMs = paceMs();
    return delayMs === 0
      ? Promise.resolve()
      : new Promise((resolve) => void ports.clock.after(delayMs, resolve));
  }

  async #finish(sum: string): Promise<void> {
    const finished = await this.#download?.finish(sum);
    if (finished === undefined) return;
    if (!finished.ok) return this.take({ type: 'broke', problem: finished.code });
    this.#download = null;
    const { path, name, sha256 } = finished.value;
    this.saved = { path, name, sha256 };
    const { ports, book, offered } = this.#options;
    const fact = {
      kind: 'file.saved',
      at: ports.clock.now(),
      csr: this.ref.peer,
      ...offered,
      sha256,
    } as const;
    book.note(fact);
    ports.session.emit('fact.record', { fact });
    this.take({ type: 'finished', name, sha256 });
  }

  #dispose(): void {
    const download = this.#download;
    this.#download = null;
    this.#samples = [];
    if (download !== null) this.#then(() => download.discard());
  }

  #watchSilence(): void {
    this.#cancelSilence();
    const { file, holds } = this.#state;
    const isWaiting = (file.kind === 'moving' || file.kind === 'checking') && holds.length === 0;
    if (!isWaiting) return;
    this.#cancelSilence = this.#options.ports.clock.after(SILENCE_MS, () => {
      this.take({ type: 'silent' });
      this.#watchSilence();
    });
  }

  #report(): void {
    this.#sample();
    this.#tell(this.#toldState);
    this.#options.onChange();
  }

  #sample(): void {
    const at = this.#options.ports.clock.now();
    if (this.#state.holds.length > 0) this.#samples = [];
    else if (at - (this.#samples.at(-1)?.at ?? 0) > RATE_MS / 20) {
      this.#samples = [...this.#samples, { at, bytes: this.#bytes }].filter(
        (each) => at - each.at <= RATE_MS,
      );
    }
  }

  get #bytes(): number {
    const { file, size } = this.#state;
    if (file.kind === 'moving') return Math.min(size, file.written * BLOCK_BYTES);
    return file.kind === 'checking' || file.kind === 'saved' ? size : 0;
  }

  get #toldState() {
    const { file, holds } = this.#state;
    if (file.kind === 'saved' || file.kind === 'failed') return file.kind;
    if (file.kind === 'offered') return null;
    if (holds.length === 0) return 'moving';
    return holds.includes('paused') ? 'paused' : 'waiting';
  }

  /** A change at once, progress now and then. */
  #tell(state: Extract<PeerMessage, { type: 'files.told' }>['state'] | null): void {
    const { clock } = this.#options.ports;
    const at = clock.now();
    if (state === null || (state === this.#told && at - this.#toldAt < TELL_MS)) return;
    [this.#told, this.#toldAt] = [state, at];
    const { peer, offer, file } = this.ref;
    const { file: now } = this.#state;
    const problem = now.kind === 'failed' ? now.problem : null;
    const sha256 = now.kind === 'saved' ? now.sha256 : null;
    this.#options.send(peer, { type: 'files.told', offer, file, state, bytes: this.#bytes, problem, sha256 });
  }

  get #viewState(): FileView['state'] {
    const { file, holds } = this.#state;
    if (this.isQueued) return { kind: 'queued' };
    switch (file.kind) {
      case 'moving':
        return { kind: 'moving', bytes: this.#bytes, bytesPerSecond: this.#rate, held: holds[0] ?? null };
      case 'saved':
        return { kind: 'saved', name: file.name };
      case 'failed':
        return { kind: 'failed', problem: file.problem };
      default:
        return { kind: file.kind };
    }
  }

  get #rate(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.at === first.at) return null;
    return ((last.bytes - first.bytes) * 1_000) / (last.at - first.at);
  }
}
