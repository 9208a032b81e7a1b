import { describe, expect, it } from 'vitest';
import { createRelayOrigins } from './relay-origins.ts';

const BAKED = 'https://help.example.com';

describe('where the session window may connect to', () => {
  it('is at first what was built in and what lies on this machine, however the program was started', () => {
    const origins = createRelayOrigins(
      [BAKED, 'https://evil.example', 'http://127.0.0.1:8080', 'http://127.0.0.1.evil.example', null],
      BAKED,
    );
    expect(origins.list()).toEqual([
      'https://help.example.com',
      'wss://help.example.com',
      'http://127.0.0.1:8080',
      'ws://127.0.0.1:8080',
    ]);
  });

  it('grows by what the customer confirms, told once', () => {
    const origins = createRelayOrigins([BAKED], BAKED);
    expect(origins.add('https://other.example:8443')).toEqual({ ok: true, value: true });
    expect(origins.add('https://other.example:8443')).toEqual({ ok: true, value: false });
    expect(origins.add(BAKED)).toEqual({ ok: true, value: false });
    expect(origins.list()).toContain('wss://other.example:8443');
  });

  it.each([
    '',
    '*',
    'https:',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://a.example b.example',
    "https://a.example; script-src 'unsafe-inline'",
    'https://a.example/path',
    'https://user@a.example',
    'https://*.example',
    'https://a.example\nhttps://b.example',
  ])('takes in nothing that is not one host: %j', (relay) => {
    const origins = createRelayOrigins([BAKED], BAKED);
    expect(origins.add(relay)).toEqual({ ok: false, code: 'not-a-relay' });
    expect(origins.list()).toHaveLength(2);
  });
});
