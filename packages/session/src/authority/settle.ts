/**
 * What follows from a change, whatever caused it: epoch, released input, prompt, pictures, and who is told. Derived from
 * the state before and after, so that no decision can forget one of them.
 */
import type { ParticipantId } from '@alongside/protocol';
import { isControl } from '@alongside/protocol';
import { controlMark, holderOf, nextEpoch } from './control.ts';
import type { Step } from './draft.ts';
import type { AuthorityEffect, AuthorityMessage, Prompt } from './effects.ts';
import type { AuthorityEvent } from './events.ts';
import { pauseOf } from './pauses.ts';
import { mayAsk, type AuthorityState } from './state.ts';
import { mayView } from './surface.ts';
import { viewOf } from './view.ts';

export function settle(change: {
  readonly before: AuthorityState;
  readonly after: AuthorityState;
  /** What the decisions themselves want done. */
  readonly said: readonly AuthorityEffect[];
  readonly event: AuthorityEvent;
}): Step {
  const { before, said, event } = change;
  const after = settled(before, change.after, event.at);
  return {
    state: after,
    effects: [
      ...stopEffects(before, after, event),
      ...pauseEffects(before, after),
      ...captureEffects(before, after),
      ...tellEffects(before, after, event),
      ...promptEffects(before, after),
      ...said,
    ],
  };
}

export function promptOf(state: AuthorityState): Prompt | null {
  if (state.desk.kind === 'clear') return null;
  const { shown, waiting } = state.desk;
  const peer = state.peers.get(shown.peer);
  if (peer === undefined) return null;
  const { requestId, capability, expiresAt } = shown;
  const holder = holderOf(state);
  const known = peer.trust.kind === 'known' ? peer.trust : { words: [], level: null };
  return {
    requestId,
    capability,
    expiresAt,
    peer: peer.id,
    name: peer.name,
    role: peer.role,
    words: known.words,
    trust: known.level,
    waiting: waiting.length,
    takesFrom: isControl(capability) && holder !== peer.id ? holder : null,
  };
}

export function grantsMessage(
  state: AuthorityState,
  now: number,
): Extract<AuthorityMessage, { type: 'grants.changed' }> {
  return {
    type: 'grants.changed',
    now,
    grants: [...state.grants],
    control: { holder: holderOf(state), epoch: state.epoch, paused: pauseOf(state) },
  };
}

function settled(before: AuthorityState, after: AuthorityState, at: number): AuthorityState {
  const epoch = controlMark(before) === controlMark(after) ? after.epoch : nextEpoch(after.epoch);
  // A pause is somebody's: it does not outlast the control that it paused.
  const hand = holderOf(after) === null ? ({ kind: 'off' } as const) : after.hand;
  const { desk } = after;
  // Also the same request under another name: *Allow* has to be about what could be read.
  const isNew = desk.kind === 'asking' && questionOf(before) !== questionOf(after);
  return { ...after, epoch, hand, desk: isNew ? { ...desk, shownAt: at } : desk };
}

function stopEffects(
  before: AuthorityState,
  after: AuthorityState,
  event: AuthorityEvent,
): readonly AuthorityEffect[] {
  const paused = pauseOf(after) !== null && pauseOf(before) !== pauseOf(after);
  const isPanic = event.type === 'revoke-all';
  return paused || isPanic || before.epoch !== after.epoch ? [{ type: 'input.stop' }] : [];
}

function pauseEffects(before: AuthorityState, after: AuthorityState): readonly AuthorityEffect[] {
  const reason = pauseOf(after);
  if (reason === pauseOf(before)) return [];
  return [reason === null ? { type: 'input.resumed' } : { type: 'input.held-back', reason }];
}

function captureEffects(before: AuthorityState, after: AuthorityState): readonly AuthorityEffect[] {
  const peers = [...new Set([...before.peers.keys(), ...after.peers.keys()])];
  const { display, window } = after.surface;
  const isOther = before.surface.display !== display || before.surface.window?.id !== window?.id;
  return peers.flatMap((peer): readonly AuthorityEffect[] => {
    const saw = mayView(before, peer);
    const sees = mayView(after, peer);
    if (saw && !sees) return [{ type: 'capture.stop', peer }];
    return sees && (!saw || isOther) ? [{ type: 'capture.start', peer, display, window }] : [];
  });
}

function tellEffects(
  before: AuthorityState,
  after: AuthorityState,
  event: AuthorityEvent,
): readonly AuthorityEffect[] {
  const message = grantsMessage(after, event.at);
  const isNews = JSON.stringify(grantsMessage(before, event.at)) !== JSON.stringify(message);
  const isChanged = JSON.stringify(viewOf(before)) !== JSON.stringify(viewOf(after));
  const tell = (peer: ParticipantId): AuthorityEffect => ({ type: 'tell', peer, message });
  const listeners = [...after.peers.values()].filter(
    ({ role, presence, id }) =>
      mayAsk(after, role) && presence.kind === 'here' && (isNews || isNewcomer(event, id)),
  );
  return [...listeners.map(({ id }) => tell(id)), ...(isChanged ? [{ type: 'changed' } as const] : [])];
}

/** Whoever comes or comes back knows nothing, or something old. */
function isNewcomer(event: AuthorityEvent, peer: ParticipantId): boolean {
  return event.type === 'peer.present' && event.peer === peer;
}

function promptEffects(before: AuthorityState, after: AuthorityState): readonly AuthorityEffect[] {
  const was = promptOf(before);
  const request = promptOf(after);
  const isGone = was !== null && was.requestId !== request?.requestId;
  const isNew = request !== null && JSON.stringify(was) !== JSON.stringify(request);
  return [
    ...(isGone ? [{ type: 'prompt.close', requestId: was.requestId } as const] : []),
    ...(isNew ? [{ type: 'prompt.show', request } as const] : []),
  ];
}

/** All that the customer decides upon; who waits behind it is not part of that. */
function questionOf(state: AuthorityState): string {
  return JSON.stringify({ ...promptOf(state), waiting: 0 });
}
