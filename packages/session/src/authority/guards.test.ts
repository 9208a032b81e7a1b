/**
 * Each guard by itself, on states that the other guards would not let come about: the day one of them is taken out,
 * the others still stand, and this goes red.
 */
import { expect, test } from 'vitest';
import { ABLE, ANNA, brief, createScene, grantId, requestId, type Scene } from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { promptOf } from './settle.ts';
import { withPeer, type AuthorityPeer, type AuthorityState } from './state.ts';
import { mayView } from './surface.ts';

function controlled(): Scene {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.give(ANNA, 'control-desktop', 'r1');
  return scene;
}

function withAnna(state: AuthorityState, change: Partial<AuthorityPeer>): AuthorityState {
  const anna = state.peers.get(ANNA);
  if (anna === undefined) throw new Error('Anna is not there');
  return withPeer(state, { ...anna, ...change });
}

const injects = (state: AuthorityState, at: number): boolean =>
  mayInject(state, { peer: ANNA, epoch: state.epoch, hand: 'pointer', at });

test.each<[string, (state: AuthorityState) => AuthorityState]>([
  ['whose trust is not known', (state) => withAnna(state, { trust: { kind: 'unknown' } })],
  ['who was refused', (state) => withAnna(state, { trust: { kind: 'refused' } })],
  ['who is lost', (state) => withAnna(state, { presence: { kind: 'lost', until: Infinity } })],
  ['who is not in the session', (state) => ({ ...state, peers: new Map() })],
  ['on a machine that cannot', (state) => ({ ...state, machine: { ...ABLE, inputProblem: 'wayland' } })],
])('a holder %s injects nothing', (_who, change) => {
  const { state, at } = controlled();
  expect(injects(state, at)).toBe(true);
  expect(injects(change(state), at)).toBe(false);
});

test.each<[string, (state: AuthorityState) => AuthorityState]>([
  ['who was refused', (state) => withAnna(state, { trust: { kind: 'refused' } })],
  ['who is lost', (state) => withAnna(state, { presence: { kind: 'lost', until: Infinity } })],
  ['who is not in the session', (state) => ({ ...state, peers: new Map() })],
  [
    'on a machine that cannot',
    (state) => ({ ...state, machine: { ...ABLE, captureProblem: 'not-permitted' } }),
  ],
])('a viewer %s sees nothing', (_who, change) => {
  const { state } = controlled();
  expect(mayView(state, ANNA)).toBe(true);
  expect(mayView(change(state), ANNA)).toBe(false);
});

test.each<[string, (state: AuthorityState) => AuthorityState]>([
  ['trust is gone', (state) => withAnna(state, { trust: { kind: 'unknown' } })],
  ['role is a customer’s now', (state) => withAnna(state, { role: 'assistant-customer' })],
])('a yes to somebody whose %s since the question came up gives nothing', (_what, change) => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.state = change(scene.state);
  scene.allow('r1');
  expect(scene.state.grants).toEqual([]);
  expect(scene.state.desk.kind).toBe('clear');
});

test('a question goes with the keys that asked it', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.arrive(ANNA, 'keys-2');
  expect(promptOf(scene.state)).toBeNull();
  scene.allow('r1');
  expect(scene.state.grants).toEqual([]);
});

test('"Allow all" does not come back with the role of a CSR', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  for (const role of ['assistant-customer', 'lead-csr'] as const) {
    scene.happen({ type: 'peer.present', peer: ANNA, name: 'anna', role, keys: 'keys-1' });
  }
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toContain('show r2');
  expect(promptOf(scene.state)?.requestId).toBe(requestId('r2'));
  expect(scene.state.grants.map(({ id }) => id)).not.toContain(grantId('r1'));
});
