/** What a request comes to: an answer, and what happens after it has been sent. */
import type {
  CallId,
  Colleague,
  Invite,
  ParticipantId,
  RelayErrorCode,
  Result,
  Session,
} from '@alongside/protocol';

export type Answer =
  | { readonly type: 'ok' }
  | { readonly type: 'invite.created'; readonly invite: Invite }
  | { readonly type: 'colleagues'; readonly colleagues: readonly Colleague[] }
  | { readonly type: 'colleague.link-made'; readonly token: string; readonly expiresAt: number }
  | { readonly type: 'notes'; readonly notes: string }
  | { readonly type: 'call.placed'; readonly call: CallId }
  | { readonly type: 'session.started'; readonly self: ParticipantId; readonly session: Session };

type Done = {
  readonly answer: Answer;
  /** Runs once the answer is on its way: for what closes the very socket. */
  readonly after?: () => void;
};

export type Outcome = Result<Done, RelayErrorCode>;

export const DONE: Outcome = { ok: true, value: { answer: { type: 'ok' } } };
