/** Files that CSRs offer, and what lets them in: who is known, whether the screen is seen, where it may go. */
import { isControl, isCsr, surfaceOf, type ParticipantId, type PeerMessage } from '@alongside/protocol';
import { FileInbox, type FileInboxOptions } from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';
import type { SessionBook } from './session-book.ts';

/** A block while somebody works on this machine: 4 MB/s, so that their clicks do not wait. */
const PACED_BLOCK_MS = 15;

export type FilesInOptions = {
  readonly ports: Pick<Ports, 'clock' | 'downloads' | 'log' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state'>;
  readonly book: Pick<SessionBook, 'nameOf' | 'note'>;
  /** Nothing may move at the moment. */
  readonly isHeld: () => boolean;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly wanted: FileInboxOptions['wanted'];
  readonly onLeft: () => void;
};

export function createFilesIn({ ports, shell, book, ...rest }: FilesInOptions): FileInbox {
  const { clock, downloads, log, session } = ports;
  return new FileInbox({
    ...rest,
    clock,
    log,
    disk: downloads,
    nameOf: book.nameOf,
    mayOffer: (peer) => isKnownCsr(shell, peer),
    isIn: (peer) => shell.state.peers.has(peer),
    paceMs: () => (shell.state.grants.some(({ capability }) => isControl(capability)) ? PACED_BLOCK_MS : 0),
    onSaved({ peer: csr, name, size, sha256 }) {
      const fact = { kind: 'file.saved', at: clock.now(), csr, name, size, sha256 } as const;
      book.note(fact);
      session.emit('fact.record', { fact });
    },
    onView: (files) =>
      session.emit('files.changed', {
        canChoose: downloads.canChoose,
        canShow: downloads.show !== null,
        files,
      }),
  });
}

export function isScreenSeen({ state }: Pick<AuthorityShell, 'state'>): boolean {
  return state.grants.some(({ capability }) => surfaceOf(capability) !== null);
}

function isKnownCsr({ state }: Pick<AuthorityShell, 'state'>, peer: ParticipantId): boolean {
  const found = state.peers.get(peer);
  return (
    found !== undefined && isCsr(found.role) && found.presence.kind === 'here' && found.trust.kind === 'known'
  );
}
