/** Says when the next try comes, and lets an impatient person have it now. */

import { Button } from '@mantine/core';
import { useTexts } from '../provider/ui-choices.ts';
import { useNow } from '../time/use-now.ts';
import classes from './feedback.module.css';

type CountdownProps = {
  /** When the next try comes, by this machine's clock; null while one is under way. */
  readonly nextTryAt: number | null;
  /** Without it, it only says when. */
  readonly onTryNow?: (() => void) | undefined;
};

export function Countdown({ nextTryAt, onTryNow }: CountdownProps) {
  const t = useTexts();
  const now = useNow(nextTryAt === null ? 0 : 250);
  const seconds = nextTryAt === null ? 0 : Math.max(0, Math.ceil((nextTryAt - now) / 1_000));
  return (
    <div className={classes.countdown}>
      <span className={classes.countdownText}>
        {seconds === 0 ? t('common.retrying') : t('common.retryIn', { seconds })}
      </span>
      {onTryNow !== undefined && (
        <Button size="xs" onClick={onTryNow} disabled={seconds === 0}>
          {t('common.retryNow')}
        </Button>
      )}
    </div>
  );
}
