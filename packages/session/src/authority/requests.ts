/** Asking: one request on screen, few behind it, each for a minute. Declining is what happens when nobody says yes. */
import {
  ALLOW_DELAY_MS,
  CONTROL_LIFE_MS,
  isCsr,
  MAX_QUEUED_REQUESTS,
  REQUEST_LIFE_MS,
} from '@alongside/protocol';
import { asksTooOften, forgiveAsks, noteAsk } from './brake.ts';
import { inTurn, unchanged, type Step } from './draft.ts';
import type { ConsentEvent } from './events.ts';
import { giveGrant, isCovered } from './grants.ts';
import { answer, dropRequests, enqueue, pendingRequests, recordOf, type Outcome } from './prompt-queue.ts';
import { withPeer, type AuthorityPeer, type AuthorityState, type PendingRequest } from './state.ts';

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
  const allowedAt = blanketFor(peer, request, at);
  if (allowedAt === null) return askCustomer(asked, request, at);
  const given = allow(state, { request, peer, allowedAt, at });
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
  const { at } = event;
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
  const refusal = refusalOf(state, peer, request);
  if (refusal !== null) return dropRequests(state, (pending) => pending === request, refusal);
  const answered = dropRequests(forgiveAsks(state, peer.id), (pending) => pending === request).state;
  const blanket = event.allowAll ? ({ kind: 'all', since: at } as const) : peer.blanket;
  const trusted = { ...peer, blanket };
  return allow(withPeer(answered, trusted), { request, peer: trusted, allowedAt: at, at });
}

/** Why a request cannot be granted whatever the customer says; asked again when they have said it. */
function refusalOf(state: AuthorityState, peer: AuthorityPeer, request: PendingRequest): Outcome | null {
  const { machine } = state;
  const isControl = request.capability === 'control-desktop';
  if (!isCsr(peer.role)) return 'not-possible';
  if (machine.captureProblem !== null || (isControl && machine.inputProblem !== null)) return 'not-possible';
  if (peer.trust.kind === 'refused' || (isControl && peer.trust.kind !== 'known')) return 'not-trusted';
  const others = pendingRequests(state).filter(({ requestId }) => requestId !== request.requestId);
  const isRepeat = others.some(
    ({ peer: asker, capability }) => asker === peer.id && capability === request.capability,
  );
  return isRepeat || others.length > MAX_QUEUED_REQUESTS ? 'too-many' : null;
}

/**
 * When *Allow all actions* was ticked, where that answers this request; null where the customer has to be asked.
 * Control by a blanket lasts no longer than control by a prompt would have.
 */
function blanketFor({ blanket }: AuthorityPeer, request: PendingRequest, at: number): number | null {
  if (blanket.kind === 'ask') return null;
  const isOver = request.capability === 'control-desktop' && at >= blanket.since + CONTROL_LIFE_MS;
  return isOver ? null : blanket.since;
}

/** Then what the same peer asks beside it and need not ask any more. */
function allow(
  state: AuthorityState,
  give: {
    readonly request: PendingRequest;
    readonly peer: AuthorityPeer;
    readonly allowedAt: number;
    readonly at: number;
  },
): Step {
  const { request, peer, allowedAt, at } = give;
  const { capability, grantId } = request;
  return inTurn(
    state,
    (now) => giveGrant(now, { grantId, peer, capability, allowedAt, at }),
    (now) => ({ state: now, effects: [answer(request, 'allowed')] }),
    (now) =>
      dropRequests(
        now,
        (other) => other.peer === peer.id && isCovered(now, peer.id, other.capability),
        'allowed',
      ),
    (now) => {
      const next = pendingRequests(now).find((other) => other.peer === peer.id);
      const since = next === undefined ? null : blanketFor(peer, next, at);
      if (next === undefined || since === null) return unchanged(now);
      const left = dropRequests(now, (other) => other === next).state;
      return allow(left, { request: next, peer, allowedAt: since, at });
    },
  );
}
