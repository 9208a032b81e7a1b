/** Threat 3: whatever CSRs send in whatever order, nothing happens that the customer has not allowed. */
import {
  ALLOW_DELAY_MS,
  CAPABILITIES,
  CONTROL_LIFE_MS,
  covers,
  isControl,
  isOnce,
  LIMIT_MINUTES,
  PEER_GRACE_MS,
  surfaceOf,
  type Capability,
  type Limits,
  type ParticipantId,
} from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScene, grantId, peerId, requestId, type Happening, type Scene } from '../testing/scene.ts';
import { mayInject } from './control.ts';
import type { AuthorityEffect } from './effects.ts';
import { grantsMessage } from './settle.ts';
import { mayView } from './surface.ts';

const PEERS = ['anna', 'boris', 'carla'].map(peerId);

type Move = { readonly waitMs: number; readonly happening: Happening | 'yes' };

/** What the customer has said, from what was on screen and what was pressed: an upper bound, kept apart from the state. */
type Said = {
  keys: string;
  readonly until: Record<Capability, number>;
  /** Until when keys may come with control. */
  keyboard: number;
  all: boolean;
  lostAt: number | null;
};

const peer = fc.constantFrom(...PEERS);
const name = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const capability = fc.constantFrom(...CAPABILITIES);

const limits: fc.Arbitrary<Limits> = fc.record({
  minutes: fc.constantFrom(null, null, ...LIMIT_MINUTES),
  mouseOnly: fc.boolean(),
  folders: fc.constantFrom(null, null, ['/home/a']),
});
const window = fc.constantFrom({ id: 'w1', title: 'Letters' }, { id: 'w2', title: 'Bank' }, null);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    type: fc.constant('peer.present' as const),
    peer,
    name: fc.constant('somebody'),
    role: fc.constantFrom('lead-csr' as const, 'assisting-csr' as const, 'assistant-customer' as const),
    keys: fc.constantFrom('k1', 'k1', 'k2'),
  }),
  fc.record({
    type: fc.constant('peer.trust' as const),
    peer,
    level: fc.constantFrom('link-proved' as const, 'words-shown' as const),
    words: fc.constant([1, 2, 3, 4]),
  }),
  fc.record({ type: fc.constant('peer.distrust' as const), peer, why: fc.constant('words-differ' as const) }),
  fc.record({ type: fc.constant('peer.lost' as const), peer }),
  fc.record({ type: fc.constant('peer.gone' as const), peer, why: fc.constant('left' as const) }),
  fc.record({
    type: fc.constant('consent.request' as const),
    peer,
    capability,
    requestId: name.map(requestId),
    grantId: fc.nat({ max: 1_000_000 }).map((number) => grantId(`g${number}`)),
  }),
  fc.record({ type: fc.constant('consent.withdraw' as const), peer, requestId: name.map(requestId) }),
  fc.record({
    type: fc.constant('prompt.answered' as const),
    requestId: name.map(requestId),
    answer: fc.constantFrom('allow' as const, 'allow' as const, 'decline' as const),
    allowAll: fc.boolean(),
    limits,
    window,
  }),
  fc.record({
    type: fc.constant('revoke-all' as const),
    why: fc.constantFrom('panic' as const, 'revoked' as const),
  }),
  fc.constant({ type: 'capture.stopped' } as const),
  fc.constant({ type: 'window.closed' } as const),
  fc.record({ type: fc.constant('screen.choose' as const), peer, display: fc.constantFrom('d1', 'd2') }),
  fc.constant({ type: 'local-input' } as const),
  fc.record({ type: fc.constant('own-window' as const), covered: fc.boolean() }),
  fc.record({
    type: fc.constant('machine' as const),
    captureProblem: fc.constantFrom(null, null, 'no-display' as const),
    inputProblem: fc.constantFrom(null, null, 'wayland' as const),
    applicationProblem: fc.constantFrom(null, null, 'unsupported' as const),
    clipboardProblem: fc.constantFrom(null, null, 'unsupported' as const),
    drawingProblem: fc.constant(null),
    rebootProblem: fc.constantFrom(null, null, 'unsupported' as const),
    systemInfoProblem: fc.constantFrom(null, null, 'unsupported' as const),
    filesProblem: fc.constantFrom(null, null, 'not-enabled' as const),
  }),
  fc.constant({ type: 'tick' } as const),
);

