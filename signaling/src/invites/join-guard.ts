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

export type JoinGuard = {
  /** False where this address has to wait. Delays the answer while codes are being guessed. */
  readonly enter: (address: string, kind: Credential['kind']) => Promise<boolean>;
  readonly failed: (address: string, kind: Credential['kind']) => Promise<void>;
};

export function createJoinGuard({ limits, metrics, log }: Foundation): JoinGuard {
  const duration = limits.wrongCodesWindowMs / MS;
  const byKind = {
    code: new RateLimiterMemory({ points: limits.wrongCodesPerAddress, duration }),
    link: new RateLimiterMemory({ points: limits.wrongLinksPerAddress, duration }),
  };
  const everywhere = new RateLimiterMemory({ points: limits.wrongCodesAlarmPerMinute, duration: MINUTE_S });
  let isAlarmed = false;

  const lookForAlarm = async (): Promise<boolean> => {
    const state = await everywhere.get('codes');
    const now = state !== null && state.consumedPoints > limits.wrongCodesAlarmPerMinute;
    if (now !== isAlarmed) {
      isAlarmed = now;
      metrics.codeAlarm.set(now ? 1 : 0);
      if (now) log.warn({ perMinute: limits.wrongCodesAlarmPerMinute }, 'join codes are being guessed');
      else log.info('join codes are no longer being guessed');
    }
    return now;
  };

  return {
    async enter(address, kind) {
      const state = await byKind[kind].get(address);
      if (state !== null && state.consumedPoints >= byKind[kind].points) {
        if (kind === 'code') await everywhere.penalty('codes');
        await lookForAlarm();
        return false;
      }
      if ((await lookForAlarm()) && kind === 'code') await sleep(limits.slowedCodeDelayMs);
      return true;
    },
    async failed(address, kind) {
      metrics.wrongCodes.inc();
      await byKind[kind].penalty(address);
      if (kind === 'code') await everywhere.penalty('codes');
      await lookForAlarm();
    },
  };
}
