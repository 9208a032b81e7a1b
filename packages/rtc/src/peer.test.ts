import { DIRECT_ICE } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { UNASKED_MACHINE } from '@alongside/protocol';
import { Peer, type PeerOptions } from './peer.ts';
import { ManualClock } from './testing/manual-clock.ts';

/** Without a way to signal no connection is ever begun, so no browser is needed. */
function unreachablePeer() {
  const clock = new ManualClock();
  const events: string[] = [];
  const noop = (): void => undefined;
  const options: PeerOptions = {
    clock,
    pair: () => ({ initiator: true, role: 'customer', session: 's', secret: null, strict: false }),
    // Nothing is connected in here: no certificate is ever shown.
    certificate: {} as RTCCertificate,
    ice: () => DIRECT_ICE,
    earned: null,
    hello: () => ({
      type: 'peer.hello',
      protocol: 1,
      language: 'en',
      machine: UNASKED_MACHINE,
    }),
    canSignal: () => false,
    events: {
      changed: () => void events.push('changed'),
      event: (type) => void events.push(type),
      message: noop,
      input: noop,
      bulk: noop,
      signal: () => void events.push('signal'),
    },
  };
  return { peer: new Peer(options), clock, events };
}

test('words that differ refuse a peer also while it cannot be reached, and end the tries to win it back', () => {
  const { peer, clock } = unreachablePeer();
  peer.verdict('differ');
  expect(peer.view).toMatchObject({ state: 'refused', refusal: 'words-differ' });
  expect(clock.waiting).toBe(0);
});

test('words that match say nothing about a peer that cannot be reached', () => {
  const { peer } = unreachablePeer();
  peer.verdict('match');
  expect(peer.view).toMatchObject({ state: 'connecting', trust: null });
});

test('a closed peer leaves no timer behind', () => {
  const { peer, clock, events } = unreachablePeer();
  peer.close();
  peer.close();
  peer.reachable();
  expect(clock.waiting).toBe(0);
  expect(events).toEqual([]);
});