/** A customer who tends to say yes to what is on screen: the worst for the property. */
const yes = fc.constant('yes' as const);
const waitMs = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(0, 10, ALLOW_DELAY_MS, 5_000) },
  { weight: 1, arbitrary: fc.constantFrom(PEER_GRACE_MS, CONTROL_LIFE_MS) },
);
const move: fc.Arbitrary<Move> = fc.record({
  waitMs,
  happening: fc.oneof({ weight: 3, arbitrary: happening }, { weight: 1, arbitrary: yes }),
});
/** Mostly a support session, so that the random part meets grants to abuse. */
const opening: readonly Move[] = PEERS.flatMap((csr) => [
  {
    waitMs: 0,
    happening: { type: 'peer.present', peer: csr, name: 'somebody', role: 'lead-csr', keys: 'k1' },
  },
  { waitMs: 0, happening: { type: 'peer.trust', peer: csr, level: 'words-shown', words: [1] } },
]);

test('random messages against random grants never cause an effect outside the grants', () => {
  let allowed = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
      const scene = createScene();
      const said = new Map<ParticipantId, Said>();
      for (const next of [...opening, ...moves]) {
        scene.wait(next.waitMs);
        const event = next.happening === 'yes' ? sayYes(scene) : next.happening;
        hear(scene, said, event);
        scene.happen(event);
        allowed += check(scene, said);
      }
    }),
    { numRuns: 3_000 },
  );
  // The property would hold of a machine that allows nothing.
  expect(allowed).toBeGreaterThan(1_000);
});

function sayYes(scene: Scene): Happening {
  const { desk } = scene.state;
  if (desk.kind === 'clear') return { type: 'tick' };
  const allowAll = scene.at % 3 === 0;
  const mouseOnly = scene.at % 5 === 0;
  const window = scene.at % 2 === 0 ? { id: 'w1', title: 'Letters' } : { id: 'w2', title: 'Bank' };
  const said = { allowAll, limits: { minutes: null, mouseOnly, folders: null }, window };
  return { type: 'prompt.answered', requestId: desk.shown.requestId, answer: 'allow', ...said };
}

/** Reads the event as the customer means it, against the prompt that is on screen before it. */
function hear(scene: Scene, said: Map<ParticipantId, Said>, event: Happening): void {
  const mine = 'peer' in event ? said.get(event.peer) : undefined;
  for (const [csr, entry] of said) {
    if (entry.lostAt !== null && scene.at >= entry.lostAt + PEER_GRACE_MS) said.delete(csr);
  }
  if (event.type === 'peer.present') {
    const isSame = mine?.keys === event.keys && said.has(event.peer) && event.role !== 'assistant-customer';
    said.set(event.peer, isSame ? { ...mine, lostAt: null } : nothing(event.keys));
  }
  if (event.type === 'peer.lost' && mine !== undefined) mine.lostAt ??= scene.at;
  if (event.type === 'peer.gone') said.delete(event.peer);
  if (event.type === 'peer.distrust' && mine !== undefined) said.set(event.peer, nothing(mine.keys));
  if (event.type === 'revoke-all' || event.type === 'capture.stopped') {
    for (const [csr, entry] of said) said.set(csr, { ...nothing(entry.keys), lostAt: entry.lostAt });
  }
  if (event.type === 'prompt.answered' && event.answer === 'allow') hearAllow(scene, said, event);
}

