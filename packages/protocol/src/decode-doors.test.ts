/** T5: the doors of both wires take anything and answer with a message or with `bad-message`, quickly, never a throw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePeerMessage, MAX_PEER_MESSAGE_LENGTH, UNASKED_MACHINE } from './peer-control.ts';
import { decodeClientMessage, decodeRelayMessage } from './relay-wire.ts';
import { decodeSignalData } from './signal-data.ts';

const ID = 'AZaz09_-AZaz09_-AZaz09';
const TOKEN = `${ID}${ID}`.slice(0, 43);

const peerMessages: readonly object[] = [
  {
    type: 'peer.hello',
    protocol: 1,
    language: 'ko',
    machine: { ...UNASKED_MACHINE, inputProblem: 'wayland' },
  },
  { type: 'peer.bye' },
  { type: 'trust.commit', commitment: TOKEN },
  { type: 'trust.verdict', words: 'match' },
  { type: 'consent.request', requestId: ID, capability: 'control-desktop' },
  { type: 'consent.answer', requestId: ID, outcome: 'declined' },
  { type: 'grant.release', grantId: ID },
  {
    type: 'grants.changed',
    now: 2,
    grants: [
      {
        id: ID,
        capability: 'view-desktop',
        csr: ID,
        givenAt: 1,
        expiresAt: null,
        mouseOnly: false,
        folders: null,
      },
    ],
    control: { holder: ID, epoch: 7, paused: 'prompt' },
  },
  {
    type: 'screen.displays',
    displays: [
      {
        id: 'd1',
        label: 'Left',
        bounds: { x: -1920, y: 0, width: 1920, height: 1080 },
        scaleFactor: 1.5,
        primary: true,
      },
    ],
    shared: 'd1',
    window: null,
  },
  { type: 'chat.message', id: ID, scope: 'csrs', text: 'Hello', at: 5 },
  {
    type: 'files.offer',
    offer: 3,
    request: ID,
    files: [{ name: 'a.txt', size: 4, within: ['photos', '2026'] }],
  },
  { type: 'folders.list', id: ID, path: '/home/soonja' },
  { type: 'folders.request', requestId: ID, act: { kind: 'get', paths: ['/home/soonja/a.txt'] } },
  {
    type: 'folders.part',
    id: ID,
    path: '/home/soonja',
    parent: null,
    separator: '/',
    entries: [{ name: 'a.txt', kind: 'file', size: 4, changedAt: 1, isHidden: false }],
    isCut: false,
    more: true,
  },
];
const clientMessages: readonly object[] = [
  { type: 'hello', protocol: 1, client: 'helper', auth: { kind: 'resume', token: TOKEN, seen: 4 } },
  { type: 'session.start', id: 1, sessionType: 'training', tracking: { ticket: '42' } },
  { type: 'signal', id: 2, to: ID, data: '{}' },
  { type: 'record.append', id: 3, key: ID, fact: { kind: 'trust.proved', at: 1, peer: ID } },
];
const relayMessages: readonly object[] = [
  { type: 'ok', re: 1 },
  { type: 'error', re: null, code: 'bad-message' },
  { type: 'session.ended', seq: 1, reason: 'removed', by: 'Anna' },
  {
    type: 'ice.updated',
    ice: { servers: [{ urls: ['turn:a.test:443'], username: '1:a', credential: 'c' }], relayOnly: true },
  },
  { type: 'signal', seq: 3, from: ID, data: 'x' },
];
const signals: readonly object[] = [
  { kind: 'reconnect' },
  { kind: 'description', connection: ID, description: 'offer', sdp: 'v=0' },
  { kind: 'candidate', connection: ID, candidate: { candidate: 'x', sdpMid: '0', sdpMLineIndex: 0 } },
];

const doors = [
  { name: 'between peers', decode: decodePeerMessage, samples: peerMessages },
  { name: 'from a client', decode: decodeClientMessage, samples: clientMessages },
  { name: 'from the relay', decode: decodeRelayMessage, samples: relayMessages },
  { name: 'in a signal', decode: decodeSignalData, samples: signals },
] as const;

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1e308, 0.5, '', [], {}, '\ud800', 'x'.repeat(5_000), '__proto__'),
  fc.constant(JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown),
  fc.jsonValue(),
);

/** One place of a message changed: type swapped, key missing, key added, or something nested where it does not belong. */
function mutants(samples: readonly object[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.nat(), oddValue, fc.constantFrom('swap', 'drop', 'add', 'proto'))
    .map(([sample, place, value, how]) => {
      const copy = JSON.parse(JSON.stringify(sample)) as Record<string, unknown>;
      const spots = nested(copy);
      const spot = spots[place % spots.length] ?? copy;
      const keys = Object.keys(spot);
      const key = keys[place % Math.max(1, keys.length)] ?? 'type';
      if (how === 'swap') spot[key] = value;
      if (how === 'drop') delete spot[key];
      if (how === 'add') spot['extra'] = value;
      if (how === 'proto') Object.defineProperty(spot, '__proto__', { value, enumerable: true });
      return copy;
    });
}

function nested(value: Record<string, unknown>): readonly Record<string, unknown>[] {
  const inner = Object.values(value).filter(
    (entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
  );
  return [value, ...inner.flatMap(nested)];
}

test.each(doors)('what is said $name passes unchanged', ({ decode, samples }) => {
  for (const sample of samples) expect(decode(JSON.stringify(sample))).toEqual({ ok: true, value: sample });
});

test.each(doors)('a changed message $name is refused or valid, never a throw', ({ decode, samples }) => {
  fc.assert(
    fc.property(mutants(samples), (mutant) => {
      const decoded = decode(JSON.stringify(mutant));
      if (!decoded.ok) expect(decoded.code).toBe('bad-message');
      // What passes is what was said, and says the same when it is passed on.
      else expect(decode(JSON.stringify(decoded.value))).toEqual(decoded);
    }),
    { numRuns: 5_000 },
  );
});

test.each(doors)('any text $name is refused or a message', ({ decode }) => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const decoded = decode(text);
      expect(decoded.ok || decoded.code === 'bad-message').toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each(doors)('keys that nobody knows are refused $name, not dropped', ({ decode, samples }) => {
  for (const sample of samples) {
    expect(decode(JSON.stringify({ ...sample, admin: true }))).toEqual({ ok: false, code: 'bad-message' });
  }
});

test('nothing reaches the prototype of any object', () => {
  for (const { decode, samples } of doors) {
    for (const sample of samples) decode(JSON.stringify(sample).replace('{', '{"__proto__":{"polluted":1},'));
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a repeated key counts once, as the last', () => {
  const raw = `{"type":"peer.bye","type":"grant.release","grantId":"${ID}"}`;
  expect(decodePeerMessage(raw)).toEqual({ ok: true, value: { type: 'grant.release', grantId: ID } });
});

test('a message over the limit is refused before it is parsed', () => {
  const hello = JSON.stringify({ type: 'peer.bye' });
  expect(decodePeerMessage(hello.padEnd(MAX_PEER_MESSAGE_LENGTH)).ok).toBe(true);
  expect(decodePeerMessage(hello.padEnd(MAX_PEER_MESSAGE_LENGTH + 1)).ok).toBe(false);
});
