/** What the stage shows, derived from who is there, how they are reached, and what they allowed. Pure. */

import { CAPABILITIES, covers, isControl, surfaceOf } from '@alongside/protocol';
import type { Capability, Participant, ParticipantId } from '@alongside/protocol';
import { controlAccess, inputEpoch, seesScreen } from '@alongside/session';
import type { CsrView, Pause } from '@alongside/session';
import type { LinkState, PeerView, Refusal } from '@alongside/rtc';

export type Hand =
  /** Looking on: nothing reaches the customer's machine. */
  | { readonly kind: 'viewing' }
  | { readonly kind: 'controlling' }
  /** Control is ours, and held back over there for now. */
  | { readonly kind: 'paused'; readonly why: Pause };

export type StageView =
  /** No customer at all. */
  | { readonly kind: 'nobody' }
  /** Somebody waits to be admitted. */
  | { readonly kind: 'lobby' }
  | { readonly kind: 'connecting'; readonly customer: Participant }
  | { readonly kind: 'refused'; readonly customer: Participant; readonly code: Refusal }
  /** Connected, nothing asked. */
  | {
      readonly kind: 'idle';
      readonly customer: Participant;
      readonly problem: ScreenProblem | null;
      readonly unable: Unable;
    }
  | {
      readonly kind: 'asked';
      readonly customer: Participant;
      readonly capability: Capability;
      /** Somebody else has control: the customer is asked when they have not. */
      readonly isWaiting: boolean;
    }
  /** Allowed; the picture has not come yet. */
  | { readonly kind: 'awaiting'; readonly customer: Participant }
  | {
      readonly kind: 'showing';
      readonly customer: Participant;
      readonly screen: MediaStream;
      readonly hand: Hand;
      /** What more has been asked for and not been answered. */
      readonly asked: Capability | null;
      /** What is asked for waits until nobody else has it. */
      readonly isWaiting: boolean;
      readonly given: readonly Capability[];
      /** Whether lines can be laid over that machine's screen. */
      readonly canDraw: boolean;
      readonly unable: Unable;
      /** The connection broke: the last picture stands until it is back. */
      readonly lost: boolean;
    };

/** What that machine cannot be asked for. */
type Unable = readonly Capability[];

type ScreenProblem = 'capture-no-display' | 'capture-not-permitted' | 'capture-unsupported';

type StageInput = {
  readonly link: Pick<LinkState, 'session' | 'peers'>;
  readonly views: ReadonlyMap<ParticipantId, CsrView>;
};

export function primaryCustomer(session: LinkState['session']): Participant | undefined {
  return session?.participants.find(({ role, state }) => role === 'primary-customer' && state !== 'lobby');
}

export function stageViewOf({ link, views }: StageInput): StageView {
  const customer = primaryCustomer(link.session);
  if (customer === undefined) {
    const someoneWaits = link.session?.participants.some(({ state }) => state === 'lobby') === true;
    return { kind: someoneWaits ? 'lobby' : 'nobody' };
  }
  const peer = link.peers.get(customer.id);
  const view = views.get(customer.id);
  if (peer?.state === 'refused' && peer.refusal !== null) {
    return { kind: 'refused', customer, code: peer.refusal };
  }
  if (peer === undefined || view === undefined) return { kind: 'connecting', customer };
  if (seesScreen(view)) {
    if (peer.screen === null) return { kind: 'awaiting', customer };
    return {
      kind: 'showing',
      customer,
      screen: peer.screen,
      hand: handOf(view),
      asked: askedOf(view) ?? null,
      isWaiting: isWaiting(view),
      given: CAPABILITIES.filter((capability) => view.access[capability].kind === 'given'),
      unable: unableOf(peer),
      canDraw: peer.hello?.machine.drawingProblem === null,
      lost: peer.state !== 'connected',
    };
  }
  if (peer.state !== 'connected') return { kind: 'connecting', customer };
  const asked = askedOf(view);
  if (asked !== undefined) return { kind: 'asked', customer, capability: asked, isWaiting: isWaiting(view) };
  const problem = peer.hello?.machine.captureProblem ?? null;
  const unable = unableOf(peer);
  return { kind: 'idle', customer, unable, problem: problem === null ? null : `capture-${problem}` };
}

export function askedOf(view: CsrView): Capability | undefined {
  const order = [...CAPABILITIES.filter(isControl), ...CAPABILITIES];
  return order.find((capability) => ['asked', 'waiting'].includes(view.access[capability].kind));
}

function isWaiting({ access }: CsrView): boolean {
  return CAPABILITIES.some((capability) => access[capability].kind === 'waiting');
}

/** Whether there is anything to gain by asking that machine for this now. */
export function canAsk(view: StageView, capability: Capability): boolean {
  if (view.kind === 'idle') return !view.unable.includes(capability);
  if (view.kind !== 'showing' || view.asked !== null || view.unable.includes(capability)) return false;
  return !view.given.some((given) => covers(given, capability));
}

function unableOf({ hello }: PeerView): Unable {
  if (hello === null) return [];
  const { applicationProblem, clipboardProblem, filesProblem, rebootProblem, systemInfoProblem } =
    hello.machine;
  return CAPABILITIES.filter((capability) => {
    const surface = surfaceOf(capability);
    if (capability === 'system-info') return systemInfoProblem !== null;
    if (capability === 'reboot') return rebootProblem !== null;
    if (capability === 'recording') return false;
    if (capability === 'browse-files' || capability === 'use-files') return filesProblem !== null;
    return surface === null
      ? clipboardProblem !== null
      : surface === 'application' && applicationProblem !== null;
  });
}

function handOf(view: CsrView): Hand {
  const { holder, paused } = view.control;
  if (holder !== view.self || controlAccess(view) === undefined) return { kind: 'viewing' };
  if (paused !== null) return { kind: 'paused', why: paused };
  return inputEpoch(view) === null ? { kind: 'paused', why: 'peer-lost' } : { kind: 'controlling' };
}
