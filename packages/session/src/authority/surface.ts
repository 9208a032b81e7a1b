/** What is shown and whether it can be: the captured display and what the machine is able to do. */
import type { ParticipantId } from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { MachineEvent } from './events.ts';
import { controlGrant, endGrants } from './grants.ts';
import { dropRequests } from './prompt-queue.ts';
import { withoutBlanket, type AuthorityState } from './state.ts';

type EventOf<T extends MachineEvent['type']> = Extract<MachineEvent, { type: T }>;

export function mayView(state: AuthorityState, peer: ParticipantId): boolean {
  const found = state.peers.get(peer);
  if (found?.presence.kind !== 'here' || found.trust.kind === 'refused') return false;
  return state.machine.captureProblem === null && state.grants.some((grant) => grant.csr === peer);
}

/** Whoever pressed the system's own stop button meant all of it, also what was given back a moment before. */
export function captureStopped(state: AuthorityState, { at }: EventOf<'capture.stopped'>): Step {
  return inTurn(
    state,
    (now) => endGrants(now, { of: () => true, why: 'capture-stopped', at }),
    (now) => unchanged(withoutBlanket(now, () => true)),
  );
}

export function changeSurface(state: AuthorityState, { display }: EventOf<'surface.changed'>): Step {
  return unchanged({ ...state, surface: { display, version: state.surface.version + 1 } });
}

/** All see the same display: while somebody controls it is theirs to choose, else any viewer's. */
export function chooseDisplay(state: AuthorityState, event: EventOf<'screen.choose'>): Step {
  const { peer, display } = event;
  const holder = controlGrant(state)?.csr ?? peer;
  if (!mayView(state, peer) || holder !== peer || state.surface.display === display) return unchanged(state);
  return unchanged({ ...state, surface: { display, version: state.surface.version + 1 } });
}

/** What can no longer be done ends at once and cannot be asked for; when it can again, it is asked for anew. */
export function noteMachine(state: AuthorityState, event: EventOf<'machine'>): Step {
  const { captureProblem, inputProblem, at } = event;
  const isOver = (capability: string): boolean =>
    captureProblem !== null || (inputProblem !== null && capability === 'control-desktop');
  return inTurn(
    { ...state, machine: { captureProblem, inputProblem } },
    (now) => endGrants(now, { of: (grant) => isOver(grant.capability), why: 'capture-stopped', at }),
    (now) => dropRequests(now, (request) => isOver(request.capability), 'not-possible'),
  );
}
