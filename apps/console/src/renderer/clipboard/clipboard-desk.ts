/**
 * The CSR's end of shared clipboards: what is copied here goes to the customers who allow it, what a customer copies is
 * written here where they do. Both from the moment of the yes on.
 */

import { idSchema } from '@alongside/protocol';
import type { Capability, ClipboardContent, ParticipantId, PeerMessage } from '@alongside/protocol';
import { beginOutgoing, NOTHING_INCOMING, takeIncoming, takenOutgoing } from '@alongside/session';
import type { ClipboardPart, ClipboardTaken, Incoming, Outgoing } from '@alongside/session';
import type { Bridge } from '@alongside/ipc';
import type { Link } from '@alongside/rtc';
import type { ConsoleContract } from '../../contract.ts';
import { randomId } from '@alongside/rtc';
import type { AskedMachines } from '@alongside/ui';

/** A machine that has not written it by then will not; the paste is then of what was there. */
const WRITE_MS = 4_000;

type ClipboardDeskOptions = {
  readonly link: Pick<Link, 'send' | 'onMessage'>;
  readonly customers: Pick<AskedMachines, 'store'>;
  readonly bridge: Bridge<ConsoleContract>;
};

export class ClipboardDesk {
  readonly #options: ClipboardDeskOptions;
  readonly #outgoing = new Map<ParticipantId, Outgoing>();
  readonly #incoming = new Map<ParticipantId, Incoming>();
  readonly #waiting = new Map<ParticipantId, () => void>();
  readonly #ends: (() => void)[];
  #isWatching = false;
  /** The last change that was heard of: an answer to a look may come before what it found. */
  #heard = 0;
  readonly #listening = new Set<() => void>();

  constructor(options: ClipboardDeskOptions) {
    this.#options = options;
    const { link, customers, bridge } = options;
    const look = (): void => void this.#look();
    window.addEventListener('focus', look);
    this.#ends = [
      customers.store.subscribe(() => {
        this.#update();
      }),
      link.onMessage((from, message) => {
        this.#hear(from, message);
      }),
      bridge.on('clipboard.changed', ({ content, change }) => {
        this.#tell(content);
        this.#hasHeard(change);
      }),
      () => {
        window.removeEventListener('focus', look);
      },
    ];
    this.#update();
  }

  /** Resolves when what was copied here last can be pasted over there; null where nothing is to be waited for. */
  beforePaste(customer: ParticipantId): Promise<void> | null {
    return this.#has(customer, 'write-clipboard') ? this.#settled(customer) : null;
  }

  close(): void {
    for (const end of this.#ends) end();
    if (this.#isWatching) void this.#options.bridge.call('clipboard.watch', { on: false });
    for (const done of this.#waiting.values()) done();
  }

  async #settled(customer: ParticipantId): Promise<void> {
    await this.#look();
    if (this.#outgoing.get(customer)?.kind !== 'sending') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, WRITE_MS);
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
      this.#waiting.set(customer, done);
    });
  }

  async #look(): Promise<void> {
    if (!this.#isWatching) return;
    const looked = await this.#options.bridge.call('clipboard.look');
    if (!looked.ok) return;
    while (this.#heard < looked.value) await new Promise<void>((resolve) => this.#listening.add(resolve));
  }

  #hasHeard(change: number): void {
    this.#heard = Math.max(this.#heard, change);
    for (const listening of this.#listening) listening();
    this.#listening.clear();
  }

  #has(customer: ParticipantId, capability: Capability): boolean {
    return this.#options.customers.store.get().get(customer)?.access[capability].kind === 'given';
  }

  #update(): void {
    const { customers, bridge } = this.#options;
    const all = [...customers.store.get().keys()];
    const isWanted = all.some((customer) => this.#has(customer, 'write-clipboard'));
    if (isWanted === this.#isWatching) return;
    this.#isWatching = isWanted;
    void bridge.call('clipboard.watch', { on: isWanted }).then((watched) => {
      if (watched.ok) this.#hasHeard(watched.value);
    });
  }

  #tell(content: ClipboardContent): void {
    for (const customer of this.#options.customers.store.get().keys()) {
      if (!this.#has(customer, 'write-clipboard')) continue;
      this.#keep(customer, beginOutgoing(content, idSchema.parse(randomId())));
    }
  }

  #hear(from: ParticipantId, message: PeerMessage): void {
    if (message.type === 'clipboard.part') void this.#take(from, message);
    if (message.type === 'clipboard.taken') this.#goOn(from, message);
  }

  #goOn(from: ParticipantId, message: ClipboardTaken): void {
    const outgoing = this.#outgoing.get(from);
    if (outgoing !== undefined) this.#keep(from, takenOutgoing(outgoing, message));
  }

  #keep(to: ParticipantId, { state, send }: ReturnType<typeof beginOutgoing>): void {
    this.#outgoing.set(to, state);
    for (const part of send) void this.#options.link.send(to, part);
    if (state.kind === 'sending') return;
    this.#outgoing.delete(to);
    this.#waiting.get(to)?.();
    this.#waiting.delete(to);
  }

  async #take(from: ParticipantId, part: ClipboardPart): Promise<void> {
    const { link, bridge } = this.#options;
    const { id, index } = part;
    const taken = { type: 'clipboard.taken', id, index } as const;
    const answer = (message: ClipboardTaken): void => void link.send(from, message);
    // Nobody writes here who was not asked to.
    if (!this.#has(from, 'read-clipboard')) {
      answer({ ...taken, outcome: 'refused' });
      return;
    }
    const step = takeIncoming(this.#incoming.get(from) ?? NOTHING_INCOMING, part);
    this.#incoming.set(from, step.state);
    if (step.answer !== null) answer(step.answer);
    if (step.content === null) return;
    const written = await bridge.call('clipboard.put', step.content);
    answer({ ...taken, outcome: written.ok ? 'written' : 'refused' });
  }
}
