/** Remembers who is who in the session at hand, and keeps its receipt. In memory only, gone with the program. */
import type { Fact, ParticipantId } from '@alongside/protocol';
import type { Receipt } from '../contract/receipt-view.ts';
import { writeReceipt, type ReceiptEntry } from './receipt.ts';

type Joined = {
  readonly organisation: string;
  readonly verified: boolean;
  /** Who invited: shown until anybody else is known. */
  readonly name: string;
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
};

/** More people than a session has places for; beyond it somebody is making names up. */
const MAX_NAMES = 64;

export function createSessionBook(options: {
  readonly now: () => number;
  readonly onReceipt: (receipt: Receipt) => void;
}): SessionBook {
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
  };
}
