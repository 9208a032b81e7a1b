/**
 * Against guessing codes: failures count per address block and all together. A block that failed too often is not
 * heard for a while; when all together fail too often, spoken codes are answered slowly and the alarm is raised.
 * Links are never locked out by wrong codes, and other addresses never by this one's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Foundation } from '../context.ts';
import type { Credential } from './invites.ts';

const MINUTE_S = 60;
const MS = 1_000;
const EVERYBODY = 'codes';

type JoinAttempt = { readonly address: string; readonly kind: Credential['kind'] };

export type JoinGuard = {
  /**
   * False where this address has to wait; late while codes are being guessed. Counts the attempt as wrong until it
   * has been right: many at once must not all be the first.
   */
  readonly enter: (attempt: JoinAttempt) => Promise<boolean>;
  readonly wasRight: (attempt: JoinAttempt) => Promise<void>;
};

export function createJoinGuard({ limits, metrics, log }: Foundation): JoinGuard {
  const duration = limits.wrongCodesWindowMs / MS;
  const byKind = {
    code: new RateLimiterMemory({ points: limits.wrongCodesPerAddress, duration }),
    link: new RateLimiterMemory({ points: limits.wrongLinksPerAddress, duration }),
  };
  const everywhere = new RateLimiterMemory({ points: limits.wrongCodesAlarmPerMinute, duration: MINUTE_S });
  let isAlarmed = false;

  const alarm = (consumed: number): boolean => {
    const now = consumed > limits.wrongCodesAlarmPerMinute;
    if (now === isAlarmed) return now;
    isAlarmed = now;
    metrics.codeAlarm.set(now ? 1 : 0);
    if (now) log.warn({ perMinute: limits.wrongCodesAlarmPerMinute }, 'join codes are being guessed');
    else log.info('join codes are no longer being guessed');
    return now;
  };

  return {
    async enter({ address, kind }) {
      const own = await byKind[kind].penalty(address);
      const isTooOften = own.consumedPoints > byKind[kind].points;
      if (kind === 'link') return !isTooOften;
      const all = await everywhere.penalty(EVERYBODY);
      if (alarm(all.consumedPoints) && !isTooOften) await sleep(limits.slowedCodeDelayMs);
      return !isTooOften;
    },
    async wasRight({ address, kind }) {
      await byKind[kind].reward(address);
      if (kind === 'code') await everywhere.reward(EVERYBODY);
    },
  };
}
