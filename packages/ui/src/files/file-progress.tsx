/** How far a file has come: a bar, and the same in words. */

import { Progress } from '@mantine/core';
import { useTexts, useUiChoices } from '../provider/ui-choices.ts';
import { formatDuration } from '../time/format.ts';
import { formatBytes } from './format-bytes.ts';
import classes from './files.module.css';

type FileProgressProps = {
  /** What it is a progress of, for those who hear it. */
  readonly label: string;
  readonly bytes: number;
  readonly size: number;
  /** Null where nobody can say. */
  readonly bytesPerSecond?: number | null;
  /** Why it stands still; null while it moves. */
  readonly held: string | null;
};

export function FileProgress({ label, bytes, size, bytesPerSecond = null, held }: FileProgressProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const far = t('files.far', { done: formatBytes(lang, bytes), size: formatBytes(lang, size) });
  const isFast = held === null && bytesPerSecond !== null && bytesPerSecond > 0;
  const leftMs = isFast ? ((size - bytes) / bytesPerSecond) * 1_000 : 0;
  const speed = isFast
    ? [
        t('files.rate', { rate: formatBytes(lang, bytesPerSecond) }),
        t('files.left', { time: formatDuration(lang, leftMs) }),
      ]
    : [];
  return (
    <div className={classes.progress}>
      <Progress.Root size="sm">
        <Progress.Section
          value={size === 0 ? 100 : (bytes / size) * 100}
          aria-label={label}
          {...(held === null ? {} : { color: 'gray' })}
        />
      </Progress.Root>
      <span className={classes.figures}>{[held ?? far, ...speed].join(' · ')}</span>
    </div>
  );
}
