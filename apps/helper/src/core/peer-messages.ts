/** What peers say that acts on this machine: decoded once more here, then handed to the authority as events. */
import {
  decodePeerMessage,
  fail,
  ok,
  unreachable,
  type GrantId,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type Result,
} from '@alongside/protocol';
import type { ClipboardPart, ClipboardTaken, DrawingMessage, FileMessage } from '@alongside/session';
import type { FolderMessage } from './folder-share.ts';
import type { MachineHappening } from './authority-shell.ts';

type Hearing = {
  readonly peer: ParticipantId;
  readonly newGrantId: () => GrantId;
  readonly hasDisplay: (display: string) => boolean;
};

type ClipboardMessage = ClipboardPart | ClipboardTaken;

type Heard =
  | { readonly kind: 'happening'; readonly happening: MachineHappening }
  | { readonly kind: 'clipboard'; readonly message: ClipboardMessage }
  | { readonly kind: 'drawing'; readonly message: DrawingMessage }
  | { readonly kind: 'file'; readonly message: FileMessage }
  | { readonly kind: 'fetched'; readonly message: FetchMessage }
  | { readonly kind: 'folder'; readonly message: FolderMessage }
  | { readonly kind: 'system-info'; readonly message: SystemInfoRequest }
  | { readonly kind: 'recording'; readonly message: RecordingTold }
  | { readonly kind: 'receipt'; readonly message: ReceiptSigned };

export type ReceiptSigned = PeerMessageOf<'receipt.signed'>;

export type RecordingTold = PeerMessageOf<'recording.state'>;

export type SystemInfoRequest = PeerMessageOf<'system-info.request'>;

/** Of what a CSR fetches. */
export type FetchMessage = PeerMessageOf<'files.told'>;

/** `not-acting`: a message that means nothing to this side, or names what is not there. */
export function hearPeer(raw: string, hearing: Hearing): Result<Heard, 'bad-message' | 'not-acting'> {
  const decoded = decodePeerMessage(raw);
  if (!decoded.ok) return decoded;
  const message = decoded.value;
  if (message.type === 'clipboard.part' || message.type === 'clipboard.taken') {
    return ok({ kind: 'clipboard', message });
  }
  if (message.type === 'draw.point' || message.type === 'draw.line' || message.type === 'draw.clear') {
    return ok({ kind: 'drawing', message });
  }
  if (message.type === 'system-info.request') return ok({ kind: 'system-info', message });
  if (message.type === 'receipt.signed') return ok({ kind: 'receipt', message });
  if (message.type === 'recording.state') return ok({ kind: 'recording', message });
  if (isFile(message)) return ok({ kind: 'file', message });
  if (message.type === 'files.told') return ok({ kind: 'fetched', message });
  if (isFolder(message)) return ok({ kind: 'folder', message });
  const happening = isActing(message) ? happeningOf(message, hearing) : null;
  return happening === null ? fail('not-acting') : ok({ kind: 'happening', happening });
}

function isFile(message: PeerMessage): message is FileMessage {
  const { type } = message;
  return (
    type === 'files.offer' || type === 'files.withdraw' || type === 'files.sum' || type === 'files.failed'
  );
}

function isFolder(message: PeerMessage): message is FolderMessage {
  const { type } = message;
  return type === 'folders.places' || type === 'folders.list' || type === 'folders.request';
}

type Acting = PeerMessageOf<'consent.request' | 'consent.withdraw' | 'grant.release' | 'screen.choose'>;

function happeningOf(message: Acting, hearing: Hearing): MachineHappening | null {
  const { peer } = hearing;
  switch (message.type) {
    case 'consent.request':
      // Whoever wants to do something with files says what, by a message of its own.
      if (message.capability === 'use-files') return null;
      return { ...message, peer, grantId: hearing.newGrantId() };
    case 'consent.withdraw':
    case 'grant.release':
      return { ...message, peer };
    case 'screen.choose':
      return hearing.hasDisplay(message.display) ? { ...message, peer } : null;
    default:
      return unreachable(message);
  }
}

/** What means nothing to this side: the link's own, or a page's. A new message has to be put in here, or above. */
const NOT_ACTING: Readonly<
  Record<
    Exclude<
      PeerMessage,
      | Acting
      | ClipboardMessage
      | DrawingMessage
      | FileMessage
      | FetchMessage
      | FolderMessage
      | SystemInfoRequest
      | RecordingTold
      | ReceiptSigned
    >['type'],
    true
  >
> = {
  'peer.hello': true,
  'peer.bye': true,
  'trust.proof': true,
  'trust.no-secret': true,
  'trust.commit': true,
  'trust.nonce': true,
  'trust.reveal': true,
  'trust.verdict': true,
  'consent.answer': true,
  'grants.changed': true,
  'screen.displays': true,
  'screen.hidden': true,
  'chat.message': true,
  'chat.received': true,
  'chat.history': true,
  'media.state': true,
  'share.offer': true,
  'share.answer': true,
  'share.ended': true,
  'quality.choose': true,
  'quality.report': true,
  'reboot.told': true,
  'files.take': true,
  'files.check': true,
  'folders.placed': true,
  'folders.part': true,
  'folders.failed': true,
  'folders.done': true,
  'system-info.part': true,
  'system-info.done': true,
  'recording.window': true,
  'receipt.told': true,
};

function isActing(
  message: Exclude<
    PeerMessage,
    | ClipboardMessage
    | DrawingMessage
    | FileMessage
    | FetchMessage
    | FolderMessage
    | SystemInfoRequest
    | RecordingTold
    | ReceiptSigned
  >,
): message is Acting {
  return !(message.type in NOT_ACTING);
}
