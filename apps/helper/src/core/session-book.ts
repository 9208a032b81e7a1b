/** Remembers who is who in the session at hand, and keeps its receipt. */
import type { Fact, ParticipantId } from '@alongside/protocol';
import type { Receipt } from '../contract/receipt-view.ts';
import { writeReceipt, type ReceiptEntry } from './receipt.ts';

type Joined = {
  readonly organisation: string;
  readonly verified: boolean;
  /** Who invited: shown until anybody else is known. */
  readonly name: string;
};

/** What a program that broke off leaves to the next one. */
export type KeptBook = {
  readonly names: readonly { readonly id: ParticipantId; readonly name: string }[];
  readonly receipt: Receipt | null;
};

export type SessionBook = {
  readonly joined: () => Joined | null;
  readonly receipt: () => Receipt | null;
  readonly nameOf: (csr: ParticipantId) => string;
  readonly join: (joined: Joined) => void;
  readonly meet: (peer: {
    readonly id: ParticipantId;
    readonly name: string;
    readonly isCsr: boolean;
  }) => void;
  readonly note: (fact: Fact) => void;
  readonly end: () => void;
  readonly keep: () => KeptBook;
  /** Before the session is joined again; the receipt goes on where it was. */
  readonly restore: (kept: KeptBook) => void;
};

/** More people than a session has places for; beyond it somebody is making names up. */
const MAX_NAMES = 64;

type SessionBookOptions = { readonly now: () => number; readonly onReceipt: (receipt: Receipt) => void };

export function createSessionBook(options: SessionBookOptions): SessionBook {
  const names = new Map<ParticipantId, string>();
  let joined: Joined | null = null;
  let receipt: Receipt | null = null;

  const nameOf = (csr: ParticipantId): string => names.get(csr) ?? joined?.name ?? '?';
  const write = (entry: ReceiptEntry): void => {
    const next = writeReceipt(receipt, entry);
    if (next === receipt) return;
    receipt = next;
    if (next !== null) options.onReceipt(next);
  };

  return {
    joined: () => joined,
    receipt: () => receipt,
    nameOf,
    join(next) {
      joined = next;
      write({ type: 'joined', at: options.now(), organisation: next.organisation, verified: next.verified });
    },
    meet({ id, name, isCsr }) {
      if (!names.has(id) && names.size >= MAX_NAMES) return;
      names.set(id, name);
      if (isCsr) write({ type: 'helper', name });
    },
    note: (fact) => write({ type: 'fact', fact, nameOf }),
    end() {
      write({ type: 'ended', at: options.now() });
      joined = null;
    },
    keep: () => ({ names: [...names].map(([id, name]) => ({ id, name })), receipt }),
    restore(kept) {
      for (const { id, name } of kept.names) names.set(id, name);
      receipt = kept.receipt;
    },
  };
}
