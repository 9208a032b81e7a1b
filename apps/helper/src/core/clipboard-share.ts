/**
 * The customer's clipboard, as far as it is allowed: what is copied here goes to whoever may receive it, what comes is
 * written only from whoever may write. Every part is held against the live grants.
 */
import { isCsr, type ClipboardContent, type ParticipantId, type PeerMessage } from '@alongside/protocol';
import {
  beginOutgoing,
  NOTHING_INCOMING,
  takeIncoming,
  takenOutgoing,
  type ClipboardPart,
  type ClipboardTaken,
  type Incoming,
  type Outgoing,
} from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';

type ClipboardShareOptions = {
  readonly ports: Pick<Ports, 'clipboard' | 'log' | 'newGrantId'>;
  readonly shell: Pick<AuthorityShell, 'state' | 'mayUse'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
};

export class ClipboardShare {
  readonly #options: ClipboardShareOptions;
  readonly #outgoing = new Map<ParticipantId, Outgoing>();
  readonly #incoming = new Map<ParticipantId, Incoming>();
  #isWatching = false;

  constructor(options: ClipboardShareOptions) {
    this.#options = options;
  }

  /** Grants have changed. Only from a yes on is anything that is copied looked at. */
  update(): void {
    const { ports, shell } = this.#options;
    const csrs = [...shell.state.peers.values()].filter(({ role }) => isCsr(role)).map(({ id }) => id);
    const isWanted = csrs.some((csr) => shell.mayUse(csr, 'read-clipboard'));
    for (const csr of this.#incoming.keys()) {
      if (!shell.mayUse(csr, 'write-clipboard')) this.#incoming.delete(csr);
    }
    for (const csr of this.#outgoing.keys()) {
      if (!shell.mayUse(csr, 'read-clipboard')) this.#outgoing.delete(csr);
    }
    if (isWanted === this.#isWatching) return;
    this.#isWatching = isWanted;
    void ports.clipboard.watch(isWanted ? (content) => this.#tell(content) : null);
  }

  hear(from: ParticipantId, message: ClipboardPart | ClipboardTaken): void {
    if (message.type === 'clipboard.part') void this.#take(from, message);
    else this.#goOn(from, message);
  }

  close(): void {
    void this.#options.ports.clipboard.watch(null);
    this.#outgoing.clear();
    this.#incoming.clear();
  }

  #tell(content: ClipboardContent): void {
    const { shell, ports } = this.#options;
    for (const csr of shell.state.peers.keys()) {
      if (!shell.mayUse(csr, 'read-clipboard')) continue;
      this.#keep(csr, beginOutgoing(content, ports.newGrantId()));
    }
  }

  #goOn(from: ParticipantId, message: ClipboardTaken): void {
    const outgoing = this.#outgoing.get(from);
    if (outgoing === undefined || !this.#options.shell.mayUse(from, 'read-clipboard')) return;
    this.#keep(from, takenOutgoing(outgoing, message));
  }

  #keep(to: ParticipantId, { state, send }: ReturnType<typeof beginOutgoing>): void {
    if (state.kind === 'over') this.#outgoing.delete(to);
    else this.#outgoing.set(to, state);
    for (const part of send) this.#options.send(to, part);
  }

  async #take(from: ParticipantId, part: ClipboardPart): Promise<void> {
    const { shell, ports, send } = this.#options;
    const { id, index } = part;
    const taken = { type: 'clipboard.taken', id, index } as const;
    if (!shell.mayUse(from, 'write-clipboard')) return send(from, { ...taken, outcome: 'refused' });
    const { state, content, answer } = takeIncoming(this.#incoming.get(from) ?? NOTHING_INCOMING, part);
    this.#incoming.set(from, state);
    if (answer !== null) send(from, answer);
    if (content === null) return;
    const isWritten = await ports.clipboard.write(content);
    if (!isWritten) ports.log('clipboard not written', { kind: content.kind });
    send(from, { ...taken, outcome: isWritten ? 'written' : 'refused' });
  }
}
