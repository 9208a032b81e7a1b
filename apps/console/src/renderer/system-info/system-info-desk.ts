/** What customers' machines are made of, as far as they let us read it: asked for, put together, kept for this session. */

import { idSchema } from '@alongside/protocol';
import type { KeptSnapshot, ParticipantId, PeerMessage, SystemReport } from '@alongside/protocol';
import { randomId } from '@alongside/rtc';
import type { Link } from '@alongside/rtc';
import { beginSnapshot, endSnapshot, takePart } from '@alongside/session';
import type { Snapshot } from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { AskedMachines, Store } from '@alongside/ui';
import type { Notices } from '../notices/notice-store.ts';
import type { KeepSnapshot } from '../session/session-desk.ts';

/** Of one machine; the oldest goes first. */
const MAX_SNAPSHOTS = 12;

type SystemInfoDeskOptions = {
  readonly link: Pick<Link, 'send' | 'onMessage'>;
  readonly customers: Pick<AskedMachines, 'store' | 'ask'>;
  readonly notices: Pick<Notices, 'fail'>;
  readonly nameOf: (id: ParticipantId) => string;
  readonly keepSnapshot: KeepSnapshot;
};

/** As plain data that may be sent. */
function copyOf({ facts, columns, rows, ...rest }: SystemReport): KeptSnapshot['reports'][number] {
  return { ...rest, facts: [...facts], columns: [...columns], rows: rows.map((row) => [...row]) };
}

/** The newest last. */
type Snapshots = ReadonlyMap<ParticipantId, readonly Snapshot[]>;

export class SystemInfoDesk {
  readonly store: Store<Snapshots> = createStore<Snapshots>(new Map());
  readonly #options: SystemInfoDeskOptions;
  readonly #ends: (() => void)[];
  /** Read as soon as they allow it. */
  readonly #wanted = new Set<ParticipantId>();

  constructor(options: SystemInfoDeskOptions) {
    this.#options = options;
    const { link, customers } = options;
    this.#ends = [
      customers.store.subscribe(() => {
        this.#update();
      }),
      link.onMessage((from, message) => {
        this.#hear(from, message);
      }),
    ];
  }

  /** Asks the customer first where they have not allowed it yet. */
  request(customer: ParticipantId): void {
    if (this.#may(customer)) return this.#read(customer);
    this.#wanted.add(customer);
    this.#options.customers.ask(customer, 'system-info');
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  #may(customer: ParticipantId): boolean {
    return this.#access(customer) === 'given';
  }

  #access(customer: ParticipantId): string {
    return this.#options.customers.store.get().get(customer)?.access['system-info'].kind ?? 'idle';
  }

  #update(): void {
    for (const customer of Array.from(this.#wanted)) {
      const access = this.#access(customer);
      if (access !== 'asked') this.#wanted.delete(customer);
      if (access === 'given') this.#read(customer);
    }
    // What was taken back, or was to come over a line that is gone, comes no more.
    for (const [customer, all] of this.store.get()) {
      const view = this.#options.customers.store.get().get(customer);
      const isCut = view === undefined || view.contact.kind === 'lost' || !this.#may(customer);
      if (isCut && all.at(-1)?.state === 'reading')
        this.#change(customer, (last) => endSnapshot(last, 'broken'));
    }
  }

  #read(customer: ParticipantId): void {
    const id = idSchema.parse(randomId());
    const all = (this.store.get().get(customer) ?? []).filter(({ state }) => state !== 'reading');
    const next = [...all, beginSnapshot(id, Date.now())].slice(-MAX_SNAPSHOTS);
    this.store.update((known) => new Map(known).set(customer, next));
    void this.#options.link.send(customer, { type: 'system-info.request', id });
  }

  #hear(from: ParticipantId, message: PeerMessage): void {
    if (message.type === 'system-info.part') this.#change(from, (last) => takePart(last, message));
    if (message.type === 'system-info.done') {
      this.#change(from, (last) => (last.id === message.id ? endSnapshot(last, 'whole') : last));
      const last = this.store.get().get(from)?.at(-1);
      if (message.kept && last?.id === message.id && last.state === 'whole') void this.#keep(from, last);
    }
  }

  async #keep(customer: ParticipantId, { id, at, reports }: Snapshot): Promise<void> {
    const { keepSnapshot, nameOf, notices } = this.#options;
    const name = nameOf(customer);
    const kept = await keepSnapshot({ id, at, customer, name, reports: reports.map(copyOf) });
    if (!kept.ok) notices.fail(kept.code);
  }

  #change(customer: ParticipantId, change: (last: Snapshot) => Snapshot): void {
    const all = this.store.get().get(customer) ?? [];
    const last = all.at(-1);
    if (last === undefined) return;
    const next = change(last);
    if (next !== last)
      this.store.update((known) => new Map(known).set(customer, [...all.slice(0, -1), next]));
  }
}
