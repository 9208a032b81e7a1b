/** Where the customer is, from the first screen to the last. Types and the reading of codes; nothing happens here. */
import type { CloseReason, Ending } from '@alongside/protocol';
import type { ApiCode, ClosedReason, Link } from '@alongside/rtc';

/** What can be wrong with what was typed, or come back for it: said beside the boxes. */
export type FormProblem =
  'code-missing' | 'name-missing' | 'not-a-code-or-link' | 'code-needs-link' | ApiCode;

export type EndReason = Ending | 'replaced' | 'left' | 'failed';

export type Life =
  /** The trusted side has not answered yet. → form, choosing */
  | { readonly kind: 'loading' }
  /** In a browser, on an invitation's own page: the program or this page. → form */
  | { readonly kind: 'choosing' }
  /** The boxes. → joining, by *Join*; stopped */
  | { readonly kind: 'form'; readonly problem: FormProblem | null }
  /** Under way, or waiting for the next try. → inside, form (what was typed is wrong, or *Cancel*), stopped */
  | {
      readonly kind: 'joining';
      readonly relay: string;
      readonly problem: ApiCode | null;
      readonly nextTryAt: number | null;
    }
  /** Lobby or session, as the link's own state says. → ended, form (turned away before anything began), stopped */
  | { readonly kind: 'inside'; readonly link: Link }
  /** The receipt. → form */
  | { readonly kind: 'ended'; readonly reason: EndReason }
  /** *Stop here*. */
  | { readonly kind: 'stopped' };

/** These may be over in a moment, so the program tries again by itself; the others need other words in the boxes. */
const PASSING: ReadonlySet<FormProblem> = new Set<ApiCode>([
  'unreachable',
  'certificate',
  'version-unsupported',
  'bad-answer',
  'too-many',
  'storage-full',
]);

export function isPassing(code: ApiCode): boolean {
  return PASSING.has(code);
}

const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 30_000;

export function retryDelayMs(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
}

const ENDS: Readonly<Partial<Record<ClosedReason, EndReason>>> = {
  'ended-by-lead': 'ended-by-lead',
  'everyone-left': 'everyone-left',
  removed: 'removed',
  refused: 'refused',
  'relay-expired': 'relay-expired',
  sessionEnded: 'ended-by-lead',
  replaced: 'replaced',
  left: 'left',
  normal: 'left',
} satisfies Partial<Record<CloseReason | Ending | 'left', EndReason>>;

export function endReasonOf(reason: ClosedReason): EndReason {
  return ENDS[reason] ?? 'failed';
}
