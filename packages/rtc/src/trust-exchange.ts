/** Runs the trust machine for one connection: hashes, checks and sends. Owns the order of events, not the rules. */
import {
  proofTranscript,
  safetyWordIndexes,
  unreachable,
  wordsTranscript,
  type PeerMessage,
} from '@alongside/protocol';
import { encodeBase64Url, hmacSha256, isHmacSha256, sha256 } from './crypto.ts';
import {
  beginTrust,
  stepTrust,
  type TrustEffect,
  type TrustEvent,
  type TrustSide,
  type TrustState,
} from './trust.ts';

/** What both sides agree on, in slots rather than as mine and theirs. */
export type TrustGround = {
  /** Between two of one role the initiator takes the CSR's slot. */
  readonly role: 'csr' | 'customer';
  readonly session: string;
  readonly ownFingerprint: string;
  readonly peerFingerprint: string;
  readonly secret: string | null;
  /** Kept as long as the peer is, so that a reconnect shows the same words. */
  readonly ownNonce: string;
};

type TrustExchangeOptions = {
  readonly side: TrustSide;
  readonly ground: TrustGround;
  readonly send: (message: PeerMessage) => void;
  readonly onBadMessage: () => void;
};

export class TrustExchange {
  readonly #options: TrustExchangeOptions;
  #state: TrustState;

  constructor(options: TrustExchangeOptions) {
    this.#options = options;
    this.#state = beginTrust(options.side);
  }

  get state(): TrustState {
    return this.#state;
  }

  /** Resolves when everything that follows from the event is done: the caller hands in one at a time. */
  async handle(event: TrustEvent): Promise<void> {
    const { state, effects } = stepTrust(this.#state, event);
    this.#state = state;
    for (const effect of effects) {
      const next = await this.#run(effect);
      if (next !== undefined) await this.handle(next);
    }
  }

  async #run(effect: TrustEffect): Promise<TrustEvent | undefined> {
    const { onBadMessage, ground } = this.#options;
    switch (effect.type) {
      case 'send-proof':
        return this.#say({ type: 'trust.proof', mac: await this.#ownProof() });
      case 'send-no-secret':
        return this.#say({ type: 'trust.no-secret' });
      case 'send-commit':
        return this.#say({ type: 'trust.commit', commitment: await commitmentOf(ground.ownNonce) });
      case 'send-nonce':
        return this.#say({ type: 'trust.nonce', nonce: ground.ownNonce });
      case 'send-reveal':
        return this.#say({ type: 'trust.reveal', nonce: ground.ownNonce });
      case 'send-verdict':
        return this.#say({ type: 'trust.verdict', words: effect.words });
      case 'check-proof':
        return { type: 'proof-checked', valid: await this.#isTheirProof(effect.mac) };
      case 'check-reveal':
        // Both values are public by now: nothing to hide in how long the comparison takes.
        return {
          type: 'reveal-checked',
          valid: (await commitmentOf(effect.nonce)) === effect.commitment,
        };
      case 'derive-words':
        return { type: 'words-derived', indexes: await this.#words(effect.theirNonce) };
      case 'bad-message':
        onBadMessage();
        return undefined;
      default:
        return unreachable(effect);
    }
  }

  #say(message: PeerMessage): undefined {
    this.#options.send(message);
  }

  #ownProof(): Promise<string> {
    const { secret, role } = this.#options.ground;
    // The machine sends a proof only where there is a secret.
    return secret === null
      ? Promise.reject(new Error('no secret'))
      : hmacSha256(secret, this.#proofText(role));
  }

  async #isTheirProof(mac: string): Promise<boolean> {
    const { secret, role } = this.#options.ground;
    const text = this.#proofText(role === 'csr' ? 'customer' : 'csr');
    return secret !== null && isHmacSha256(secret, { text, mac });
  }

  #proofText(role: 'csr' | 'customer'): string {
    return proofTranscript({ role, session: this.#options.ground.session, ...this.#fingerprints() });
  }

  async #words(theirNonce: string): Promise<readonly number[]> {
    const { role, session, ownNonce } = this.#options.ground;
    const nonces =
      role === 'csr'
        ? { csrNonce: ownNonce, customerNonce: theirNonce }
        : { csrNonce: theirNonce, customerNonce: ownNonce };
    return safetyWordIndexes(await sha256(wordsTranscript({ session, ...this.#fingerprints(), ...nonces })));
  }

  #fingerprints(): { csrFingerprint: string; customerFingerprint: string } {
    const { role, ownFingerprint, peerFingerprint } = this.#options.ground;
    return role === 'csr'
      ? { csrFingerprint: ownFingerprint, customerFingerprint: peerFingerprint }
      : { csrFingerprint: peerFingerprint, customerFingerprint: ownFingerprint };
  }
}

/** Over the text and not its bytes: base64url has several spellings of one value, and one must be settled on. */
async function commitmentOf(nonce: string): Promise<string> {
  return encodeBase64Url(await sha256(nonce));
}
