/** Times and spans as people read them, by `Intl`. Pure: the clock is passed in. */

import type { Lang } from '../i18n/lang.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `4:07`, `1:04:07`: for a timer in tabular figures. */
export function formatElapsed(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const tail = two(total % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

export function formatTime(lang: Lang, at: number): string {
  return new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** `1:09:27 PM`: where several of one minute have to be told apart. */
export function formatExactTime(lang: Lang, at: number): string {
  return new Intl.DateTimeFormat(lang, { timeStyle: 'medium' }).format(at);
}

export function formatDateTime(lang: Lang, at: number): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** "2 min. ago", "어제"; undefined when it was less than a minute ago, since that has a word of its own. */
export function formatAgo(lang: Lang, at: number, now: number): string | undefined {
  const ago = Math.max(0, now - at);
  if (ago < MINUTE) return undefined;
  const format = new Intl.RelativeTimeFormat(lang, { style: 'short', numeric: 'auto' });
  if (ago < HOUR) return format.format(-Math.floor(ago / MINUTE), 'minute');
  if (ago < DAY) return format.format(-Math.floor(ago / HOUR), 'hour');
  return format.format(-Math.floor(ago / DAY), 'day');
}

/** "4 min 7 sec" in words, for what is read and not watched. */
export function formatDuration(lang: Lang, ms: number): string {
  const total = Math.max(0, Math.round(ms / SECOND));
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (total < 60) return unit(total, 'second');
  if (total < 3600) return unit(Math.round(total / 60), 'minute');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return minutes === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
}
