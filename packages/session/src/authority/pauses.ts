/** What holds the CSR's input back for a while although control is granted. The grant itself stays as it is. */
import { LOCAL_INPUT_PAUSE_MS } from '@alongside/protocol';
import { unchanged, type Step } from './draft.ts';
import type { Pause } from './effects.ts';
import type { MachineEvent } from './events.ts';
import { controlGrant } from './grants.ts';
import type { AuthorityState } from './state.ts';

type EventOf<T extends MachineEvent['type']> = Extract<MachineEvent, { type: T }>;

/** The one that matters most, as everyone is told; null also where nobody controls. */
export function pauseOf(state: AuthorityState): Pause | null {
  const control = controlGrant(state);
  if (control === undefined) return null;
  if (state.peers.get(control.csr)?.presence.kind !== 'here') return 'peer-lost';
  if (state.desk.kind === 'asking') return 'prompt';
  if (state.hand.kind === 'on') return 'local-input';
  return state.shield.kind === 'covered' ? 'own-window' : null;
}

/** Where nobody controls there is nothing to hold back: the click on *Allow* does not pause what it allows. */
export function noteLocalInput(state: AuthorityState, { at }: EventOf<'local-input'>): Step {
  if (controlGrant(state) === undefined) return unchanged(state);
  return unchanged({ ...state, hand: { kind: 'on', until: at + LOCAL_INPUT_PAUSE_MS } });
}

export function noteOwnWindow(state: AuthorityState, { covered }: EventOf<'own-window'>): Step {
  return unchanged({ ...state, shield: { kind: covered ? 'covered' : 'free' } });
}

export function restHand(state: AuthorityState, at: number): Step {
  const rests = state.hand.kind === 'on' && state.hand.until <= at;
  return unchanged(rests ? { ...state, hand: { kind: 'off' } } : state);
}
