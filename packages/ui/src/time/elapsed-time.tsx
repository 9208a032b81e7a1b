/** A running timer in tabular figures; silent to screen readers, who would hear it every second. */

import { formatElapsed } from './format.ts';
import { useNow } from './use-now.ts';
import classes from './time.module.css';

type ElapsedTimeProps = { readonly since: number };

export function ElapsedTime({ since }: ElapsedTimeProps) {
  const now = useNow(1_000);
  return (
    <span className={classes.figures} role="timer" aria-live="off">
      {formatElapsed(now - since)}
    </span>
  );
}
