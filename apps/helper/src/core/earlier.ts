/** From one program that broke off to the next: what is left, until it is taken up, or is nobody's any more. */
import { keepAuthority, type AuthorityState, type FileInbox } from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { KeptCore } from './kept-session.ts';
import type { ReceiptChain } from './receipt-chain.ts';
import type { SessionBook } from './session-book.ts';

export type Earlier = {
  readonly set: (kept: KeptCore, aliveAt: number) => void;
  readonly wasProved: () => boolean;
  readonly takeUp: () => void;
  readonly forget: () => void;
};

export function createEarlier(parts: {
  readonly shell: AuthorityShell;
  readonly book: SessionBook;
  readonly files: FileInbox;
  readonly chain: ReceiptChain;
}): Earlier {
  const { shell, book, files, chain } = parts;
  let left: { readonly kept: KeptCore; readonly aliveAt: number } | null = null;
  return {
    set: (kept, aliveAt) => {
      left = { kept, aliveAt };
    },
    wasProved: () => left?.kept.proved === true,
    takeUp() {
      if (left === null) return;
      const { kept, aliveAt } = left;
      left = null;
      book.restore(kept.book);
      if (kept.chain !== null) chain.restore(kept.chain);
      shell.dispatch({ type: 'program.back', kept: kept.authority, aliveAt });
      files.goOn(kept.files);
    },
    forget: () => {
      left = null;
    },
  };
}

export function keptOf(parts: {
  readonly state: AuthorityState;
  readonly book: SessionBook;
  readonly files: FileInbox;
  readonly chain: ReceiptChain;
}): KeptCore {
  const { state, book, files, chain } = parts;
  return {
    authority: keepAuthority(state),
    book: book.keep(),
    chain: chain.keep(),
    proved: isProved(state),
    files: files.left,
  };
}

export function isProved({ peers }: AuthorityState): boolean {
  return [...peers.values()].some(({ trust }) => trust.kind === 'known' && trust.level === 'link-proved');
}
