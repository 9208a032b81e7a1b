/** One file that is offered, and what becomes of it: runs what its state machine decides, against disk and wire. */
import {
  BLOCK_BYTES,
  type FileBlock,
  type FileRef,
  type FileView,
  type OfferedFile,
  type ParticipantId,
  type PeerMessage,
  type RequestId,
} from '@alongside/protocol';
import type { Destination, FileClock, FileDisk, OpenDownload } from './file-disk.ts';
import type { LeftFile } from './file-inbox.ts';
import {
  isUnderWay,
  offeredFile,
  stepIncomingFile,
  type IncomingFileEffect,
  type IncomingFileEvent,
  type IncomingFileState,
} from './incoming-file.ts';

/** A sender reads, hashes and sends a block in milliseconds; a line may be slow. */
const SILENCE_MS = 20_000;
/** How often the CSR is told of progress. */
const TELL_MS = 1_000;
/** What the rate is taken over. */
const RATE_MS = 3_000;

type IncomingTransferOptions = {
  readonly ref: FileRef;
  /** What it was asked for by; null where it was only offered. */
  readonly request: RequestId | null;
  readonly offered: OfferedFile;
  /** Folders that it lies in, outermost first. */
  readonly within: readonly string[];
  /** What an earlier run of this program has left of it. */
  readonly part: string | null;
  readonly clock: FileClock;
  readonly disk: FileDisk;
  readonly log: (step: string, detail?: Readonly<Record<string, string>>) => void;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  /** Who offers it. */
  readonly from: () => string;
  readonly onSaved: (saved: SavedFile) => void;
  readonly onChange: () => void;
  /** How long each block has to take at least. */
  readonly paceMs: () => number;
};

export type SavedFile = { readonly path: string | null; readonly name: string; readonly sha256: string };

export class IncomingTransfer {
  readonly ref: FileRef;
  readonly request: RequestId | null;
  saved: SavedFile | null = null;
  isQueued = false;
  readonly #options: IncomingTransferOptions;
  /** What is done on the disk, one after the other. */
  #disk: Promise<void> = Promise.resolve();
  #state: IncomingFileState;
  #download: OpenDownload | null = null;
  #to: Destination = { kind: 'usual' };
  /** What an earlier run has left, until it is taken up: another file may lie there afterwards. */
  #part: string | null;
  #samples: readonly { readonly at: number; readonly bytes: number }[] = [];
  #toldAt = -Infinity;
  #told = '';
  #cancelSilence: () => void = () => undefined;

  constructor(options: IncomingTransferOptions) {
    this.#options = options;
    this.ref = options.ref;
    this.request = options.request;
    this.#part = options.part;
    this.#state = offeredFile(options.offered.size);
  }

  get state(): IncomingFileState {
    return this.#state;
  }

  get view(): FileView {
    const { offered, from } = this.#options;
    return { ...this.ref, ...offered, from: from(), state: this.#viewState };
  }

  /** What another run of this program needs to go on; null while there is nothing of it. */
  get left(): LeftFile | null {
    const part = this.#download?.part ?? null;
    return part === null ? null : { ...this.ref, ...this.#options.offered, part };
  }

  queue(to: Destination): void {
    this.#to = to;
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
      const { log } = this.#options;
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
    const { disk, offered, within } = this.#options;
    const part = this.#part;
    this.#part = null;
    const left = part === null ? null : await disk.reopen({ ...offered, part });
    return left?.ok === true ? left : await disk.open({ ...offered, within, to: this.#to });
  }

  async #write(block: FileBlock): Promise<void> {
    // What was cancelled meanwhile is not written any more.
    if (this.#download === null || this.#state.file.kind !== 'moving') return;
    const written = await this.#download.write(block);
    await this.#pace();
    this.take(written.ok ? { type: 'written' } : { type: 'broke', problem: written.code });
  }

  #pace(): Promise<void> {
    const { clock, paceMs } = this.#options;
    const delayMs = paceMs();
    return delayMs === 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(delayMs, resolve));
  }

  async #finish(sum: string): Promise<void> {
    const finished = await this.#download?.finish(sum);
    if (finished === undefined) return;
    if (!finished.ok) return this.take({ type: 'broke', problem: finished.code });
    this.#download = null;
    const { path, name, sha256 } = finished.value;
    this.saved = { path, name, sha256 };
    this.#options.onSaved(this.saved);
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
    this.#cancelSilence = this.#options.clock.after(SILENCE_MS, () => {
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
    const at = this.#options.clock.now();
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
    const { clock } = this.#options;
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
