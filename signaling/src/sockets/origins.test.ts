/** Cross-site WebSocket hijacking and cross-site calls: twenty origins, and only ours come through. */
import { describe, expect, it } from 'vitest';
import { TestClient } from '../testing/test-client.ts';
import { testRelay } from '../testing/test-relay.ts';
import { addressBlock } from './address-block.ts';

const OWN = 'https://help.example.test';
const GOOD = [OWN, 'app://alongside', 'http://127.0.0.1:4321', 'http://localhost:5173'];
const BAD = [
  'null',
  'https://evil.test',
  `${OWN}.evil.test`,
  'https://evil-help.example.test',
  'https://sub.help.example.test',
  'http://help.example.test',
  `${OWN}:444`,
  `${OWN}/`,
  'HTTPS://HELP.EXAMPLE.TEST',
  'https://help.example.test@evil.test',
  'app://alongside.evil',
  'app://evil',
  'http://127.0.0.1',
  'http://127.0.0.1:99999999',
  'http://127.0.0.1:80.evil.test',
  'http://127.0.0.1.evil.test:80',
  'https://127.0.0.1:4321',
  'http://localhost.evil.test:80',
  'file://',
  'chrome-extension://abcdef',
];

describe('an origin', () => {
  it.each(BAD)('is refused: %s', async (origin) => {
    await using relay = await testRelay({}, { publicUrl: OWN });
    const url = relay.listening;
    await expect(new TestClient({ url }, { origin }).opened()).rejects.toThrow('403');
    const answer = await fetch(`${url}/api/site`, { headers: { origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it.each(GOOD)('may come in: %s', async (origin) => {
    await using relay = await testRelay({}, { publicUrl: OWN });
    const url = relay.listening;
    await new TestClient({ url }, { origin }).opened();
    const answer = await fetch(`${url}/api/ticket`, { method: 'OPTIONS', headers: { origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['/signal/', '/signal?ticket=x', '//signal', '/Signal', '/%73ignal', '/'])(
    'finds the socket at no other path: %s',
    async (path) => {
      await using relay = await testRelay();
      await expect(new TestClient(relay, {}, path).opened()).rejects.toThrow('404');
    },
  );
});

describe('an address block', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    [undefined, 'unknown'],
    ['nonsense', 'unknown'],
  ])('of %s is %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
