/** "Ends in 4:58": what somebody has limited, counting down. */

import { useTexts } from '../provider/ui-choices.ts';
import { formatElapsed } from './format.ts';
import { useNow } from './use-now.ts';
import classes from './time.module.css';

type EndsInProps = { readonly until: number };

export function EndsIn({ until }: EndsInProps) {
  const t = useTexts();
  const now = useNow(1_000);
  const left = Math.ceil(Math.max(0, until - now) / 1_000) * 1_000;
  return (
    <span className={classes.figures} role="timer" aria-live="off">
      {t('common.endsIn', { time: formatElapsed(left) })}
    </span>
  );
}
