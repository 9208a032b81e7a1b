/** What the authority wants done, as data, in the order to do it. The caller runs it and decides nothing. */
import type {
  Capability,
  Fact,
  ParticipantId,
  PeerMessageOf,
  RequestId,
  Role,
  SharedWindow,
  TrustLevel,
  PAUSES,
} from '@alongside/protocol';

export type Pause = (typeof PAUSES)[number];

/** All that the consent window shows. */
export type Prompt = {
  readonly requestId: RequestId;
  readonly capability: Capability;
  readonly peer: ParticipantId;
  readonly name: string;
  readonly role: Role;
  /** Indexes of the safety words; empty and null until they are known (never for control). */
  readonly words: readonly number[];
  readonly trust: TrustLevel | null;
  readonly expiresAt: number;
  /** Who would lose control by a yes to this. */
  readonly takesFrom: ParticipantId | null;
  /** Others that wait behind this one. */
  readonly waiting: number;
};

export type AuthorityMessage = PeerMessageOf<'consent.answer'> | PeerMessageOf<'grants.changed'>;

export type AuthorityEffect =
  /** Drop all queued input, release everything held. Always before anything else of the same step. */
  | { readonly type: 'input.stop' }
  | { readonly type: 'input.held-back'; readonly reason: Pause }
  | { readonly type: 'input.resumed' }
  /** The same `requestId` again means: the one on screen has changed (words have come). */
  | { readonly type: 'prompt.show'; readonly request: Prompt }
  | { readonly type: 'prompt.close'; readonly requestId: RequestId }
  /** Show this to the peer; again for the same peer means: another surface. Neither: the primary display. */
  | {
      readonly type: 'capture.start';
      readonly peer: ParticipantId;
      readonly display: string | null;
      readonly window: SharedWindow | null;
    }
  | { readonly type: 'capture.stop'; readonly peer: ParticipantId }
  | { readonly type: 'tell'; readonly peer: ParticipantId; readonly message: AuthorityMessage }
  /** Start this machine anew, for this peer. */
  | { readonly type: 'reboot'; readonly peer: ParticipantId }
  /** What `viewOf` shows is no longer the same: banner and session window read it anew. */
  | { readonly type: 'changed' }
  | { readonly type: 'record'; readonly fact: Fact };
