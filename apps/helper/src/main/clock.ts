/** The system's time for the core: since the epoch, but never back when somebody sets the clock. */
import type { Clock } from '../core/ports.ts';

/** Longer waits would overflow a timer and fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export function createClock(): Clock {
  const offset = Date.now() - performance.now();
  return {
    now: () => Math.round(offset + performance.now()),
    after(delayMs, run) {
      const timer = setTimeout(run, Math.min(delayMs, MAX_DELAY_MS));
      return () => clearTimeout(timer);
    },
  };
}
