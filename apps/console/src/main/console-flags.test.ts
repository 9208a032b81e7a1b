import { describe, expect, it } from 'vitest';
import { originOf, readFlags } from './console-flags.ts';

describe('readFlags', () => {
  it('takes relay, profile and start from the command line', () => {
    const argv = ['electron', '.', '--relay=https://relay.example:8443/x', '--profile=/tmp/p', '--start'];
    expect(readFlags(argv)).toEqual({ relay: 'https://relay.example:8443', profile: '/tmp/p', start: true });
  });

  it('falls back to the relay of npm start', () => {
    expect(readFlags(['electron', '.']).relay).toBe('http://localhost:8787');
    expect(readFlags(['electron', '.', '--relay=file:///etc/passwd']).relay).toBe('http://localhost:8787');
  });

  it('does not read what follows a deep link', () => {
    expect(
      readFlags(['app', 'alongside-console://start', '--relay=https://evil.example']).relay,
    ).not.toContain('evil');
  });
});

it('originOf takes http and https only', () => {
  expect(originOf('ftp://relay.example')).toBeUndefined();
  expect(originOf('relay.example')).toBeUndefined();
  expect(originOf('http://127.0.0.1:8787/')).toBe('http://127.0.0.1:8787');
});
