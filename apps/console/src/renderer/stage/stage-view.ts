/** What the stage shows, derived from who is there, how they are reached, and what they allowed. Pure. */

import type { Capability, Participant, ParticipantId } from '@alongside/protocol';
import { inputEpoch, seesScreen } from '@alongside/session';
import type { CsrView, Pause } from '@alongside/session';
import type { LinkState, Refusal } from '@alongside/rtc';

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
  | { readonly kind: 'idle'; readonly customer: Participant; readonly problem: ScreenProblem | null }
  | { readonly kind: 'asked'; readonly customer: Participant; readonly capability: Capability }
  /** Allowed; the picture has not come yet. */
  | { readonly kind: 'awaiting'; readonly customer: Participant }
  | {
      readonly kind: 'showing';
      readonly customer: Participant;
      readonly screen: MediaStream;
      readonly hand: Hand;
      /** What more has been asked for and not been answered. */
      readonly asked: Capability | null;
      /** The connection broke: the last picture stands until it is back. */
      readonly lost: boolean;
    };

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
      lost: peer.state !== 'connected',
    };
  }
  if (peer.state !== 'connected') return { kind: 'connecting', customer };
  const asked = askedOf(view);
  if (asked !== undefined) return { kind: 'asked', customer, capability: asked };
  const problem = peer.hello?.captureProblem ?? null;
  return { kind: 'idle', customer, problem: problem === null ? null : `capture-${problem}` };
}

export function askedOf(view: CsrView): Capability | undefined {
  const order = ['control-desktop', 'view-desktop'] as const satisfies readonly Capability[];
  return order.find((capability) => view.access[capability].kind === 'asked');
}

function handOf(view: CsrView): Hand {
  const { holder, paused } = view.control;
  if (holder !== view.self || view.access['control-desktop'].kind !== 'given') return { kind: 'viewing' };
  if (paused !== null) return { kind: 'paused', why: paused };
  return inputEpoch(view) === null ? { kind: 'paused', why: 'peer-lost' } : { kind: 'controlling' };
}
