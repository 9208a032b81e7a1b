/** How single decisions are put together into one step. Knows nothing of what is decided. */
import type { AuthorityEffect } from './effects.ts';
import type { AuthorityState } from './state.ts';

export type Step = { readonly state: AuthorityState; readonly effects: readonly AuthorityEffect[] };

/** The event does not fit, or changes nothing. */
export function unchanged(state: AuthorityState): Step {
  return { state, effects: [] };
}

/** Decisions one after the other, each on what the one before left. */
export function inTurn(
  state: AuthorityState,
  ...decisions: readonly ((state: AuthorityState) => Step)[]
): Step {
  return decisions.reduce<Step>((done, decide) => {
    const next = decide(done.state);
    return { state: next.state, effects: [...done.effects, ...next.effects] };
  }, unchanged(state));
}
