import { BLOCK_BYTES, BLOCKS_AHEAD, blockCount } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MAX_SILENCES,
  offeredFile,
  stepIncomingFile,
  type IncomingFileEffect,
  type IncomingFileEvent,
  type IncomingFileState,
} from './incoming-file.ts';

function play(size: number, ...events: readonly IncomingFileEvent[]) {
  let state: IncomingFileState = offeredFile(size);
  let effects: readonly IncomingFileEffect[] = [];
  for (const event of events) ({ state, effects } = stepIncomingFile(state, event));
  return { state, effects };
}

const SAVE = { type: 'save' } as const;
const OPENED = { type: 'opened', blocks: 0 } as const;
const pause = (on: boolean) => ({ type: 'hold', hold: 'paused', on }) as const;
const BIG = BLOCK_BYTES * 100;

test('nothing is asked for before somebody wants it', () => {
  expect(play(BIG, { type: 'opened', blocks: 0 }).effects).toEqual([]);
  expect(play(BIG, { type: 'came', index: 0 }).effects).toEqual([]);
  expect(play(BIG, SAVE).effects).toEqual([{ type: 'open' }]);
});

test('an empty file needs its sum only', () => {
  expect(play(0, SAVE, OPENED).effects).toEqual([{ type: 'check' }]);
});

test('what an earlier attempt has left is not asked for again', () => {
  expect(play(BIG, SAVE, { type: 'opened', blocks: 90 }).effects).toEqual([
    { type: 'take', from: 90, count: 10 },
  ]);
});

test('a pause asks for nothing, and going on asks for what did not come', () => {
  const paused = play(BIG, SAVE, OPENED, { type: 'came', index: 0 }, pause(true), { type: 'came', index: 1 });
  expect(paused.effects).toEqual([]);
  const on = stepIncomingFile(paused.state, pause(false));
  expect(on.effects).toEqual([{ type: 'take', from: 1, count: BLOCKS_AHEAD - 1 }]);
});

test('two holds need two releases', () => {
  const held = play(
    BIG,
    SAVE,
    OPENED,
    pause(true),
    { type: 'hold', hold: 'sharing', on: true },
    pause(false),
  );
  expect(held.effects).toEqual([]);
  expect(stepIncomingFile(held.state, { type: 'hold', hold: 'sharing', on: false }).effects).toHaveLength(1);
});

test('silence is asked about, and then it is over; a block begins the count anew', () => {
  const silent = { type: 'silent' } as const;
  const events: IncomingFileEvent[] = [SAVE, OPENED, ...Array.from({ length: MAX_SILENCES }, () => silent)];
  expect(play(BIG, ...events).effects).toEqual([{ type: 'take', from: 0, count: BLOCKS_AHEAD }]);
  expect(play(BIG, ...events, silent).state.file).toEqual({ kind: 'failed', problem: 'stopped' });
  expect(play(BIG, ...events, { type: 'came', index: 0 }, silent).state.file.kind).toBe('moving');
});

test('what failed can be tried again; a cancelled one is as it was offered', () => {
  const failed = play(BIG, SAVE, OPENED, { type: 'broke', problem: 'no-space' });
  expect(failed.effects).toEqual([{ type: 'release' }]);
  expect(stepIncomingFile(failed.state, SAVE).effects).toEqual([{ type: 'open' }]);
  const cancelled = play(BIG, SAVE, OPENED, { type: 'cancel' });
  expect(cancelled).toEqual({ state: offeredFile(BIG), effects: [{ type: 'discard' }] });
  expect(play(BIG, SAVE, OPENED, { type: 'broke', problem: 'damaged' }).effects).toEqual([
    { type: 'discard' },
  ]);
});

const event: fc.Arbitrary<IncomingFileEvent> = fc.oneof(
  fc.constant(SAVE),
  fc.record({ type: fc.constant('came' as const), index: fc.nat({ max: 40 }) }),
  fc.constant({ type: 'written' } as const),
  fc.record({
    type: fc.constant('hold' as const),
    hold: fc.constantFrom('paused' as const, 'sharing' as const, 'lost' as const),
    on: fc.boolean(),
  }),
  fc.constant({ type: 'silent' } as const),
  fc.constant({ type: 'cancel' } as const),
  fc.record({ type: fc.constant('broke' as const), problem: fc.constant('stopped' as const) }),
  fc.constant({ type: 'sum', sum: 'a'.repeat(64) } as const),
);

test('whatever comes in whatever order, no more is under way than may be, and each block is written once, in order', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.array(fc.oneof(event, fc.constant('serve' as const)), { maxLength: 120 }),
      (blocks, events) => {
        let state = offeredFile(blocks * BLOCK_BYTES);
        let disk = 0;
        const wanted: number[] = [];
        const run = (next: IncomingFileEvent): void => {
          const step = stepIncomingFile(state, next);
          ({ state } = step);
          for (const effect of step.effects) {
            if (effect.type === 'open') run({ type: 'opened', blocks: disk });
            if (effect.type === 'discard') [disk, wanted.length] = [0, 0];
            if (effect.type === 'take') {
              expect(state.holds).toEqual([]);
              wanted.push(...Array.from({ length: effect.count }, (_, index) => effect.from + index));
            }
            if (effect.type === 'write') {
              expect(next).toEqual({ type: 'came', index: disk });
              disk += 1;
              run({ type: 'written' });
            }
          }
          const { file } = state;
          if (file.kind !== 'moving') return;
          expect(file.written).toBe(disk);
          expect(file.asked - file.written).toBeLessThanOrEqual(BLOCKS_AHEAD);
          expect(file.asked).toBeLessThanOrEqual(blockCount(state.size));
        };
        for (const next of events) {
          const index = next === 'serve' ? wanted.shift() : undefined;
          if (next !== 'serve') run(next);
          else if (index !== undefined) run({ type: 'came', index });
        }
        // However it went so far, an honest other end brings it to the end.
        for (const hold of ['paused', 'sharing', 'lost'] as const) run({ type: 'hold', hold, on: false });
        run(SAVE);
        for (let rounds = 0; rounds < 200 && state.file.kind === 'moving'; rounds += 1) {
          const index = wanted.shift();
          run(index === undefined ? { type: 'silent' } : { type: 'came', index });
        }
        expect(state.file.kind).toBe('checking');
        expect(disk).toBe(blocks);
      },
    ),
    { numRuns: 2_000 },
  );
});
