/**
 * What can happen to a customer's machine. `at` is one clock of the caller that never goes back, in ms since the epoch.
 */
import type { KeptAuthority } from './kept.ts';
import type {
  Capability,
  GrantId,
  Limits,
  Machine,
  ParticipantId,
  RequestId,
  Role,
  SharedWindow,
  TrustLevel,
} from '@alongside/protocol';

type At = { readonly at: number };
type From = At & { readonly peer: ParticipantId };

export type PeerEvent =
  /** Connected, back, or its name or role changed. */
  | (From & {
      readonly type: 'peer.present';
      readonly name: string;
      readonly role: Role;
      readonly keys: string;
    })
  | (From & { readonly type: 'peer.trust'; readonly level: TrustLevel; readonly words: readonly number[] })
  /** Words read out differ, or the link's proof is wrong: everything of this peer ends. */
  | (From & { readonly type: 'peer.distrust'; readonly why: 'words-differ' | 'proof-failed' })
  | (From & { readonly type: 'peer.lost' })
  | (From & { readonly type: 'peer.gone'; readonly why: 'left' | 'ended' });

export type ConsentEvent =
  | (From & {
      readonly type: 'consent.request';
      readonly requestId: RequestId;
      readonly capability: Capability;
      /** Fresh and random: the id that the grant gets, should one come of this. */
      readonly grantId: GrantId;
    })
  | (From & { readonly type: 'consent.withdraw'; readonly requestId: RequestId })
  /** From the consent window only. */
  | (At & {
      readonly type: 'prompt.answered';
      readonly requestId: RequestId;
      readonly answer: 'allow' | 'decline';
      readonly allowAll: boolean;
      readonly limits: Limits;
      /** Which one, where an application was asked for; the caller has checked that it exists. */
      readonly window: SharedWindow | null;
    });

export type GrantEvent =
  /** The CSR gives back. */
  | (From & { readonly type: 'grant.release'; readonly grantId: GrantId })
  /** The customer takes back. */
  | (At & { readonly type: 'grant.revoke'; readonly grantId: GrantId })
  | (At & { readonly type: 'revoke-all'; readonly why: 'panic' | 'revoked' | 'ended' });

export type MachineEvent =
  /** The system's own "stop sharing", or the captured source vanished. */
  | (At & { readonly type: 'capture.stopped' })
  /** The captured display is another one, or the same with other bounds. */
  | (At & { readonly type: 'surface.changed'; readonly display: string | null })
  /** A CSR wants another monitor; the caller has checked that it exists. */
  | (From & { readonly type: 'screen.choose'; readonly display: string })
  /** The window that is shared has gone. */
  | (At & { readonly type: 'window.closed' })
  | (At & { readonly type: 'local-input' })
  /**
   * Whether the input at hand would reach one of our own windows (its point for the mouse, the focus for keys).
   * Decided for each input frame before `mayInject`, sent where it differs, so that moving off a window always works.
   */
  | (At & { readonly type: 'own-window'; readonly covered: boolean })
  | (At & Machine & { readonly type: 'machine' })
  /** The program broke off in mid-session and runs again; first of all, or it is too late. */
  | (At & { readonly type: 'program.back'; readonly kept: KeptAuthority; readonly aliveAt: number })
  /** Due at `nextDeadline`; early or late ones are harmless. */
  | (At & { readonly type: 'tick' });

export type AuthorityEvent = PeerEvent | ConsentEvent | GrantEvent | MachineEvent;
