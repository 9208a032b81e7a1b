/**
 * Is nobody between us and this peer? The exchange of proof and safety words as a pure machine: it says what to
 * hash, check and send, and is told the outcome. Owns the rules of refusal; `trust-exchange.ts` runs the effects.
 */
import { unreachable, type PeerMessage, type TrustLevel } from '@alongside/protocol';
import type { Refusal } from './types.ts';

export type TrustMessage = Extract<PeerMessage, { type: `trust.${string}` }>;

export type TrustSide = {
  /** Commits first; the other side chooses its nonce without knowing this one's. */
  readonly initiator: boolean;
  readonly hasSecret: boolean;
  /** A customer came by a link that holds a secret: whoever cannot prove it has no business here. */
  readonly strict: boolean;
  /** What this peer had earned with the same keys before a reconnect; never lost by one. */
  readonly earned: TrustLevel | null;
};

type Proof = 'awaited' | 'checking' | 'proved' | 'none';

type Words =
  /** The answering side. → awaits-reveal, on their commitment */
  | { readonly kind: 'awaits-commit' }
  /** The initiator has committed. → deriving, on their nonce */
  | { readonly kind: 'awaits-nonce' }
  /** The answering side has shown its nonce. → checking, on their reveal */
  | { readonly kind: 'awaits-reveal'; readonly commitment: string }
  /** → deriving, or refused where the reveal is not what was committed to */
  | { readonly kind: 'checking'; readonly nonce: string }
  /** → ready, on the digest */
  | { readonly kind: 'deriving' }
  | { readonly kind: 'ready'; readonly indexes: readonly number[] };

export type TrustState =
  /** Nothing is said yet. → exchanging, on begin */
  | { readonly kind: 'idle'; readonly side: TrustSide }
  /** Both exchanges run side by side. → settled when both are done; refused */
  | { readonly kind: 'exchanging'; readonly side: TrustSide; readonly proof: Proof; readonly words: Words }
  /** Messages of other features may pass now. → settled with more trust, or refused, on a verdict */
  | { readonly kind: 'settled'; readonly level: TrustLevel; readonly words: readonly number[] }
  /** For good. */
  | { readonly kind: 'refused'; readonly why: Refusal };

export type TrustEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'message'; readonly message: TrustMessage }
  | { readonly type: 'proof-checked'; readonly valid: boolean }
  | { readonly type: 'reveal-checked'; readonly valid: boolean }
  | { readonly type: 'words-derived'; readonly indexes: readonly number[] }
  /** Our own user has read the words out. */
  | { readonly type: 'verdict'; readonly words: 'match' | 'differ' };

export type TrustEffect =
  | { readonly type: 'send-proof' }
  | { readonly type: 'send-no-secret' }
  | { readonly type: 'send-commit' }
  | { readonly type: 'send-nonce' }
  | { readonly type: 'send-reveal' }
  | { readonly type: 'send-verdict'; readonly words: 'match' | 'differ' }
  | { readonly type: 'check-proof'; readonly mac: string }
  | { readonly type: 'check-reveal'; readonly nonce: string; readonly commitment: string }
  | { readonly type: 'derive-words'; readonly theirNonce: string }
  /** It came where it has no place; the state is as before. */
  | { readonly type: 'bad-message' };

type TrustStep = { readonly state: TrustState; readonly effects: readonly TrustEffect[] };
type Exchanging = Extract<TrustState, { kind: 'exchanging' }>;

export function beginTrust(side: TrustSide): TrustState {
  return { kind: 'idle', side };
}

export function stepTrust(state: TrustState, event: TrustEvent): TrustStep {
  switch (state.kind) {
    case 'idle':
      return event.type === 'begin' ? begin(state.side) : misplaced(state, event);
    case 'exchanging':
      return exchange(state, event);
    case 'settled':
      return judge(state, event);
    case 'refused':
      return { state, effects: [] };
    default:
      return unreachable(state);
  }
}

function begin(side: TrustSide): TrustStep {
  const words: Words = { kind: side.initiator ? 'awaits-nonce' : 'awaits-commit' };
  const effects: TrustEffect[] = [{ type: side.hasSecret ? 'send-proof' : 'send-no-secret' }];
  if (side.initiator) effects.push({ type: 'send-commit' });
  return { state: { kind: 'exchanging', side, proof: 'awaited', words }, effects };
}

