/** A recording runs while every customer allows it, and not a moment longer. */
import type { ParticipantId } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peerId } from '../testing/scene.ts';
import {
  stepRecording,
  type Agreement,
  type Agreements,
  type RecordingEffect,
  type RecordingEvent,
  type RecordingState,
} from './recording.ts';

const ANNA = peerId('a');
const BORIS = peerId('b');
const of = (...pairs: readonly (readonly [ParticipantId, Agreement])[]): Agreements => new Map(pairs);
const names = (effects: readonly RecordingEffect[]) => effects.map(({ type }) => type);
const PAUSED: RecordingState = { kind: 'paused', why: 'consent' };

type Row = readonly [string, RecordingState, RecordingEvent, RecordingState['kind'], readonly string[]];

const TABLE: readonly Row[] = [
  ['nobody is there', { kind: 'off' }, { type: 'begin', agreements: of() }, 'on', ['begin']],
  [
    'one has to be asked',
    { kind: 'off' },
    { type: 'begin', agreements: of([ANNA, 'none']) },
    'asking',
    ['ask'],
  ],
  ['all have agreed', { kind: 'off' }, { type: 'begin', agreements: of([ANNA, 'given']) }, 'on', ['begin']],
  [
    'the last one says yes',
    { kind: 'asking' },
    { type: 'agreements', before: of([ANNA, 'asked']), agreements: of([ANNA, 'given']) },
    'on',
    ['begin'],
  ],
  [
    'one says no',
    { kind: 'asking' },
    {
      type: 'agreements',
      before: of([ANNA, 'asked'], [BORIS, 'asked']),
      agreements: of([ANNA, 'none'], [BORIS, 'asked']),
    },
    'off',
    ['withdraw'],
  ],
  [
    'somebody comes meanwhile',
    { kind: 'on' },
    {
      type: 'agreements',
      before: of([ANNA, 'given']),
      agreements: of([ANNA, 'given'], [BORIS, 'none']),
    },
    'paused',
    ['pause', 'ask'],
  ],
  [
    'whoever came says yes',
    PAUSED,
    {
      type: 'agreements',
      before: of([ANNA, 'given'], [BORIS, 'asked']),
      agreements: of([ANNA, 'given'], [BORIS, 'given']),
    },
    'on',
    ['resume'],
  ],
  [
    'whoever came says no: it stays paused, and nobody is pestered',
    PAUSED,
    { type: 'agreements', before: of([BORIS, 'asked']), agreements: of([BORIS, 'none']) },
    'paused',
    [],
  ],
  [
    'whoever said no leaves',
    PAUSED,
    { type: 'agreements', before: of([BORIS, 'none']), agreements: of() },
    'on',
    ['resume'],
  ],
  [
    'it is taken back',
    { kind: 'on' },
    { type: 'agreements', before: of([ANNA, 'given']), agreements: of([ANNA, 'none']) },
    'paused',
    ['pause'],
  ],
  [
    'resumed by hand where one has said no: asked once more',
    PAUSED,
    { type: 'resume', agreements: of([ANNA, 'none']) },
    'paused',
    ['ask'],
  ],
  ['stopped while asking', { kind: 'asking' }, { type: 'stop' }, 'off', ['withdraw']],
  ['stopped', { kind: 'on' }, { type: 'stop' }, 'off', ['withdraw', 'end']],
  ['the disk is full', { kind: 'on' }, { type: 'failed' }, 'off', ['withdraw', 'end']],
];

test.each(TABLE)('%s', (...row) => {
  const [, state, event, kind, effects] = row;
  const step = stepRecording(state, event);
  expect(step.state.kind).toBe(kind);
  expect(names(step.effects)).toEqual(effects);
});

test('whatever happens, it runs only while all agree, and begin, pause, resume and end come in their order', () => {
  const agreement = fc.constantFrom<Agreement>('given', 'asked', 'none');
  const agreements = fc
    .tuple(fc.option(agreement), fc.option(agreement))
    .map(([anna, boris]) =>
      of(
        ...(anna === null ? [] : [[ANNA, anna] as const]),
        ...(boris === null ? [] : [[BORIS, boris] as const]),
      ),
    );
  const move = fc.record({
    type: fc.constantFrom('begin', 'agreements', 'pause', 'resume', 'stop', 'failed'),
    agreements,
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let state: RecordingState = { kind: 'off' };
      let now = of();
      let file: 'none' | 'running' | 'paused' = 'none';
      for (const { type, agreements: next } of moves) {
        const before = now;
        // People answer only by an event of their own.
        if (type === 'agreements') now = next;
        const step = stepRecording(state, { type, agreements: now, before } as RecordingEvent);
        state = step.state;
        for (const effect of step.effects) file = after(file, effect.type);
        const all = [...now.values()].every((each) => each === 'given');
        if (file === 'running') expect(all).toBe(true);
        expect(file === 'running').toBe(state.kind === 'on');
      }
    }),
  );
});

function after(file: 'none' | 'running' | 'paused', effect: RecordingEffect['type']) {
  switch (effect) {
    case 'begin':
      expect(file).toBe('none');
      return 'running';
    case 'pause':
      expect(file).toBe('running');
      return 'paused';
    case 'resume':
      expect(file).toBe('paused');
      return 'running';
    case 'end':
      expect(file).not.toBe('none');
      return 'none';
    default:
      return file;
  }
}
