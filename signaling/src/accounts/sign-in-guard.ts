/**
 * Against guessing passwords: failures count per account and address block, and per block. Never per account alone,
 * or a stranger could lock the owner out.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limits } from '../limits.ts';
import { sha256 } from '../secrets.ts';

const MS = 1_000;

export type Attempt = { readonly email: string; readonly address: string };

export type SignInGuard = {
  /** Counts the attempt as failed until it has succeeded, so that many at once count too. */
  readonly enter: (attempt: Attempt) => Promise<boolean>;
  readonly succeeded: (attempt: Attempt) => Promise<void>;
};

export function createSignInGuard(limits: Limits): SignInGuard {
  const duration = limits.signInWindowMs / MS;
  const byBoth = new RateLimiterMemory({ points: limits.signInFailuresPerAccountAndAddress, duration });
  const byAddress = new RateLimiterMemory({ points: limits.signInFailuresPerAddress, duration });
  // Hashed: the memory of a process is no place for a list of addresses that people tried.
  const keyOf = ({ email, address }: Attempt) => sha256(`${address}\n${email.toLowerCase()}`);
  return {
    async enter(attempt) {
      const both = await byBoth.penalty(keyOf(attempt));
      if (both.consumedPoints > byBoth.points) return false;
      const address = await byAddress.penalty(attempt.address);
      return address.consumedPoints <= byAddress.points;
    },
    async succeeded(attempt) {
      await byBoth.delete(keyOf(attempt));
      await byAddress.reward(attempt.address);
    },
  };
}
