import { expect, test } from 'vitest';
import { RESTING_FPS, ScreenRest, type SentScreen } from './screen-rest.ts';
import { ManualClock } from './testing/manual-clock.ts';

const AWAKE_FPS = 60;
const STILL = { frames: 8, bytes: 400 };
const MOVING = { frames: 8, bytes: 60_000 };
/** The pointer goes over the screen while it rests. */
const POINTER = { frames: 1, bytes: 230 };
const RESTING = { frames: 1, bytes: 30 };
const CLOCK_STEP = { frames: 1, bytes: 8_500 };

test('a still screen rests after three seconds, and not sooner', async () => {
  const { rest, pass, limits } = begun();
  await pass(11, STILL);
  expect(limits).toEqual([]);
  await pass(2, STILL);
  expect(limits).toEqual([RESTING_FPS]);
  await pass(40, RESTING);
  expect(limits).toEqual([RESTING_FPS]);
  rest.end();
});

test('one that moves never rests', async () => {
  const { pass, limits } = begun();
  await pass(60, MOVING);
  expect(limits).toEqual([]);
});

test.each([
  { name: 'a film begins', looks: [MOVING], wakes: true },
  { name: 'the pointer is moved', looks: [POINTER, POINTER, POINTER], wakes: true },
  {
    name: 'a clock steps beside a caret',
    looks: [CLOCK_STEP, RESTING, RESTING, RESTING, CLOCK_STEP, RESTING],
    wakes: false,
  },
  { name: 'a capturer that only brings changes is silent', looks: [{ frames: 0, bytes: 0 }], wakes: false },
])('at rest, $name: wakes $wakes', async ({ looks, wakes }) => {
  const { pass, limits } = begun();
  await pass(13, STILL);
  for (const look of looks) await pass(1, look);
  expect(limits).toEqual(wakes ? [RESTING_FPS, AWAKE_FPS] : [RESTING_FPS]);
});

test('a hand on the mouse wakes it at once and keeps it awake', async () => {
  const { rest, pass, limits } = begun();
  await pass(13, STILL);
  rest.wake();
  await Promise.resolve();
  expect(limits).toEqual([RESTING_FPS, AWAKE_FPS]);
  for (let time = 0; time < 10; time += 1) {
    await pass(8, STILL);
    rest.wake();
  }
  expect(limits).toEqual([RESTING_FPS, AWAKE_FPS]);
  await pass(13, STILL);
  expect(limits).toEqual([RESTING_FPS, AWAKE_FPS, RESTING_FPS]);
});

test('the next screen is not born resting, and nothing is looked at after the end', async () => {
  const { rest, pass, limits, clock } = begun();
  await pass(13, STILL);
  rest.end();
  await pass(1, STILL);
  expect(limits).toEqual([RESTING_FPS, AWAKE_FPS]);
  expect(clock.waiting).toBe(0);
  rest.begin();
  await pass(5, STILL);
  expect(limits).toEqual([RESTING_FPS, AWAKE_FPS]);
  rest.end();
  expect(clock.waiting).toBe(0);
});

function begun() {
  const clock = new ManualClock();
  const limits: number[] = [];
  let total: SentScreen = { frames: 1, bytes: 9_000 };
  const rest = new ScreenRest({
    clock,
    sent: () => Promise.resolve(total),
    limit: (fps) => {
      limits.push(fps);
      return Promise.resolve();
    },
  });
  rest.begin();
  /** So many looks, each after this has been sent. */
  const pass = async (looks: number, each: SentScreen): Promise<void> => {
    for (let look = 0; look < looks; look += 1) {
      total = { frames: total.frames + each.frames, bytes: total.bytes + each.bytes };
      await clock.pass(250);
    }
  };
  return { rest, pass, limits, clock };
}
