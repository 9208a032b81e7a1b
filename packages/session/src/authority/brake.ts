/**
 * Against asking until somebody gives in: how often a question may come up without a yes. Withdrawing it, or coming
 * back as somebody else, starts nothing anew. Knows the asking, not the answers.
 */
import type { ParticipantId } from '@alongside/protocol';
import type { Asking, AuthorityState } from './state.ts';

/** An honest CSR whose customer is away from the screen asks once a minute, since each question stands for one. */
export const ASK_WINDOW_MS = 5 * 60_000;
export const MAX_ASKS_OF_ONE = 5;
/** Of all together: the relay could let the same CSR in under many ids. */
export const MAX_ASKS_OF_ALL = 12;

export function asksTooOften(state: AuthorityState, peer: ParticipantId, at: number): boolean {
  const recent = recentAsks(state, at);
  const own = recent.filter((asking) => asking.peer === peer);
  return own.length >= MAX_ASKS_OF_ONE || recent.length >= MAX_ASKS_OF_ALL;
}

export function noteAsk(state: AuthorityState, peer: ParticipantId, at: number): AuthorityState {
  return { ...state, asks: [...recentAsks(state, at), { peer, at }] };
}

/** The customer said yes: nobody was pestered. */
export function forgiveAsks(state: AuthorityState, peer: ParticipantId): AuthorityState {
  return { ...state, asks: state.asks.filter((asking) => asking.peer !== peer) };
}

function recentAsks({ asks }: AuthorityState, at: number): readonly Asking[] {
  return asks.filter((asking) => asking.at > at - ASK_WINDOW_MS);
}
