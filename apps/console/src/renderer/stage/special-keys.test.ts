import { expect, it } from 'vitest';
import { byLastUse, pressAll, SPECIAL_KEYS } from './special-keys.ts';

const ids = (last: readonly string[]) => byLastUse(last).map(({ id }) => id);

it.each([
  ['nothing was used', [], 'ctrl-alt-delete'],
  ['the last one', ['hanja', 'meta'], 'hanja'],
  ['one that is no more', ['gone', 'meta'], 'meta'],
])('first stands, where %s', (_what, last, first) => {
  expect(ids(last)[0]).toBe(first);
  expect(ids(last).toSorted()).toEqual(SPECIAL_KEYS.map(({ id }) => id).toSorted());
});

it('goes down in order and up in reverse', () => {
  expect(pressAll(['ControlLeft', 'KeyV'])).toEqual([
    { kind: 'key', code: 'ControlLeft', down: true },
    { kind: 'key', code: 'KeyV', down: true },
    { kind: 'key', code: 'KeyV', down: false },
    { kind: 'key', code: 'ControlLeft', down: false },
  ]);
});
