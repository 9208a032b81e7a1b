/** What a CSR shows of their own machine, and to whom. Both ends, pure: nobody is shown anything they did not want to see. */
import type { ParticipantId, PeerMessageOf } from '@alongside/protocol';

export type ShareWhat = PeerMessageOf<'share.offer'>['what'];
type ShareId = PeerMessageOf<'share.offer'>['id'];

/**
 * One customer of a share.
 * `asked`: → watching, declined; asked anew when their connection is back
 * `watching`: gets the picture. → asked (connection lost), gone with the share
 * `declined`: stays so for this share
 */
export type Viewer = 'asked' | 'watching' | 'declined';

export type OwnShare =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly id: ShareId;
      readonly what: ShareWhat;
      /** Whoever looks may ask to control it. */
      readonly control: boolean;
      /** Null: every customer, also those who come later. */
      readonly only: ParticipantId | null;
      readonly viewers: ReadonlyMap<ParticipantId, Viewer>;
    };

export type OwnShareEvent =
  | {
      readonly type: 'begin';
      readonly id: ShareId;
      readonly what: ShareWhat;
      readonly control: boolean;
      readonly only: ParticipantId | null;
      /** The customers who are connected now. */
      readonly customers: readonly ParticipantId[];
    }
  | { readonly type: 'answer'; readonly peer: ParticipantId; readonly message: PeerMessageOf<'share.answer'> }
  /** A customer is connected, or back. */
  | { readonly type: 'here'; readonly peer: ParticipantId }
  | { readonly type: 'lost'; readonly peer: ParticipantId }
  | { readonly type: 'gone'; readonly peer: ParticipantId }
  | { readonly type: 'end' };

export type OwnShareEffect =
  | {
      readonly type: 'send';
      readonly to: ParticipantId;
      readonly message: PeerMessageOf<'share.offer' | 'share.ended'>;
    }
  | { readonly type: 'show' | 'hide'; readonly to: ParticipantId };

type OwnShareStep = { readonly state: OwnShare; readonly effects: readonly OwnShareEffect[] };

export function stepOwnShare(state: OwnShare, event: OwnShareEvent): OwnShareStep {
  switch (event.type) {
    case 'begin': {
      const { id, what, control, only, customers } = event;
      const ended = end(state);
      const begun: OwnShare = { kind: 'on', id, what, control, only, viewers: new Map() };
      return customers.reduce<OwnShareStep>(
        (done, peer) => join(done, ask(done.state, peer)),
        join(ended, { state: begun, effects: [] }),
      );
    }
    case 'here':
      return ask(state, event.peer);
    case 'answer':
      return answered(state, event);
    case 'lost':
      // What is on its way to nobody; they are asked anew, and the machine remembers nothing of them.
      return leave(state, event.peer);
    case 'gone':
      return leave(state, event.peer);
    case 'end':
      return end(state);
  }
}

function join(before: OwnShareStep, next: OwnShareStep): OwnShareStep {
  return { state: next.state, effects: [...before.effects, ...next.effects] };
}

function ask(state: OwnShare, peer: ParticipantId): OwnShareStep {
  if (state.kind === 'off' || state.viewers.has(peer)) return { state, effects: [] };
  if (state.only !== null && state.only !== peer) return { state, effects: [] };
  const { id, what, control } = state;
  return {
    state: { ...state, viewers: new Map(state.viewers).set(peer, 'asked') },
    effects: [{ type: 'send', to: peer, message: { type: 'share.offer', id, what, control } }],
  };
}

function answered(state: OwnShare, event: Extract<OwnShareEvent, { type: 'answer' }>): OwnShareStep {
  const { peer, message } = event;
  if (state.kind === 'off' || state.id !== message.id || !state.viewers.has(peer)) {
    return { state, effects: [] };
  }
  const was = state.viewers.get(peer);
  const is: Viewer = message.accepted ? 'watching' : 'declined';
  if (was === is) return { state, effects: [] };
  const hides = was === 'watching';
  return {
    state: { ...state, viewers: new Map(state.viewers).set(peer, is) },
    effects: is === 'watching' || hides ? [{ type: is === 'watching' ? 'show' : 'hide', to: peer }] : [],
  };
}

function leave(state: OwnShare, peer: ParticipantId): OwnShareStep {
  if (state.kind === 'off' || state.viewers.get(peer) === 'declined') return { state, effects: [] };
  const viewers = new Map(state.viewers);
  const was = viewers.get(peer);
  viewers.delete(peer);
  return { state: { ...state, viewers }, effects: was === 'watching' ? [{ type: 'hide', to: peer }] : [] };
}

function end(state: OwnShare): OwnShareStep {
  if (state.kind === 'off') return { state, effects: [] };
  const { id, viewers } = state;
  const effects = [...viewers].flatMap(([to, viewer]): readonly OwnShareEffect[] => [
    ...(viewer === 'watching' ? [{ type: 'hide', to } as const] : []),
    { type: 'send', to, message: { type: 'share.ended', id } },
  ]);
  return { state: { kind: 'off' }, effects };
}

/**
 * What others offer to show us.
 * `asked` → watching, or taken out (declined, ended, gone)
 */
export type OfferedShares = ReadonlyMap<
  ParticipantId,
  {
    readonly id: ShareId;
    readonly what: ShareWhat;
    readonly control: boolean;
    readonly isWatching: boolean;
  }
>;

export function hearOffer(shares: OfferedShares, from: ParticipantId, message: PeerMessageOf<'share.offer'>) {
  const { id, what, control } = message;
  // After a lost connection it is the same offer again: whoever watched goes on watching.
  const isWatching = shares.get(from)?.id === id && shares.get(from)?.isWatching === true;
  return new Map(shares).set(from, { id, what, control, isWatching });
}

export function answerOffer(shares: OfferedShares, from: ParticipantId, accepted: boolean): OfferedShares {
  const offer = shares.get(from);
  if (offer === undefined) return shares;
  return accepted ? new Map(shares).set(from, { ...offer, isWatching: true }) : withoutOffer(shares, from);
}

export function withoutOffer(shares: OfferedShares, from: ParticipantId, id?: ShareId): OfferedShares {
  const offer = shares.get(from);
  if (offer === undefined || (id !== undefined && offer.id !== id)) return shares;
  const left = new Map(shares);
  left.delete(from);
  return left;
}
