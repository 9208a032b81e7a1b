import { expect, it } from 'vitest';
import { wheelSteps } from './wheel.ts';

it.each([
  [
    { deltaX: 0, deltaY: 100, deltaMode: 0 },
    { dx: 0, dy: 120 },
  ],
  [
    { deltaX: -50, deltaY: 5, deltaMode: 0 },
    { dx: -60, dy: 6 },
  ],
  [
    { deltaX: 0, deltaY: -3, deltaMode: 1 },
    { dx: 0, dy: -120 },
  ],
  [
    { deltaX: 0, deltaY: 1, deltaMode: 2 },
    { dx: 0, dy: 120 },
  ],
  [
    { deltaX: 0, deltaY: 1e9, deltaMode: 0 },
    { dx: 0, dy: 32_767 },
  ],
])('%j is %j', (input, steps) => {
  expect(wheelSteps(input)).toEqual(steps);
});
