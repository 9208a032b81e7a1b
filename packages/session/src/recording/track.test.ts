/** The track of a recording: heat, search and chapters say what the marks say. */
import type { RecordingMark } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chaptersOf, eventsOf, heatOf, searchEvents, type Event } from './track.ts';

const MARKS: readonly RecordingMark[] = [
  { kind: 'chat', at: 12, from: 'Kim Minji', text: 'Open the Settings' },
  { kind: 'activity', at: 2, frames: 5 },
  { kind: 'activity', at: 14, frames: 50 },
  { kind: 'window', at: 14.5, title: '설정' },
  { kind: 'click', at: 15, x: 0.5, y: 0.5 },
  { kind: 'paused', at: 16 },
  { kind: 'file', at: 19, name: 'report.pdf', size: 10 },
];
const textOf = (event: Event): string => JSON.stringify(event);

test('most heat is where most moved', () => {
  const heat = heatOf(MARKS, 20, 4);
  expect(heat).toEqual([0.1, 0, 1, 0.2]);
  expect(heatOf([], 20, 3)).toEqual([0, 0, 0]);
  expect(heatOf(MARKS, 0, 3)).toEqual([0, 0, 0]);
});

test('heat is never outside 0 to 1, whatever the marks', () => {
  const mark = fc.record({
    kind: fc.constant('activity' as const),
    at: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
    frames: fc.integer({ min: 0, max: 1_000 }),
  });
  const seconds = fc.double({ min: 0, max: 100_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(mark), seconds, fc.integer({ min: 1, max: 300 }), (marks, length, parts) => {
      const heat = heatOf(marks, length, parts);
      expect(heat).toHaveLength(parts);
      expect(heat.every((each) => each >= 0 && each <= 1)).toBe(true);
    }),
  );
});

test('events come in order, without what nobody jumps to', () => {
  expect(eventsOf(MARKS).map(({ kind }) => kind)).toEqual(['chat', 'window', 'click', 'file']);
});

test.each([
  ['settings', ['chat']],
  ['minji OPEN', ['chat']],
  ['설정', ['window']],
  ['', ['chat', 'window', 'click', 'file']],
  ['nothing of the kind', []],
])('a search for %j', (wanted, kinds) => {
  expect(searchEvents(eventsOf(MARKS), wanted, textOf).map(({ kind }) => kind)).toEqual(kinds);
});

test('chapters: the beginning, then what was said, opened or sent, none right behind another', () => {
  const chapters = chaptersOf(eventsOf(MARKS), 'Beginning', ({ kind }) => kind);
  expect(chapters).toEqual([
    { seconds: 0, title: 'Beginning' },
    { seconds: 12, title: 'chat' },
    { seconds: 14.5, title: 'window' },
    { seconds: 19, title: 'file' },
  ]);
});
