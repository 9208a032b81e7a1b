// The first password is the only thing that stands between the network and the relay's admin.
import { expect, test } from 'vitest';
import { newPassword } from './first-account.ts';

test('a password has five groups of four unmistakable characters', () => {
  expect(newPassword()).toMatch(/^([0-9abcdefghjkmnpqrstvwxyz]{4}-){4}[0-9abcdefghjkmnpqrstvwxyz]{4}$/);
});

test('no two passwords are the same', () => {
  expect(new Set(Array.from({ length: 100 }, newPassword)).size).toBe(100);
});
