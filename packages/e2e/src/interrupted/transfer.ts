/**
 * One file from disk to disk through everything that a transfer is made of (sender, inbox, state machine, download), while
 * the line is cut and either side is killed at random moments. Only the line itself stands in.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Folders, openDownload, reopenDownload } from '@alongside/host/files';
import {
  BLOCK_BYTES,
  blockCount,
  MAX_BLOCK_FRAME_BYTES,
  participantIdSchema,
  type FilesView,
  type ParticipantId,
  type PeerMessage,
} from '@alongside/protocol';
import { FileSender, systemClock, type FileSource } from '@alongside/rtc';
import { FileInbox, type LeftFile } from '@alongside/session';
import { Line } from './line.ts';

const CSR: ParticipantId = participantIdSchema.parse('c'.repeat(22));
const REF = { peer: CSR, offer: 0, file: 0 };
/** Should it stand still for longer, something is wrong. */
const PATIENCE_MS = 60_000;

export type Interruption = 'cut' | 'kill-receiver' | 'kill-sender';

export type Interrupted = {
  readonly source: string;
  readonly size: number;
  readonly folder: string;
  /** At which share of the file each comes, in order. */
  readonly interruptions: readonly { readonly at: number; readonly kind: Interruption }[];
};

export type Outcome = { readonly sha256: string; readonly resentBytes: number; readonly breaks: number };

/** Rejects where it does not come to an end, or a file of that name is there before it is whole. */
export async function transferInterrupted(options: Interrupted): Promise<Outcome> {
  const run = new Run(options);
  try {
    return await run.play();
  } finally {
    await run.close();
  }
}

class Run {
  readonly #options: Interrupted;
  readonly #line = new Line();
  #sender: FileSender;
  #inbox: FileInbox;
  #source: Awaited<ReturnType<Folders['open']>> | null = null;
  #left: readonly LeftFile[] = [];
  #view: FilesView['files'][number] | undefined;
  #breaks = 0;

  constructor(options: Interrupted) {
    this.#options = options;
    this.#sender = this.#newSender();
    this.#inbox = this.#newInbox();
  }

  async play(): Promise<Outcome> {
    this.#source = await new Folders(null).open(this.#options.source);
    this.#share();
    this.#offer();
    await this.#until(() => this.#view !== undefined);
    this.#inbox.save(REF, { kind: 'usual' });
    for (const { at, kind } of this.#options.interruptions) {
      await this.#until(() => this.#isSaved || this.#bytes >= at * this.#options.size);
      if (this.#isSaved) break;
      await this.#interrupt(kind);
    }
    await this.#until(() => this.#isSaved);
    return {
      sha256: createHash('sha256').update(readFileSync(this.#final)).digest('hex'),
      resentBytes: this.#line.sentBytes - framed(this.#options.size),
      breaks: this.#breaks,
    };
  }

  async close(): Promise<void> {
    this.#inbox.close();
    if (this.#source?.ok === true) await this.#source.value.close();
  }

  get #final(): string {
    return join(this.#options.folder, basename(this.#options.source));
  }

  get #isSaved(): boolean {
    return this.#view?.state.kind === 'saved';
  }

  get #bytes(): number {
    const { state } = this.#view ?? { state: undefined };
    if (state?.kind === 'failed') throw new Error(`failed: ${state.problem}`);
    return state?.kind === 'moving' ? state.bytes : 0;
  }

  async #interrupt(kind: Interruption): Promise<void> {
    if (existsSync(this.#final)) throw new Error('a file bears its name before it is whole');
    this.#breaks += 1;
    this.#line.cut();
    this.#inbox.update();
    if (kind === 'kill-sender') this.#sender = this.#newSender();
    // What was on its way to the disk may still be written, as by a system that outlives a program.
    if (kind === 'kill-receiver') this.#inbox = this.#newInbox();
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.#line.mend();
    if (kind === 'kill-sender') this.#share();
    if (kind === 'kill-receiver') this.#inbox.goOn(this.#left);
    this.#inbox.update();
    this.#offer();
  }

  #share(): void {
    const opened = this.#source;
    if (opened?.ok !== true) throw new Error('the source cannot be read');
    const source: FileSource = {
      size: this.#options.size,
      slice: (start, end) => ({
        async arrayBuffer() {
          const read = await opened.value.read(start, end);
          if (!read.ok) throw new DOMException(read.code, 'NotReadableError');
          return new Uint8Array(read.value).buffer;
        },
      }),
    };
    this.#sender.add(0, [source]);
  }

  #offer(): void {
    const { source, size } = this.#options;
    const files = [{ name: basename(source), size, within: [] }];
    const inbox = this.#inbox;
    this.#line.say(() => inbox.hear(CSR, { type: 'files.offer', offer: 0, request: null, files }));
  }

  #newSender(): FileSender {
    const sender: FileSender = new FileSender({
      send: (_, message) => this.#toReceiver(sender, message),
      sendBulk: (_, bytes) =>
        this.#line.send(bytes, () => {
          if (this.#sender === sender) this.#inbox.block(CSR, bytes);
        }),
    });
    return sender;
  }

  #toReceiver(sender: FileSender, message: PeerMessage): void {
    this.#line.say(() => {
      if (this.#sender !== sender) return;
      if (message.type === 'files.sum' || message.type === 'files.failed') this.#inbox.hear(CSR, message);
    });
  }

  #newInbox(): FileInbox {
    const { folder } = this.#options;
    const isOurs = (): boolean => this.#inbox === inbox;
    const inbox: FileInbox = new FileInbox({
      clock: systemClock,
      disk: {
        open: ({ name, size, within }) => openDownload({ folder, name, size, within }),
        reopen: reopenDownload,
      },
      log: () => undefined,
      mayOffer: () => this.#line.isUp,
      isIn: () => true,
      isHeld: () => false,
      paceMs: () => 0,
      wanted: () => null,
      nameOf: () => 'Mina',
      send: (_, message) =>
        this.#line.say(() => {
          const isAsked = message.type === 'files.take' || message.type === 'files.check';
          if (isOurs() && isAsked) this.#sender.hear(CSR, message);
        }),
      onSaved: () => undefined,
      onView: ([view]) => {
        if (isOurs()) this.#view = view;
      },
      onLeft: () => {
        if (isOurs()) this.#left = inbox.left;
      },
    });
    return inbox;
  }

  async #until(isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!isSo()) {
      if (Date.now() > deadline) throw new Error(`stands still: ${JSON.stringify(this.#view?.state)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      this.#inbox.show();
    }
  }
}

/** Each block has a head in front. */
function framed(size: number): number {
  return size + blockCount(size) * (MAX_BLOCK_FRAME_BYTES - BLOCK_BYTES);
}
