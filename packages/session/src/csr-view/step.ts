/** The console's side of consent: from what the CSR does and the machine says to what is shown and sent. Pure. */
import {
  CAPABILITIES,
  isControl,
  REQUEST_LIFE_MS,
  unreachable,
  type Capability,
  type Grant,
  type PeerMessage,
  type PeerMessageOf,
  type RequestId,
} from '@alongside/protocol';
import { withAccess, type Access, type CsrView } from './state.ts';

/** The machine's own word comes first where there is one: its minute begins when the request arrives. */
const ANSWER_GRACE_MS = 2_000;

export type CsrViewEvent =
  /** `requestId` is fresh and random. */
  | {
      readonly type: 'ask';
      readonly at: number;
      readonly capability: Capability;
      readonly requestId: RequestId;
    }
  /** Asks for control once nobody has it; `requestId` as above. */
  | {
      readonly type: 'wait';
      readonly at: number;
      readonly capability: Capability;
      readonly requestId: RequestId;
    }
  | { readonly type: 'withdraw'; readonly capability: Capability }
  /** Gives this one thing back. */
  | { readonly type: 'give-back'; readonly capability: Capability }
  /** Gives back all that we have there, and asks no more. */
  | { readonly type: 'stop' }
  | { readonly type: 'choose-display'; readonly display: string }
  /** A refusal or an ending has been read. */
  | { readonly type: 'dismiss'; readonly capability: Capability }
  | { readonly type: 'message'; readonly at: number; readonly message: PeerMessage }
  /** Due at `nextExpiry`; early or late ones are harmless. */
  | { readonly type: 'tick'; readonly at: number }
  | { readonly type: 'peer'; readonly state: 'here' | 'lost' };

type CsrViewEffect = { readonly type: 'send'; readonly message: PeerMessage };

type CsrViewStep = { readonly state: CsrView; readonly effects: readonly CsrViewEffect[] };

export function stepCsrView(view: CsrView, event: CsrViewEvent): CsrViewStep {
  switch (event.type) {
    case 'ask':
      return ask(view, event);
    case 'wait':
      return wait(view, event);
    case 'withdraw':
      return withdraw(view, event.capability);
    case 'give-back':
      return giveBack(view, event.capability);
    case 'stop':
      return stop(view);
    case 'choose-display':
      return chooseDisplay(view, event.display);
    case 'dismiss':
      return quietly(dismiss(view, event.capability));
    case 'message':
      return askAtLast(receive(view, event), event.at);
    case 'tick':
      return expire(view, event.at);
    case 'peer':
      return contact(view, event.state);
    default:
      return unreachable(event);
  }
}

function ask(view: CsrView, event: Extract<CsrViewEvent, { type: 'ask' }>): CsrViewStep {
  const { capability, requestId, at } = event;
  if (view.contact.kind === 'lost' || !isFree(view.access[capability])) return quietly(view);
  return {
    state: withAccess(view, capability, { kind: 'asked', requestId, at }),
    effects: [{ type: 'send', message: { type: 'consent.request', requestId, capability } }],
  };
}

function wait(view: CsrView, event: Extract<CsrViewEvent, { type: 'wait' }>): CsrViewStep {
  const { capability, requestId, at } = event;
  const waiting = withAccess(view, capability, { kind: 'waiting', requestId });
  return isFree(view.access[capability]) ? askAtLast(waiting, at) : quietly(view);
}

function isFree({ kind }: Access): boolean {
  return kind === 'idle' || kind === 'refused' || kind === 'ended';
}

/** Nobody has control any more, or nobody had: now is our turn. */
function askAtLast(view: CsrView, at: number): CsrViewStep {
  if (view.control.holder !== null || view.contact.kind === 'lost') return quietly(view);
  const capability = CAPABILITIES.find((name) => view.access[name].kind === 'waiting');
  const access = capability === undefined ? undefined : view.access[capability];
  if (capability === undefined || access?.kind !== 'waiting') return quietly(view);
  const idle = withAccess(view, capability, { kind: 'idle' });
  return ask(idle, { type: 'ask', at, capability, requestId: access.requestId });
}

function withdraw(view: CsrView, capability: Capability): CsrViewStep {
  const access = view.access[capability];
  if (access.kind === 'waiting') return quietly(withAccess(view, capability, { kind: 'idle' }));
  if (access.kind !== 'asked') return quietly(view);
  return {
    state: withAccess(view, capability, { kind: 'idle' }),
    effects: [{ type: 'send', message: { type: 'consent.withdraw', requestId: access.requestId } }],
  };
}

/** When to look whether a request has gone without an answer; null while none waits. */
export function nextExpiry(view: CsrView): number | null {
  const due = CAPABILITIES.flatMap((capability) => expiryOf(view.access[capability]) ?? []);
  return due.length === 0 ? null : Math.min(...due);
}

function expiryOf(access: Access): number | null {
  return access.kind === 'asked' ? access.at + REQUEST_LIFE_MS + ANSWER_GRACE_MS : null;
}

