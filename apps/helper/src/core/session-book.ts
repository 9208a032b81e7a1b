/** Remembers who is who in the session at hand, and keeps its receipt. */
import type { Fact, ParticipantId } from '@alongside/protocol';
import type { Receipt } from '../contract/receipt-view.ts';
import type { ReceiptChain } from './receipt-chain.ts';
import { writeReceipt, type ReceiptEntry } from './receipt.ts';

type Joined = {
  /** The relay's name for it. */
  readonly session: string;
  /** This machine's own person. */
  readonly self: ParticipantId;
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

type SessionBookOptions = {
  readonly now: () => number;
  readonly onReceipt: (receipt: Receipt) => void;
  /** Where the same is written down to be signed. */
  readonly chain: () => Pick<ReceiptChain, 'begin' | 'meet' | 'note' | 'end'>;
};

export function createSessionBook(options: SessionBookOptions): SessionBook {
  const names = new Map<ParticipantId, string>();
  let joined: Joined | null = null;
  const paper = createPaper(options.onReceipt);
  const { write } = paper;
  const nameOf = (csr: ParticipantId): string => names.get(csr) ?? joined?.name ?? '?';
  return {
    joined: () => joined,
    receipt: paper.read,
    nameOf,
    join(next) {
      joined = next;
      const { session, self: customer, organisation, verified } = next;
      write({ type: 'joined', at: options.now(), organisation, verified });
      options.chain().begin({ session, customer, organisation, verified });
    },
    meet({ id, name, isCsr }) {
      if (!names.has(id) && names.size >= MAX_NAMES) return;
      names.set(id, name);
      if (isCsr) write({ type: 'helper', name });
      options.chain().meet({ id, name, isCsr });
    },
    note(fact) {
      write({ type: 'fact', fact, nameOf });
      options.chain().note(fact);
    },
    end() {
      // Said more than once where a session ends in several ways at a time.
      if (joined !== null) options.chain().end();
      write({ type: 'ended', at: options.now() });
      joined = null;
    },
    keep: () => ({ names: [...names].map(([id, name]) => ({ id, name })), receipt: paper.read() }),
    restore(kept) {
      for (const { id, name } of kept.names) names.set(id, name);
      paper.restore(kept.receipt);
    },
  };
}

/** The receipt as the windows show it, told at every change. */
function createPaper(onReceipt: SessionBookOptions['onReceipt']) {
  let receipt: Receipt | null = null;
  return {
    read: () => receipt,
    write: (entry: ReceiptEntry): void => {
      const next = writeReceipt(receipt, entry);
      if (next === receipt) return;
      receipt = next;
      if (next !== null) onReceipt(next);
    },
    restore: (kept: Receipt | null): void => {
      receipt = kept;
    },
  };
}
