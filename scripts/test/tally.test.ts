// What `npm test` says at its end is only as true as this counting.
import { expect, test } from 'vitest';
import { countPlaywright, countVitest, exitCode, lastLine, sum } from './tally.ts';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

test('tallies add up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  expect(sum([])).toEqual(NOTHING);
});

test('vitest: passed, failed, and everything else skipped', () => {
  const assertionResults = ['passed', 'passed', 'failed', 'pending', 'todo'].map((status) => ({
    status,
    fullName: `a test that is ${status}`,
  }));
  const { tally, skips } = countVitest({ testResults: [{ name: 'x', status: 'failed', assertionResults }] });
  expect(tally).toEqual({ passed: 2, failed: 1, skipped: 2 });
  expect(skips).toHaveLength(2);
});

test('vitest: a file that does not load counts as a failure', () => {
  const { tally } = countVitest({ testResults: [{ name: 'x', status: 'failed', assertionResults: [] }] });
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('Playwright: nested suites count, and a skip says why', () => {
  const spec = (status: string, why?: string) => ({
    title: 'does it',
    tests: [{ status, annotations: why === undefined ? [] : [{ type: 'skip', description: why }] }],
  });
  const inner = { title: 'inner', specs: [spec('skipped', 'no Electron here'), spec('unexpected')] };
  const suites = [{ title: 'file', specs: [spec('expected')], suites: [inner] }];
  const { tally, skips } = countPlaywright({ suites, errors: [] });
  expect(tally).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(skips).toEqual(['file › inner › does it: no Electron here']);
});

test('Playwright: an error outside of any test is a failure', () => {
  expect(countPlaywright({ suites: [], errors: [{}] }).tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('Playwright: up to three tests may need a second try, and are named; more are failures', () => {
  const flaky = (title: string) => ({ title, tests: [{ status: 'flaky', annotations: [] }] });
  const run = (count: number) => {
    const specs = Array.from({ length: count }, (_, index) => flaky(`x${String(index)}`));
    return countPlaywright({ suites: [{ title: 'f', specs }], errors: [] });
  };
  expect(run(3).tally).toEqual({ passed: 3, failed: 0, skipped: 0 });
  expect(run(3).unsteady).toEqual(['f › x0', 'f › x1', 'f › x2']);
  expect(run(4).tally).toEqual({ passed: 0, failed: 4, skipped: 0 });
});

test('the last line', () => {
  expect(lastLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});

test('green only when something ran and nothing failed', () => {
  const green = { passed: 1, failed: 0, skipped: 0 };
  expect(exitCode(green, green)).toBe(0);
  expect(exitCode({ ...green, failed: 1 }, green)).toBe(1);
  expect(exitCode(green, NOTHING)).toBe(1);
  expect(exitCode(green, { ...NOTHING, skipped: 5 })).toBe(1);
});