function exchange(state: Exchanging, event: TrustEvent): TrustStep {
  switch (event.type) {
    case 'message':
      return hear(state, event.message);
    case 'proof-checked':
      if (state.proof !== 'checking') return { state, effects: [] };
      return event.valid ? settle({ ...state, proof: 'proved' }) : refuse('proof-wrong');
    case 'reveal-checked':
      if (state.words.kind !== 'checking') return { state, effects: [] };
      return event.valid ? derive(state, state.words.nonce, []) : refuse('words-forged');
    case 'words-derived':
      if (state.words.kind !== 'deriving') return { state, effects: [] };
      return settle({ ...state, words: { kind: 'ready', indexes: event.indexes } });
    case 'begin':
    case 'verdict':
      return { state, effects: [] };
    default:
      return unreachable(event);
  }
}

function hear(state: Exchanging, message: TrustMessage): TrustStep {
  const { side, words } = state;
  switch (message.type) {
    case 'trust.proof':
      if (state.proof !== 'awaited') return bad(state);
      // Without the secret there is nothing to check it with; the words have to do.
      if (!side.hasSecret) return settle({ ...state, proof: 'none' });
      return { state: { ...state, proof: 'checking' }, effects: [{ type: 'check-proof', mac: message.mac }] };
    case 'trust.no-secret':
      if (state.proof !== 'awaited') return bad(state);
      // The very keys that have proved it before: a program that was started anew need not have kept the secret.
      if (side.hasSecret && side.strict && side.earned !== 'link-proved') return refuse('proof-missing');
      return settle({ ...state, proof: 'none' });
    case 'trust.commit':
      if (words.kind !== 'awaits-commit') return bad(state);
      return {
        state: { ...state, words: { kind: 'awaits-reveal', commitment: message.commitment } },
        effects: [{ type: 'send-nonce' }],
      };
    case 'trust.nonce':
      if (words.kind !== 'awaits-nonce') return bad(state);
      return derive(state, message.nonce, [{ type: 'send-reveal' }]);
    case 'trust.reveal':
      if (words.kind !== 'awaits-reveal') return bad(state);
      return {
        state: { ...state, words: { kind: 'checking', nonce: message.nonce } },
        effects: [{ type: 'check-reveal', nonce: message.nonce, commitment: words.commitment }],
      };
    case 'trust.verdict':
      return bad(state);
    default:
      return unreachable(message);
  }
}

function derive(state: Exchanging, theirNonce: string, before: readonly TrustEffect[]): TrustStep {
  return {
    state: { ...state, words: { kind: 'deriving' } },
    effects: [...before, { type: 'derive-words', theirNonce }],
  };
}

/** Settles once both exchanges are through; until then just goes on. */
function settle(state: Exchanging): TrustStep {
  const { side, proof, words } = state;
  if (words.kind !== 'ready' || (proof !== 'proved' && proof !== 'none')) return { state, effects: [] };
  const level = proof === 'proved' ? 'link-proved' : (side.earned ?? 'words-shown');
  return { state: { kind: 'settled', level, words: words.indexes }, effects: [] };
}

function judge(state: Extract<TrustState, { kind: 'settled' }>, event: TrustEvent): TrustStep {
  if (event.type === 'verdict') {
    const effects: TrustEffect[] = [{ type: 'send-verdict', words: event.words }];
    if (event.words === 'differ') return { state: { kind: 'refused', why: 'words-differ' }, effects };
    // A proof is more than reading aloud and stays what it is.
    const level = state.level === 'words-shown' ? 'words-matched' : state.level;
    return { state: { ...state, level }, effects };
  }
  if (event.type !== 'message') return { state, effects: [] };
  if (event.message.type !== 'trust.verdict') return bad(state);
  // Their "match" may be the word of whoever sits in between: it raises nothing here. Their "differ" is believed.
  return event.message.words === 'differ' ? refuse('words-differ') : { state, effects: [] };
}

function refuse(why: Refusal): TrustStep {
  return { state: { kind: 'refused', why }, effects: [] };
}

function bad(state: TrustState): TrustStep {
  return { state, effects: [{ type: 'bad-message' }] };
}

function misplaced(state: TrustState, event: TrustEvent): TrustStep {
  return event.type === 'message' ? bad(state) : { state, effects: [] };
}
