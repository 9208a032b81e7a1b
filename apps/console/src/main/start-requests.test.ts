import { expect, it } from 'vitest';
import { createStartRequests } from './start-requests.ts';

function windowSpy() {
  const calls: string[] = [];
  return { calls, start: () => void calls.push('start'), show: () => void calls.push('show') };
}

it('a start asked for at launch is given out once', () => {
  const starts = createStartRequests(true);
  expect([starts.take(), starts.take()]).toEqual([true, false]);
});

it('a deep link before the window waits, one after it is passed on', () => {
  const starts = createStartRequests(false);
  starts.onDeepLink('alongside-console://start');
  expect(starts.take()).toBe(true);
  const window = windowSpy();
  starts.attach(window);
  starts.onDeepLink('alongside-console://start/');
  expect(window.calls).toEqual(['show', 'start']);
  expect(starts.take()).toBe(false);
});

it.each([
  'alongside-console://start?relay=https://evil.example',
  'alongside-console://join',
  'alongside-console://start/x',
])('%s only shows the window', (url) => {
  const starts = createStartRequests(false);
  const window = windowSpy();
  starts.attach(window);
  starts.onDeepLink(url);
  expect(window.calls).toEqual(['show']);
});
