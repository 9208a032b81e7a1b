/** What the console's window is about to show. One state, one screen. */

import type { Account, Site } from '@alongside/protocol';
import type { ErrorCode } from '@alongside/ui';
import type { SessionDesk } from '../session/session-desk.ts';

/**
 * Whether the relay answers.
 * `checking`: asked for the first time, or just now. → here, away
 * `here`: it said whose it is. `away`: → checking, at `nextTryAt` or by hand
 */
type Reach =
  | { readonly kind: 'checking' }
  | { readonly kind: 'here'; readonly site: Site }
  | { readonly kind: 'away'; readonly code: ErrorCode; readonly nextTryAt: number };

export type SignedIn = { readonly account: Account; readonly token: string; readonly site: Site };

export type AppState =
  /** Nothing is known yet; nothing is shown for it. → sign-in, home */
  | { readonly kind: 'starting' }
  /** → home, when signed in. What is typed stays with the screen, whatever the relay does. */
  | {
      readonly kind: 'sign-in';
      readonly reach: Reach;
      readonly busy: boolean;
      readonly problem: ErrorCode | null;
    }
  /** → session, when one has begun; sign-in, when signed out */
  | {
      readonly kind: 'home';
      readonly user: SignedIn;
      /** How the last session ended, where that was not this person's own doing; or why it did not begin. */
      readonly notice: ErrorCode | null;
      /** One-Click start: begin at once. */
      readonly startNow: boolean;
    }
  /** → home, when it is over */
  | {
      readonly kind: 'session';
      readonly user: SignedIn;
      readonly desk: SessionDesk;
      /** Begun by One-Click start: the first join link goes to the clipboard by itself. */
      readonly oneClick: boolean;
    };
