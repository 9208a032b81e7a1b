/**
 * The closed codes that can reach a person, from wherever they come. A code without a text does not compile.
 * Codes of the relay, of closed connections and of endings stand as they are; what two areas call alike has a prefix.
 */

import type {
  CaptureProblem,
  CloseReason,
  Ending,
  HttpErrorCode,
  InputProblem,
  RelayErrorCode,
} from '@alongside/protocol';

/** How a call or a message failed to reach the relay or the other person. */
type ReachCode =
  'unreachable' | 'certificate' | 'bad-answer' | 'offline' | 'left' | 'not-connected' | 'too-big' | 'backlog';

/** Why the other person's computer is refused for good. */
type RefusalCode =
  'proof-wrong' | 'proof-missing' | 'key-changed' | 'words-forged' | 'words-differ' | 'malformed' | 'version';

/** Why a relay's word on its site is not taken. */
type SiteCode =
  'site-forged' | 'site-key-changed' | 'site-other' | 'site-older' | 'site-missing' | 'site-unknown';

/** What goes wrong on this machine. */
type LocalCode =
  | 'not-a-code-or-link'
  | 'not-a-colleague-link'
  | 'other-relay'
  | 'token-not-kept'
  | 'clipboard-refused'
  | 'capture-failed'
  | 'host-unavailable'
  | 'link-not-opened'
  | 'unexpected';

type InputCode = `input-${InputProblem}`;
type CaptureCode = `capture-${CaptureProblem}`;

export type ErrorCode =
  | RelayErrorCode
  | HttpErrorCode
  | CloseReason
  | Ending
  | ReachCode
  | RefusalCode
  | LocalCode
  | SiteCode
  | InputCode
  | CaptureCode;