function hearAllow(
  scene: Scene,
  said: Map<ParticipantId, Said>,
  event: Extract<Happening, { type: 'prompt.answered' }>,
): void {
  const { desk } = scene.state;
  if (desk.kind === 'clear' || desk.shown.requestId !== event.requestId) return;
  if (scene.at < desk.shownAt + ALLOW_DELAY_MS || scene.at >= desk.shown.expiresAt) return;
  const entry = said.get(desk.shown.peer);
  if (entry === undefined) return;
  const { capability: asked } = desk.shown;
  const { minutes, mouseOnly } = event.limits;
  const until = minutes === null ? Infinity : scene.at + minutes * 60_000;
  for (const given of CAPABILITIES) {
    const isPicture = surfaceOf(given) !== null;
    // Everything but a clipboard: that is asked for each time.
    const byAll = event.allowAll && isPicture ? Infinity : 0;
    // Of acts on files all that come, by the tick box.
    const isForOnce = isOnce(given) && !(given === 'use-files' && event.allowAll);
    const byIt = covers(asked, given) ? (isForOnce ? scene.at + 1 : until) : 0;
    const life = isControl(given) ? scene.at + CONTROL_LIFE_MS : Infinity;
    entry.until[given] = Math.max(entry.until[given], Math.min(life, Math.max(byAll, byIt)));
  }
  if (isControl(asked) && !mouseOnly) entry.keyboard = Math.max(entry.keyboard, until);
  if (event.allowAll) entry.keyboard = Infinity;
  entry.all ||= event.allowAll;
}

/** Returns how much was going on, so that the test knows it was not idle. */
function check(scene: Scene, said: ReadonlyMap<ParticipantId, Said>): number {
  const { state, at, effects } = scene;
  const shown = state.surface.window === null ? 'desktop' : 'application';
  const may = (csr: ParticipantId, capability: Capability): boolean => {
    const entry = said.get(csr);
    return entry !== undefined && entry.lostAt === null && entry.until[capability] > at;
  };
  const frameOf = (csr: ParticipantId, hand: 'pointer' | 'keyboard') =>
    mayInject(state, { peer: csr, epoch: state.epoch, hand, at });
  const hands = PEERS.filter((csr) => frameOf(csr, 'pointer'));
  expect(hands.length).toBeLessThanOrEqual(1);
  for (const csr of hands) {
    expect(may(csr, `control-${shown}`) && may(csr, `view-${shown}`)).toBe(true);
    expect(state.desk.kind).toBe('clear');
    expect(state.machine).toMatchObject({ captureProblem: null, inputProblem: null });
  }
  for (const csr of PEERS.filter((id) => frameOf(id, 'keyboard'))) {
    expect(hands).toContain(csr);
    expect(said.get(csr)?.keyboard).toBeGreaterThan(at);
  }
  const viewers = PEERS.filter((csr) => mayView(state, csr));
  for (const csr of viewers) expect(may(csr, `view-${shown}`)).toBe(true);
  for (const { csr, capability } of state.grants)
    expect(said.get(csr)?.until[capability]).toBeGreaterThan(at);
  for (const effect of effects) checkEffect(effect, may);
  expect(grantsMessage(state, at).grants.length).toBeLessThanOrEqual(PEERS.length * CAPABILITIES.length);
  return hands.length + viewers.length;
}

function checkEffect(
  effect: AuthorityEffect,
  may: (csr: ParticipantId, capability: Capability) => boolean,
): void {
  if (effect.type === 'capture.start') {
    expect(may(effect.peer, effect.window === null ? 'view-desktop' : 'view-application')).toBe(true);
  }
  if (effect.type === 'reboot') expect(may(effect.peer, 'reboot')).toBe(true);
  if (effect.type !== 'prompt.show') return;
  const { capability, trust } = effect.request;
  if (isControl(capability) || surfaceOf(capability) === null) expect(trust).not.toBeNull();
}

function nothing(keys: string): Said {
  const until: Said['until'] = {
    'view-desktop': 0,
    'control-desktop': 0,
    'view-application': 0,
    'control-application': 0,
    'read-clipboard': 0,
    'write-clipboard': 0,
    reboot: 0,
    'system-info': 0,
    recording: 0,
    'browse-files': 0,
    'use-files': 0,
  };
  return { keys, until, keyboard: 0, all: false, lostAt: null };
}
