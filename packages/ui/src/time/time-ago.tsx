/** "2 min ago", with the exact time on hover. */

import { useTexts, useUiChoices } from '../provider/ui-choices.ts';
import { formatAgo, formatDateTime } from './format.ts';
import { useNow } from './use-now.ts';

type TimeAgoProps = { readonly at: number };

export function TimeAgo({ at }: TimeAgoProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const now = useNow(30_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatDateTime(lang, at)}>
      {formatAgo(lang, at, now) ?? t('common.justNow')}
    </time>
  );
}
