import { PEER_GRACE_MS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { ANNA, BORIS, brief, createScene, grantId, peerId, type Scene } from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { keepAuthority, type KeptAuthority } from './kept.ts';
import { viewOf } from './view.ts';

/** ANNA controls, BORIS was refused. */
function before(): { readonly kept: KeptAuthority; readonly aliveAt: number } {
  const scene = createScene();
  scene.arrive(BORIS, 'keys-b');
  scene.happen({ type: 'peer.distrust', peer: BORIS, why: 'words-differ' });
  scene.arrive(ANNA);
  scene.give(ANNA, 'control-desktop', 'r1');
  // As a file has it.
  return { kept: JSON.parse(JSON.stringify(keepAuthority(scene.state))) as KeptAuthority, aliveAt: scene.at };
}

function back(laterMs: number): Scene {
  const { kept, aliveAt } = before();
  const scene = createScene();
  scene.at = aliveAt + laterMs;
  scene.happen({ type: 'program.back', kept, aliveAt });
  return scene;
}

const present = (keys: string, peer = ANNA) =>
  ({ type: 'peer.present', peer, name: 'anna', role: 'assisting-csr', keys }) as const;

const canControl = (scene: Scene): boolean =>
  mayInject(scene.state, { peer: ANNA, epoch: scene.state.epoch, hand: 'pointer', at: scene.at });

test('whoever is back in time with the same keys goes on without a question', () => {
  const scene = back(10_000);
  expect(canControl(scene)).toBe(false);
  expect(viewOf(scene.state).csrs.find(({ peer }) => peer === ANNA)?.presence).toBe('lost');
  expect(brief(scene.happen(present('keys-1')))).toContain('capture anna primary');
  expect(canControl(scene)).toBe(true);
});

test('input of before the break is dropped', () => {
  const { kept } = before();
  const scene = back(10_000);
  scene.happen(present('keys-1'));
  expect(scene.state.epoch).toBeGreaterThan(kept.epoch);
});

test('other keys get nothing, and a refusal is remembered', () => {
  const scene = back(10_000);
  scene.happen(present('keys-2'));
  expect(canControl(scene)).toBe(false);
  expect(scene.state.grants).toEqual([]);
  scene.happen(present('keys-b', peerId('carla')));
  expect(scene.state.peers.get(peerId('carla'))?.trust.kind).toBe('refused');
});

test.each([
  ['too late', PEER_GRACE_MS],
  ['by a clock that was set back', -1],
])('what was given is over, and recorded as over: %s', (_, laterMs) => {
  const { kept, aliveAt } = before();
  const scene = createScene();
  scene.at = aliveAt + laterMs;
  expect(brief(scene.happen({ type: 'program.back', kept, aliveAt }))).toContain(
    'record grant.ended peer-lost',
  );
  scene.happen(present('keys-1'));
  expect(scene.state.grants).toEqual([]);
  expect(canControl(scene)).toBe(false);
});

test('whoever is not back in time loses it all', () => {
  const scene = back(10_000);
  scene.wait(PEER_GRACE_MS);
  expect(brief(scene.happen({ type: 'tick' }))).toContain('record grant.ended peer-lost');
});

test('a grant of somebody unknown is nobody’s', () => {
  const { kept, aliveAt } = before();
  const scene = createScene();
  scene.at = aliveAt;
  const peers = kept.peers.filter(({ id }) => id !== ANNA);
  scene.happen({ type: 'program.back', kept: { ...kept, peers }, aliveAt });
  expect(scene.state.grants).toEqual([]);
});

test('nothing is restored into a session that has begun', () => {
  const { kept, aliveAt } = before();
  const scene = createScene();
  scene.arrive(ANNA, 'keys-2');
  scene.happen({ type: 'program.back', kept, aliveAt });
  expect(scene.state.grants.some(({ id }) => id === grantId('r1'))).toBe(false);
});
