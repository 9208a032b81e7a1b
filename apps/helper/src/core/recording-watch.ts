/**
 * Who records, as they say themselves: shown to the customer, written into the receipt. While somebody records with the
 * customer's yes, they are told which window is worked in, so that the recording can be searched by it.
 */
import { isCsr, type ParticipantId, type PeerMessage, type PeerMessageOf } from '@alongside/protocol';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

type Told = PeerMessageOf<'recording.state'>['state'];
type Recorders = ReadonlyMap<ParticipantId, Exclude<Told, 'off'>>;

type RecordingWatchOptions = {
  readonly ports: Pick<Ports, 'activeWindow' | 'clock' | 'log' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state' | 'mayUse'>;
  readonly book: Pick<SessionBook, 'note'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly onChange: () => void;
};

const LOOK_MS = 1_500;
const MAX_TITLE_LENGTH = 200;

export class RecordingWatch {
  readonly #options: RecordingWatchOptions;
  readonly #recorders = new Map<ParticipantId, Exclude<Told, 'off'>>();
  #stopLooking: (() => void) | null = null;
  readonly #told = new Map<ParticipantId, string>();

  constructor(options: RecordingWatchOptions) {
    this.#options = options;
  }

  get recorders(): Recorders {
    return this.#recorders;
  }

  hear(from: ParticipantId, state: Told): void {
    const { shell, ports } = this.#options;
    const peer = shell.state.peers.get(from);
    if (peer === undefined || !isCsr(peer.role)) return ports.log('recording of nobody left alone');
    const before = this.#recorders.get(from);
    if (before === state || (before === undefined && state === 'off')) return;
    if (state === 'off') this.#recorders.delete(from);
    else this.#recorders.set(from, state);
    this.#note(from, kindOf(before, state));
    this.#told.delete(from);
    this.#look();
    this.#options.onChange();
  }

  /** Who has left records no more. */
  forget(peer: ParticipantId): void {
    if (!this.#recorders.delete(peer)) return;
    this.#told.delete(peer);
    this.#note(peer, 'recording.ended');
    this.#look();
    this.#options.onChange();
  }

  /** Grants have changed. */
  update(): void {
    this.#look();
  }

  close(): void {
    for (const peer of Array.from(this.#recorders.keys())) this.forget(peer);
  }

  #note(csr: ParticipantId, kind: ReturnType<typeof kindOf>): void {
    const { ports, book } = this.#options;
    const fact = { kind, at: ports.clock.now(), csr } as const;
    book.note(fact);
    ports.session.emit('fact.record', { fact });
  }

  get #listeners(): readonly ParticipantId[] {
    const { shell } = this.#options;
    return [...this.#recorders]
      .filter(([csr, state]) => state === 'on' && shell.mayUse(csr, 'recording'))
      .map(([csr]) => csr);
  }

  #look(): void {
    const isWanted = this.#listeners.length > 0;
    if (!isWanted) {
      this.#stopLooking?.();
      this.#stopLooking = null;
      return;
    }
    this.#stopLooking ??= this.#options.ports.clock.after(0, () => void this.#tell());
  }

  async #tell(): Promise<void> {
    const { ports, send } = this.#options;
    const title = (await ports.activeWindow())?.slice(0, MAX_TITLE_LENGTH);
    // Taken back while it was looked at.
    if (this.#stopLooking === null) return;
    for (const csr of this.#listeners) {
      if (title === undefined || title === '' || this.#told.get(csr) === title) continue;
      this.#told.set(csr, title);
      send(csr, { type: 'recording.window', title });
    }
    this.#stopLooking = ports.clock.after(LOOK_MS, () => void this.#tell());
  }
}

function kindOf(before: Exclude<Told, 'off'> | undefined, now: Told) {
  if (now === 'off') return 'recording.ended';
  if (before === undefined) return 'recording.began';
  return now === 'paused' ? 'recording.paused' : 'recording.resumed';
}
