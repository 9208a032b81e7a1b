/** Counts down to a moment and stays at zero. */

import { formatElapsed } from './format.ts';
import { useNow } from './use-now.ts';
import classes from './time.module.css';

type RemainingTimeProps = { readonly until: number };

export function RemainingTime({ until }: RemainingTimeProps) {
  const now = useNow(1_000);
  // Rounded up, so that it says 10:00 at the beginning and 0:00 only when it is over.
  const left = Math.ceil(Math.max(0, until - now) / 1_000) * 1_000;
  return (
    <span className={classes.figures} role="timer" aria-live="off">
      {formatElapsed(left)}
    </span>
  );
}
