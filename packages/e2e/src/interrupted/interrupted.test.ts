/** T14 at the size of every commit; whole by `npm run soak -- files`. */
import { expect, test } from 'vitest';
import { playInterrupted } from './plan.ts';

test('files that are cut off, and whose ends are killed, arrive as they were sent, with little sent twice', async () => {
  const { breaks } = await playInterrupted(25, 12_000_000);
  expect(breaks).toBeGreaterThanOrEqual(3);
}, 60_000);
