import type { Bridge } from '@alongside/ipc';
import { DEFAULT_QUALITY, participantIdSchema, requestIdSchema } from '@alongside/protocol';
import type { Link, LinkState, PeerView } from '@alongside/rtc';
import { expect, test } from 'vitest';
import { decodeSentInput } from '../../contract/input-frame.ts';
import type { SessionContract } from '../../contract/session-contract.ts';
import { reportLink } from './link-report.ts';

const CSR = participantIdSchema.parse('c'.repeat(22));

const CONNECTED: PeerView = {
  state: 'connected',
  refusal: null,
  trust: { level: 'words-shown', words: [1, 2, 3, 4], language: 'en' },
  keys: 'ab',
  hello: null,
  screen: null,
  microphone: null,
  camera: null,
  stats: null,
  quality: { chosen: DEFAULT_QUALITY, sent: null },
};

type OnMessage = Parameters<Link['onMessage']>[0];
type OnInput = Parameters<Link['onInput']>[0];

/** A link that says what the test wants, and a bridge that writes down what it is told. */
function setUp() {
  const told: [string, unknown][] = [];
  const frames: Uint8Array[] = [];
  const hooks = { update: noop, message: noop as OnMessage, input: noop as OnInput };
  let peers = new Map<string, PeerView>();
  const person = { id: CSR, name: 'Mina', role: 'lead-csr' };
  const link = {
    state: {
      get: () => ({ peers, session: { participants: [person] } }) as unknown as LinkState,
      subscribe(listener: () => void) {
        hooks.update = listener;
        return noop;
      },
    },
    onMessage: (listener: OnMessage) => ((hooks.message = listener), noop),
    onInput: (listener: OnInput) => ((hooks.input = listener), noop),
  } as unknown as Link;
  const bridge = {
    call: (name: string, input: unknown) => Promise.resolve(void told.push([name, input])),
    sendFrame: (_name: string, bytes: Uint8Array) => void frames.push(bytes),
  } as unknown as Bridge<SessionContract>;
  reportLink(link, bridge);
  const show = (view: PeerView | null): readonly string[] => {
    peers = view === null ? new Map<string, PeerView>() : new Map<string, PeerView>([[CSR, view]]);
    const before = told.length;
    hooks.update();
    return told.slice(before).map(([name]) => name);
  };
  return { told, frames, hooks, show };
}

function noop(): void {
  // Nobody listens.
}

test('a peer is told once, before its trust, and again only when something is new', () => {
  const { show } = setUp();
  expect(show({ ...CONNECTED, state: 'connecting', keys: null, trust: null })).toEqual([]);
  expect(show(CONNECTED)).toEqual(['peer.present', 'peer.trust']);
  expect(show({ ...CONNECTED })).toEqual([]);
  expect(show({ ...CONNECTED, keys: 'cd' })).toEqual(['peer.present']);
});

test('without proved keys nobody is present', () => {
  const { show } = setUp();
  expect(show({ ...CONNECTED, keys: null })).toEqual([]);
});

test('lost is told once, and whoever comes back is told anew', () => {
  const { show } = setUp();
  show(CONNECTED);
  expect(show({ ...CONNECTED, state: 'lost' })).toEqual(['peer.lost']);
  expect(show({ ...CONNECTED, state: 'lost' })).toEqual([]);
  expect(show(CONNECTED)).toEqual(['peer.present', 'peer.trust']);
  expect(show(null)).toEqual(['peer.gone']);
});

test('a goodbye is told although the same person still has a place', () => {
  const { show } = setUp();
  const fresh: PeerView = { ...CONNECTED, state: 'connecting', keys: null, trust: null };
  show(CONNECTED);
  expect(show(fresh)).toEqual(['peer.gone']);
  expect(show({ ...fresh })).toEqual([]);
  expect(show(CONNECTED)).toEqual(['peer.present', 'peer.trust']);
});

test('a refusal is distrust, with its reason', () => {
  const { show, told } = setUp();
  show(CONNECTED);
  expect(show({ ...CONNECTED, state: 'refused', refusal: 'words-differ' })).toEqual(['peer.distrust']);
  expect(told.at(-1)?.[1]).toEqual({ peer: CSR, why: 'words-differ' });
});

test('messages that act go to the trusted side as they came; chat does not', () => {
  const { hooks, told } = setUp();
  const request = { type: 'consent.withdraw', requestId: requestIdSchema.parse('r'.repeat(22)) } as const;
  hooks.message(CSR, { type: 'chat.received', id: 'x'.repeat(22) });
  hooks.message(CSR, request);
  expect(told).toEqual([['peer.message', { peer: CSR, raw: JSON.stringify(request) }]]);
});

test('input goes on untouched, with who sent it', () => {
  const { hooks, frames } = setUp();
  hooks.input(CSR, new Uint8Array([6, 0, 0, 0, 1]));
  expect(decodeSentInput(frames[0] ?? new Uint8Array())).toEqual({
    ok: true,
    value: { from: CSR, frame: new Uint8Array([6, 0, 0, 0, 1]) },
  });
});
