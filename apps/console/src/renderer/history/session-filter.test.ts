import { expect, test } from 'vitest';
import { NO_FILTER, queryOf } from './session-filter.tsx';

test('what is empty narrows nothing', () => {
  expect(queryOf(NO_FILTER)).toEqual({});
  expect(queryOf({ ...NO_FILTER, search: '   ', from: 'soon' })).toEqual({});
});

test('the last day counts whole', () => {
  const { from, to } = queryOf({
    search: ' soonja ',
    type: 'training',
    from: '2026-12-01',
    to: '2026-12-01',
  });
  expect((to ?? 0) - (from ?? 0)).toBe(86_400_000);
  expect(new Date(from ?? 0).getHours()).toBe(0);
});
