/** How long to wait before the next attempt to reach the relay. Pure. */

/** Nobody hammers, however the dice fall. */
const FLOOR_MS = 100;
/** Most drops are blips, so the first attempt comes at once. */
const FIRST_WINDOW_MS = 1_000;
/** Full jitter: a restarted relay meets its clients spread over this long, growing with each failure… */
const WINDOW_MS = 10_000;
/** …up to here. */
const MAX_WINDOW_MS = 30_000;
/**
 * A live session has to be back within 5 s of the relay's return, and there are far fewer of those than of idle
 * clients: they keep to a narrow window for about a minute (30 attempts of 2 s on average).
 */
const IN_SESSION_WINDOW_MS = 4_000;
const IN_SESSION_ATTEMPTS = 30;

/** `attempt` counts from 1; `random` is in [0, 1). */
export function retryDelayMs(attempt: number, inSession: boolean, random: number): number {
  return Math.round(FLOOR_MS + random * (windowMs(attempt, inSession) - FLOOR_MS));
}

function windowMs(attempt: number, inSession: boolean): number {
  if (attempt <= 1) return FIRST_WINDOW_MS;
  if (inSession && attempt <= IN_SESSION_ATTEMPTS) return IN_SESSION_WINDOW_MS;
  const grown = attempt - (inSession ? IN_SESSION_ATTEMPTS : 1);
  return Math.min(MAX_WINDOW_MS, WINDOW_MS * grown);
}
