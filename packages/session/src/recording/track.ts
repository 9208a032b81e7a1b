/** What can be told from the track beside a recording: where most happened, what fits a search, where chapters begin. */
import type { RecordingMark } from '@alongside/protocol';

/** A click counts as much as this many new pictures. */
const CLICK_WEIGHT = 10;

/** How much happened in each of `parts` equal parts, 0…1; all 0 where nothing did. */
export function heatOf(marks: readonly RecordingMark[], seconds: number, parts: number): readonly number[] {
  const heat = Array.from({ length: parts }, () => 0);
  if (seconds <= 0) return heat;
  for (const mark of marks) {
    const weight = mark.kind === 'activity' ? mark.frames : mark.kind === 'click' ? CLICK_WEIGHT : 0;
    const part = Math.min(parts - 1, Math.floor((mark.at / seconds) * parts));
    heat[part] = (heat[part] ?? 0) + weight;
  }
  const most = Math.max(...heat);
  return most === 0 ? heat : heat.map((each) => each / most);
}

/** What a person can jump to, in order. */
export type Event = Exclude<RecordingMark, { kind: 'activity' | 'paused' }>;

export function eventsOf(marks: readonly RecordingMark[]): readonly Event[] {
  return marks
    .filter((mark): mark is Event => mark.kind !== 'activity' && mark.kind !== 'paused')
    .sort((one, other) => one.at - other.at);
}

/** Those whose text has every word, in any order and case. `textOf` says it as it is shown. */
export function searchEvents(
  events: readonly Event[],
  wanted: string,
  textOf: (event: Event) => string,
): readonly Event[] {
  const words = wanted.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return events;
  return events.filter((event) => {
    const text = textOf(event).toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Closer ones would be one chapter to a viewer. */
const CHAPTER_SECONDS = 2;

/** The beginning, then wherever something was said, allowed, sent or opened; clicks are too many. */
export function chaptersOf(
  events: readonly Event[],
  first: string,
  textOf: (event: Event) => string,
): readonly { readonly seconds: number; readonly title: string }[] {
  const chapters = [{ seconds: 0, title: first }];
  for (const event of events) {
    const last = chapters.at(-1)?.seconds ?? 0;
    if (event.kind === 'click' || event.at - last < CHAPTER_SECONDS) continue;
    chapters.push({ seconds: event.at, title: textOf(event) });
  }
  return chapters;
}
