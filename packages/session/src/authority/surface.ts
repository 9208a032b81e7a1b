/** What is shown and whether it can be: the captured display and what the machine is able to do. */
import { surfaceOf, type Capability, type Grant, type ParticipantId } from '@alongside/protocol';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { MachineEvent } from './events.ts';
import { controlGrant, endGrants } from './grants.ts';
import { isPossible } from './possible.ts';
import { dropRequests } from './prompt-queue.ts';
import { withoutBlanket, type AuthorityState } from './state.ts';

type EventOf<T extends MachineEvent['type']> = Extract<MachineEvent, { type: T }>;

export function mayView(state: AuthorityState, peer: ParticipantId): boolean {
  const found = state.peers.get(peer);
  if (found?.presence.kind !== 'here' || found.trust.kind === 'refused') return false;
  return (
    state.machine.captureProblem === null &&
    state.grants.some((grant) => grant.csr === peer && isPicture(grant))
  );
}

/** Whoever pressed the system's own stop button meant all of it, also what was given back a moment before. */
export function captureStopped(state: AuthorityState, { at }: EventOf<'capture.stopped'>): Step {
  return inTurn(
    state,
    (now) => endGrants(now, { of: () => true, why: 'capture-stopped', at }),
    (now) => unchanged(withoutBlanket(now, () => true)),
  );
}

function isPicture({ capability }: Grant): boolean {
  return surfaceOf(capability) !== null;
}

export function changeSurface(state: AuthorityState, { display }: EventOf<'surface.changed'>): Step {
  return unchanged(withDisplay(state, display));
}

function withDisplay(state: AuthorityState, display: string | null): AuthorityState {
  return { ...state, surface: { ...state.surface, display, version: state.surface.version + 1 } };
}

/** Its picture cannot go on; the desktop that it stood on was not what the customer allowed. */
export function closeWindow(state: AuthorityState, { at }: EventOf<'window.closed'>): Step {
  const { window, version } = state.surface;
  if (window === null) return unchanged(state);
  return inTurn({ ...state, surface: { ...state.surface, window: null, version: version + 1 } }, (now) =>
    endGrants(now, {
      of: ({ capability }) => surfaceOf(capability) === 'application',
      why: 'capture-stopped',
      at,
    }),
  );
}

/** All see the same display: while somebody controls it is theirs to choose, else any viewer's. */
export function chooseDisplay(state: AuthorityState, event: EventOf<'screen.choose'>): Step {
  const { peer, display } = event;
  const holder = controlGrant(state)?.csr ?? peer;
  const { surface } = state;
  const isNews = surface.window === null && surface.display !== display;
  return unchanged(mayView(state, peer) && holder === peer && isNews ? withDisplay(state, display) : state);
}

/** What can no longer be done ends at once and cannot be asked for; when it can again, it is asked for anew. */
export function noteMachine(state: AuthorityState, event: EventOf<'machine'>): Step {
  const { type: _, at, ...machine } = event;
  const isOver = (capability: Capability): boolean => !isPossible(machine, capability);
  return inTurn(
    { ...state, machine },
    (now) =>
      endGrants(now, {
        of: ({ capability }) => isOver(capability) && surfaceOf(capability) !== null,
        why: 'capture-stopped',
        at,
      }),
    (now) => endGrants(now, { of: ({ capability }) => isOver(capability), why: 'not-possible', at }),
    (now) => dropRequests(now, (request) => isOver(request.capability), 'not-possible'),
  );
}
