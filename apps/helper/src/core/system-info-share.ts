/** Reads this machine for CSRs who may, and tells each category as it comes; ends at once when it is taken back. */
import {
  SYSTEM_ROWS_PER_PART,
  type Capability,
  type ParticipantId,
  type PeerMessage,
  type SystemReport,
} from '@alongside/protocol';
import type { AuthorityShell } from './authority-shell.ts';
import type { SystemInfoRequest } from './peer-messages.ts';
import type { Ports } from './ports.ts';
import type { SiteRules } from './site-rules.ts';

type SystemInfoShareOptions = {
  readonly ports: Pick<Ports, 'systemInfo' | 'log'>;
  readonly shell: Pick<AuthorityShell, 'mayUse'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly site: SiteRules;
};

export class SystemInfoShare {
  readonly #options: SystemInfoShareOptions;
  /** What stood in the question that they answered: nothing is kept that nobody was told of. */
  readonly #promised = new Map<ParticipantId, number | null>();
  readonly #running = new Map<ParticipantId, AbortController>();

  constructor(options: SystemInfoShareOptions) {
    this.#options = options;
  }

  /** For how many days it is kept: what the question to this peer says, and so what holds for what comes of it. */
  promise(capability: Capability, peer: ParticipantId): number | null {
    if (capability !== 'system-info') return null;
    const days = this.#options.site.snapshotDays;
    this.#promised.set(peer, days);
    return days;
  }

  hear(from: ParticipantId, { id }: SystemInfoRequest): void {
    if (!this.#may(from)) return this.#options.ports.log('system information refused');
    // Asked again: what is under way is not wanted any more.
    this.#running.get(from)?.abort();
    const reading = new AbortController();
    this.#running.set(from, reading);
    void this.#read(from, id, reading);
  }

  /** Grants have changed. */
  update(): void {
    for (const [peer, reading] of this.#running) {
      if (this.#may(peer)) continue;
      reading.abort();
      this.#running.delete(peer);
    }
  }

  close(): void {
    for (const reading of this.#running.values()) reading.abort();
    this.#running.clear();
  }

  #may(peer: ParticipantId): boolean {
    return this.#options.shell.mayUse(peer, 'system-info');
  }

  async #read(to: ParticipantId, id: string, reading: AbortController): Promise<void> {
    const { ports, send } = this.#options;
    const { signal } = reading;
    const isWanted = (): boolean => !signal.aborted && this.#may(to);
    try {
      await ports.systemInfo(signal, (report) => {
        if (!isWanted()) return;
        for (const part of partsOf(report)) send(to, { type: 'system-info.part', id, ...part });
      });
    } catch (error) {
      ports.log('system information broke off', { kind: error instanceof Error ? error.name : 'unknown' });
    }
    if (this.#running.get(to) === reading) this.#running.delete(to);
    // The site may have come to keep less since, never more.
    const kept = (this.#promised.get(to) ?? null) !== null && this.#options.site.snapshotDays !== null;
    if (isWanted()) send(to, { type: 'system-info.done', id, kept });
  }
}

function partsOf({ category, problem, facts, columns, rows }: SystemReport) {
  const count = Math.max(1, Math.ceil(rows.length / SYSTEM_ROWS_PER_PART));
  return Array.from({ length: count }, (_, index) => {
    const slice = rows.slice(index * SYSTEM_ROWS_PER_PART, (index + 1) * SYSTEM_ROWS_PER_PART);
    return {
      category,
      problem,
      facts: index === 0 ? [...facts] : [],
      columns: [...columns],
      rows: slice.map((row) => [...row]),
      more: index < count - 1,
    };
  });
}
