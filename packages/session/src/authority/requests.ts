/** Asking: one request on screen, few behind it, each for a minute. Declining is what happens when nobody says yes. */
import {
  ALLOW_DELAY_MS,
  CONTROL_LIFE_MS,
  isControl,
  isOnce,
  MAX_QUEUED_REQUESTS,
  NO_LIMITS,
  REQUEST_LIFE_MS,
  surfaceOf,
  type Capability,
  type Limits,
  type SharedWindow,
} from '@alongside/protocol';
import { asksTooOften, forgiveAsks, noteAsk } from './brake.ts';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { ConsentEvent } from './events.ts';
import { giveGrant, isCovered, useOnce } from './grants.ts';
import { answer, dropRequests, enqueue, pendingRequests, recordOf, type Outcome } from './prompt-queue.ts';
import { isPossible } from './possible.ts';
import { mayAsk, withPeer, type AuthorityPeer, type AuthorityState, type PendingRequest } from './state.ts';

type EventOf<T extends ConsentEvent['type']> = Extract<ConsentEvent, { type: T }>;

export function receiveRequest(state: AuthorityState, event: EventOf<'consent.request'>): Step {
  const { requestId, capability, grantId, at } = event;
  const peer = state.peers.get(event.peer);
  if (peer?.presence.kind !== 'here') return unchanged(state);
  const request = { requestId, capability, peer: peer.id, expiresAt: at + REQUEST_LIFE_MS, grantId };
  // A repeat, or the id of another's request: what is on screen stays what it is.
  if (pendingRequests(state).some((pending) => pending.requestId === requestId)) return unchanged(state);
  const refusal = refusalOf(state, peer, request);
  if (refusal !== null) return { state, effects: [answer(request, refusal)] };
  if (isCovered(state, peer.id, capability)) return { state, effects: [answer(request, 'allowed')] };
  const asked: Step = { state, effects: [recordOf('consent.asked', request, at)] };
  const blanket = blanketFor(state, request, at);
  if (blanket === null) return askCustomer(asked, request, at);
  const given = allow(state, { request, peer, ...blanket, at });
  return { ...given, effects: [...asked.effects, ...given.effects] };
}

function askCustomer({ state, effects }: Step, request: PendingRequest, at: number): Step {
  const { peer } = request;
  if (asksTooOften(state, peer, at)) return { state, effects: [answer(request, 'too-many')] };
  return { state: enqueue(noteAsk(state, peer, at), request, at), effects };
}

export function withdrawRequest(state: AuthorityState, event: EventOf<'consent.withdraw'>): Step {
  return dropRequests(
    state,
    (request) => request.requestId === event.requestId && request.peer === event.peer,
    'withdrawn',
  );
}

/** Only what is on screen can be answered; a late answer, or one to another request, changes nothing. */
export function answerPrompt(state: AuthorityState, event: EventOf<'prompt.answered'>): Step {
  const { at, limits, window } = event;
  if (state.desk.kind === 'clear' || state.desk.shown.requestId !== event.requestId) return unchanged(state);
  const { shown: request, shownAt } = state.desk;
  const peer = state.peers.get(request.peer);
  if (peer === undefined) return unchanged(state);
  if (event.answer === 'decline') {
    const declined = dropRequests(state, (pending) => pending === request, 'declined');
    return { ...declined, effects: [recordOf('consent.declined', request, at), ...declined.effects] };
  }
  // The second click of a double click must not answer a prompt that has just come up.
  if (at < shownAt + ALLOW_DELAY_MS) return unchanged(state);
  const surface = surfaceOf(request.capability);
  // Nobody shares *some* window.
  if (surface === 'application' && window === null) return unchanged(state);
  const refusal = refusalOf(state, peer, request);
  if (refusal !== null) return dropRequests(state, (pending) => pending === request, refusal);
  const answered = dropRequests(forgiveAsks(state, peer.id), (pending) => pending === request).state;
  // A yes with limits is none to everything; one to all acts on files is none to anything else.
  const isUnlimited = limits.minutes === null && !limits.mouseOnly && limits.folders === null;
  const isForAll = event.allowAll && !isOnce(request.capability) && isUnlimited;
  const trusted = isForAll ? { ...peer, blanket: { kind: 'all', since: at } as const } : peer;
  const chosen = surface === 'application' ? window : null;
  return allow(withPeer(answered, trusted), {
    request,
    peer: trusted,
    allowedAt: at,
    limits,
    window: chosen,
    isOnce: isOnce(request.capability) && !(event.allowAll && request.capability === 'use-files'),
    at,
  });
}