/** The machine has fallen silent. Should it wake up, it is not to ask for what nobody waits for any more. */
function expire(view: CsrView, at: number): CsrViewStep {
  return CAPABILITIES.reduce<CsrViewStep>((done, capability) => {
    const due = expiryOf(done.state.access[capability]);
    if (due === null || at < due) return done;
    const { effects } = withdraw(done.state, capability);
    const state = withAccess(done.state, capability, { kind: 'refused', outcome: 'expired' });
    return { state, effects: [...done.effects, ...effects] };
  }, quietly(view));
}

/**
 * Control first, so that no input follows on a picture that is already gone. Files stay: people stop seeing the screen so
 * that these may move.
 */
function stop(view: CsrView): CsrViewStep {
  const others = CAPABILITIES.filter((name) => name !== 'browse-files' && name !== 'use-files');
  const controlFirst = [...CAPABILITIES.filter(isControl), ...others];
  return controlFirst.reduce<CsrViewStep>((done, capability) => {
    const next = giveBack(done.state, capability);
    return { state: next.state, effects: [...done.effects, ...next.effects] };
  }, quietly(view));
}

function giveBack(view: CsrView, capability: Capability): CsrViewStep {
  const access = view.access[capability];
  if (access.kind !== 'given') return withdraw(view, capability);
  return {
    state: withAccess(view, capability, { kind: 'returned', grantId: access.grantId }),
    effects: [{ type: 'send', message: { type: 'grant.release', grantId: access.grantId } }],
  };
}

function chooseDisplay(view: CsrView, display: string): CsrViewStep {
  const isThere = view.displays.some(({ id }) => id === display);
  if (!isThere || view.shared === display || view.contact.kind === 'lost') return quietly(view);
  return { state: view, effects: [{ type: 'send', message: { type: 'screen.choose', display } }] };
}

function dismiss(view: CsrView, capability: Capability): CsrView {
  const { kind } = view.access[capability];
  return kind === 'refused' || kind === 'ended' ? withAccess(view, capability, { kind: 'idle' }) : view;
}

function receive(view: CsrView, { message, at }: Extract<CsrViewEvent, { type: 'message' }>): CsrView {
  // Other features' messages pass by here too.
  switch (message.type) {
    case 'consent.answer':
      return answered(view, message);
    case 'grants.changed':
      return granted(view, message, at);
    case 'screen.displays':
      return { ...view, displays: message.displays, shared: message.shared, window: message.window };
    default:
      return view;
  }
}

function answered(view: CsrView, { requestId, outcome }: PeerMessageOf<'consent.answer'>): CsrView {
  const capability = CAPABILITIES.find((name) => {
    const access = view.access[name];
    return access.kind === 'asked' && access.requestId === requestId;
  });
  if (capability === undefined) return view;
  // Allowed: `grants.changed` says so by itself; a request that another grant covers has none of its own.
  const isOver = outcome === 'allowed' || outcome === 'withdrawn';
  return withAccess(view, capability, isOver ? { kind: 'idle' } : { kind: 'refused', outcome });
}

function granted(
  view: CsrView,
  { grants: given, control, now }: PeerMessageOf<'grants.changed'>,
  at: number,
): CsrView {
  // What is left counts from here: the two clocks need not agree.
  const grants = given.map((grant) => {
    return { ...grant, expiresAt: grant.expiresAt === null ? null : at + grant.expiresAt - now };
  });
  const told: CsrView = { ...view, grants, control };
  return CAPABILITIES.reduce<CsrView>(
    (next, capability) => withAccess(next, capability, accessAfter(next, capability)),
    told,
  );
}

function accessAfter(view: CsrView, capability: Capability): Access {
  const mine = view.grants.find((grant) => grant.csr === view.self && grant.capability === capability);
  const access = view.access[capability];
  if (mine !== undefined) {
    const isReturned = access.kind === 'returned' && access.grantId === mine.id;
    return isReturned ? access : givenBy(mine);
  }
  if (access.kind === 'returned') return { kind: 'idle' };
  return access.kind === 'given' ? { kind: 'ended' } : access;
}

function givenBy({ id: grantId, expiresAt, mouseOnly }: Grant): Access {
  return { kind: 'given', grantId, expiresAt, mouseOnly };
}

/** The machine drops what a lost peer has asked; what we gave back meanwhile it may not have heard. */
function contact(view: CsrView, kind: 'here' | 'lost'): CsrViewStep {
  const now: CsrView = { ...view, contact: { kind } };
  const { access } = now;
  if (kind === 'lost') {
    const asked = CAPABILITIES.filter((capability) => access[capability].kind === 'asked');
    return quietly(
      asked.reduce<CsrView>((next, capability) => withAccess(next, capability, { kind: 'idle' }), now),
    );
  }
  const effects = CAPABILITIES.flatMap((capability): readonly CsrViewEffect[] => {
    const given = access[capability];
    if (given.kind !== 'returned') return [];
    return [{ type: 'send', message: { type: 'grant.release', grantId: given.grantId } }];
  });
  return { state: now, effects };
}

function quietly(state: CsrView): CsrViewStep {
  return { state, effects: [] };
}
