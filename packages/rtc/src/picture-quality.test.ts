import type { QualityChoice } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT_FIRST, limitOf, PictureQuality, stepAutomatic, type QualityMessage } from './picture-quality.ts';
import type { ScreenTuning } from './screen.ts';
import type { Sending } from './stats.ts';

const FINE: Sending = { capturedFps: 30, sentFps: 30, kbps: 900, limitedBy: 'none' };
const TIGHT: Sending = { ...FINE, limitedBy: 'bandwidth' };
const BUSY: Sending = { ...FINE, limitedBy: 'cpu' };
const LOSING: Sending = { ...FINE, sentFps: 12 };
const STILL: Sending = { ...FINE, sentFps: 2, kbps: 4 };
const times = (count: number, sending: Sending): Sending[] => Array.from({ length: count }, () => sending);

test.each<[string, Sending[], string]>([
  ['what gets through stays sharp', times(60, FINE), 'sharp'],
  ['a line too thin for two seconds is borne', times(2, TIGHT), 'sharp'],
  ['for three it is not', times(3, TIGHT), 'smooth'],
  ['a processor too slow neither', times(3, BUSY), 'smooth'],
  ['frames left out neither', times(3, LOSING), 'smooth'],
  ['a good second starts the count anew', [...times(2, TIGHT), FINE, ...times(2, TIGHT)], 'sharp'],
  ['a thin line matters to nobody where nothing moves', times(9, { ...TIGHT, capturedFps: 2 }), 'sharp'],
  ['a picture that has not begun is not strained', times(9, { ...FINE, sentFps: 0 }), 'sharp'],
  ['what stands still is sharp again', [...times(3, TIGHT), ...times(5, STILL)], 'sharp'],
  ['though not at once', [...times(3, TIGHT), ...times(4, STILL)], 'smooth'],
  ['what moves on stays smooth', [...times(3, TIGHT), ...times(29, FINE)], 'smooth'],
  ['until half a minute is over', [...times(3, TIGHT), ...times(30, TIGHT)], 'sharp'],
])('%s', (_, readings, picture) => {
  expect(readings.reduce(stepAutomatic, AT_FIRST).picture).toBe(picture);
});

test('whatever is measured, the picture changes at most every three seconds', () => {
  const reading = fc.constantFrom(FINE, TIGHT, BUSY, LOSING, STILL);
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 80 }), (readings) => {
      let state = AT_FIRST;
      let changedAt = 0;
      readings.forEach((sending, at) => {
        const next = stepAutomatic(state, sending);
        if (next.picture !== state.picture) {
          expect(at + 1 - changedAt).toBeGreaterThanOrEqual(3);
          changedAt = at + 1;
        }
        state = next;
      });
    }),
  );
});

test.each<[Partial<Sending>, number, string]>([
  [{ limitedBy: 'cpu' }, 30, 'cpu'],
  [{ sentFps: 29 }, 30, 'fps'],
  [{ sentFps: 29 }, 60, 'none'],
  [{ sentFps: 5, limitedBy: 'bandwidth' }, 5, 'bandwidth'],
])('%o at %i frames is limited by %s', (change, maxFps, limit) => {
  expect(limitOf({ ...FINE, ...change }, { picture: 'sharp', maxFps })).toBe(limit);
});

function quality() {
  const tuned: ScreenTuning[] = [];
  const said: QualityMessage[] = [];
  const subject = new PictureQuality({
    tune: (tuning) => void tuned.push(tuning),
    say: (message) => void said.push(message),
    changed: () => undefined,
  });
  return { subject, tuned, said };
}
const choose = (choice: QualityChoice): QualityMessage => ({ type: 'quality.choose', ...choice });

test('a choice is followed at once, and automatic does not touch it', () => {
  const { subject, tuned } = quality();
  subject.hear(choose({ picture: 'smooth', maxFps: 12 }));
  for (const sending of times(10, STILL)) subject.measured(sending);
  expect(tuned).toEqual([{ picture: 'smooth', maxFps: 12 }]);
});

test('automatic tunes when it changes its mind, and what changes is told once', () => {
  const { subject, tuned, said } = quality();
  for (const sending of [...times(5, FINE), ...times(4, TIGHT)]) subject.measured(sending);
  expect(tuned).toEqual([{ picture: 'smooth', maxFps: 30 }]);
  expect(said).toEqual([
    { type: 'quality.report', picture: 'sharp', limitedBy: 'fps' },
    { type: 'quality.report', picture: 'sharp', limitedBy: 'bandwidth' },
    { type: 'quality.report', picture: 'smooth', limitedBy: 'bandwidth' },
  ]);
});

test('a screen that rests is not strained, and calms what was smooth', () => {
  const { subject, tuned } = quality();
  for (const sending of times(30, { ...LOSING, sentFps: 4 })) subject.measured(sending, true);
  expect(tuned).toEqual([]);
  for (const sending of times(4, TIGHT)) subject.measured(sending);
  for (const sending of times(6, { ...TIGHT, sentFps: 4 })) subject.measured(sending, true);
  expect(tuned.map(({ picture }) => picture)).toEqual(['smooth', 'sharp']);
});

test('our own choice is said again to whoever comes back, and the report anew', () => {
  const { subject, said } = quality();
  subject.settled();
  expect(said).toEqual([]);
  subject.choose({ picture: 'sharp', maxFps: 60 });
  subject.measured(FINE);
  subject.settled();
  subject.measured(FINE);
  const report = { type: 'quality.report', picture: 'sharp', limitedBy: 'fps' };
  const choice = choose({ picture: 'sharp', maxFps: 60 });
  expect(said).toEqual([choice, report, choice, report]);
});

test('what is heard is kept for the view', () => {
  const { subject } = quality();
  expect(subject.heard).toBeNull();
  subject.hear({ type: 'quality.report', picture: 'smooth', limitedBy: 'cpu' });
  expect(subject.heard).toEqual({ picture: 'smooth', limitedBy: 'cpu' });
});
