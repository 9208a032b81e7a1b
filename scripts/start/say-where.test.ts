// What the user reads after `npm start`.
import { expect, test } from 'vitest';
import { whereToGo } from './say-where.ts';

const relay = 'http://127.0.0.1:8787';

test('the join page and the web console are named with their addresses', () => {
  const text = whereToGo({ relay, window: 'none', account: undefined });
  expect(text).toContain(`${relay}/console/`);
  expect(text).toMatch(new RegExp(`Join page +${relay}/\n`));
});

test('the password is shown on the first run only', () => {
  const account = { email: 'a@b.c', password: 'secret-one' };
  expect(whereToGo({ relay, window: 'electron', account })).toContain('secret-one');
  expect(whereToGo({ relay, window: 'electron', account: undefined })).not.toContain('Password');
});
