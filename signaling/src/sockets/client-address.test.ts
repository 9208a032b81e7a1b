/** Who is counted: nobody chooses his own address, and a trusted proxy speaks for the last hop only. */
import { describe, expect, it } from 'vitest';
import { get, testRelay } from '../testing/test-relay.ts';

const AT = 1_700_000_000_000;
const ONE = { httpRequestsPerAddressPerSecond: 1 };

describe('an address', () => {
  it('is not what the client says it is', async () => {
    await using relay = await testRelay(ONE, { now: () => AT });
    const statuses = [];
    for (const address of ['203.0.113.1', '203.0.113.2']) {
      statuses.push((await get(`${relay.url}/api/site`, { 'x-forwarded-for': address })).status);
    }
    expect(statuses).toEqual([200, 429]);
  });

  it('is what a trusted proxy says it is, last hop first', async () => {
    await using relay = await testRelay(ONE, { now: () => AT, trustedProxy: '127.0.0.1' });
    const statuses = [];
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.9, 203.0.113.1']) {
      statuses.push((await get(`${relay.url}/api/site`, { 'x-forwarded-for': address })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });
});