/** Why a request cannot be granted whatever the customer says; asked again when they have said it. */
function refusalOf(state: AuthorityState, peer: AuthorityPeer, request: PendingRequest): Outcome | null {
  const { capability } = request;
  if (!mayAsk(state, peer.role) || !isPossible(state.machine, capability)) return 'not-possible';
  if (peer.trust.kind === 'refused') return 'not-trusted';
  if (needsWords(capability) && peer.trust.kind !== 'known') return 'not-trusted';
  const others = pendingRequests(state).filter(({ requestId }) => requestId !== request.requestId);
  // Of acts on files each is another one.
  const isSame = (other: PendingRequest): boolean =>
    other.capability === capability && capability !== 'use-files';
  const isRepeat = others.some((other) => other.peer === peer.id && isSame(other));
  return isRepeat || others.length > MAX_QUEUED_REQUESTS ? 'too-many' : null;
}

/** Whatever changes the machine, or takes from it what no picture shows, is for somebody whose words were compared. */
function needsWords(capability: Capability): boolean {
  return isControl(capability) || surfaceOf(capability) === null;
}

type Yes = {
  readonly allowedAt: number;
  readonly limits: Limits;
  readonly window: SharedWindow | null;
  /** Done with this yes. */
  readonly isOnce: boolean;
};

/**
 * *Allow all actions*, where that answers this request; null where the customer has to be asked: which window they mean
 * nobody else knows, and a clipboard holds passwords. Control by a blanket lasts no longer than by a prompt.
 */
function blanketFor(state: AuthorityState, { capability, peer }: PendingRequest, at: number): Yes | null {
  const { surface } = state;
  const blanket = state.peers.get(peer)?.blanket ?? { kind: 'ask' };
  const shown = surfaceOf(capability);
  if (blanket.kind === 'ask' || shown === null) return null;
  if (shown === 'application' && surface.window === null) return null;
  if (isControl(capability) && at >= blanket.since + CONTROL_LIFE_MS) return null;
  const window = shown === 'application' ? surface.window : null;
  return { allowedAt: blanket.since, limits: NO_LIMITS, window, isOnce: false };
}

/** Then what the same peer asks beside it and need not ask any more. */
function allow(
  state: AuthorityState,
  give: Yes & { readonly request: PendingRequest; readonly peer: AuthorityPeer; readonly at: number },
): Step {
  const { request, peer, at, ...yes } = give;
  const { capability, grantId } = request;
  return inTurn(
    state,
    (now) => (yes.isOnce ? useOnce : giveGrant)(now, { grantId, peer, capability, at, ...yes }),
    (now) => ({ state: now, effects: [answer(request, 'allowed')] }),
    (now) =>
      dropRequests(
        now,
        (other) => other.peer === peer.id && isCovered(now, peer.id, other.capability),
        'allowed',
      ),
    (now) => {
      const next = pendingRequests(now).find((other) => other.peer === peer.id);
      const blanket = next === undefined ? null : blanketFor(now, next, at);
      if (next === undefined || blanket === null) return unchanged(now);
      const left = dropRequests(now, (other) => other === next).state;
      return allow(left, { request: next, peer, ...blanket, at });
    },
  );
}
