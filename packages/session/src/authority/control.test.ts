import { CONTROL_LIFE_MS, LOCAL_INPUT_PAUSE_MS, PEER_GRACE_MS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import {
  ABLE,
  ANNA,
  BORIS,
  brief,
  createScene,
  grantId,
  WORDS,
  type Happening,
  type Scene,
} from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { nextDeadline } from './deadlines.ts';
import { grantsMessage } from './settle.ts';
import { mayView } from './surface.ts';
import { viewOf } from './view.ts';

function controlled(): Scene {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.give(ANNA, 'control-desktop', 'r1');
  return scene;
}

const injects = (scene: Scene, peer = ANNA, epoch = scene.state.epoch): boolean =>
  mayInject(scene.state, { peer, epoch, hand: 'pointer', at: scene.at });

test('control injects for its holder, at the current epoch, and for nobody else', () => {
  const scene = controlled();
  expect(injects(scene)).toBe(true);
  expect(injects(scene, BORIS)).toBe(false);
  expect(injects(scene, ANNA, scene.state.epoch - 1)).toBe(false);
  expect(injects(scene, ANNA, scene.state.epoch + 1)).toBe(false);
  expect(grantsMessage(scene.state, scene.at).control).toEqual({ holder: ANNA, epoch: 1, paused: null });
});

test('viewing is not controlling', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.give(ANNA, 'view-desktop', 'r1');
  expect(mayView(scene.state, ANNA)).toBe(true);
  expect(injects(scene)).toBe(false);
});

test('giving control to a second CSR takes it from the first', () => {
  const scene = controlled();
  const said = brief(scene.give(BORIS, 'control-desktop', 'r2'));
  expect(said[0]).toBe('input.stop');
  expect(said).toEqual(
    expect.arrayContaining(['uncapture anna', 'capture boris primary', 'record grant.ended revoked']),
  );
  expect(injects(scene)).toBe(false);
  expect(injects(scene, BORIS)).toBe(true);
  expect(scene.state.epoch).toBe(2);
});

test('control ends after an hour even when no tick comes', () => {
  const scene = controlled();
  expect(nextDeadline(scene.state)).toBe(scene.at + CONTROL_LIFE_MS);
  scene.wait(CONTROL_LIFE_MS - 1);
  expect(injects(scene)).toBe(true);
  scene.wait(1);
  expect(injects(scene)).toBe(false);
  expect(brief(scene.happen({ type: 'tick' }))).toEqual([
    'input.stop',
    'uncapture anna',
    'tell anna grants',
    'tell boris grants',
    'changed',
    'record grant.ended expired',
  ]);
});

test.each<readonly [string, Happening, string]>([
  ['taken back', { type: 'grant.revoke', grantId: grantId('r1') }, 'revoked'],
  ['given back', { type: 'grant.release', peer: ANNA, grantId: grantId('r1') }, 'released'],
  ['ended by the panic key', { type: 'revoke-all', why: 'panic' }, 'panic'],
  ['ended with the session', { type: 'revoke-all', why: 'ended' }, 'ended'],
  ['over when the CSR leaves', { type: 'peer.gone', peer: ANNA, why: 'left' }, 'left'],
  ['over when capture stops', { type: 'capture.stopped' }, 'capture-stopped'],
  [
    'over when input cannot be injected any more',
    { type: 'machine', ...ABLE, inputProblem: 'not-permitted' },
    'capture-stopped',
  ],
  ['over when the words differ', { type: 'peer.distrust', peer: ANNA, why: 'words-differ' }, 'revoked'],
  [
    'over when the CSR becomes a customer',
    { type: 'peer.present', peer: ANNA, name: 'anna', role: 'assistant-customer', keys: 'keys-1' },
    'revoked',
  ],
])('control is %s: everything held is released first, the epoch rises', (_how, event, why) => {
  const scene = controlled();
  const { epoch } = scene.state;
  const said = brief(scene.happen(event));
  expect(said[0]).toBe('input.stop');
  expect(said).toEqual(expect.arrayContaining(['uncapture anna', 'changed', `record grant.ended ${why}`]));
  expect(injects(scene)).toBe(false);
  expect(mayView(scene.state, ANNA)).toBe(false);
  expect(scene.state.epoch).toBe(epoch + 1);
});

test('the panic key releases held keys even when nothing is granted', () => {
  const scene = createScene();
  expect(brief(scene.happen({ type: 'revoke-all', why: 'panic' }))).toEqual(['input.stop']);
});

test("nobody gives back or takes another's grant", () => {
  const scene = controlled();
  const { state } = scene;
  scene.happen({ type: 'grant.release', peer: BORIS, grantId: grantId('r1') });
  scene.happen({ type: 'grant.revoke', grantId: grantId('unknown') });
  expect(scene.state).toEqual(state);
});

test('taking the picture back takes control with it, and control alone leaves the picture', () => {
  const both = createScene();
  both.arrive(ANNA);
  both.give(ANNA, 'view-desktop', 'v');
  both.give(ANNA, 'control-desktop', 'c');
  both.happen({ type: 'grant.revoke', grantId: grantId('c') });
  expect(mayView(both.state, ANNA)).toBe(true);
  both.give(ANNA, 'control-desktop', 'c2');
  both.happen({ type: 'grant.revoke', grantId: grantId('v') });
  expect(both.state.grants).toEqual([]);
});

test('a lost holder keeps control for a minute, unused, and has it back with the same keys', () => {
  const scene = controlled();
  const old = scene.state.epoch;
  expect(brief(scene.happen({ type: 'peer.lost', peer: ANNA }))).toEqual([
    'input.stop',
    'held-back peer-lost',
    'uncapture anna',
    'tell boris grants',
    'changed',
  ]);
  expect(injects(scene)).toBe(false);
  scene.wait(PEER_GRACE_MS - 1);
  scene.happen({ type: 'peer.present', peer: ANNA, name: 'anna', role: 'assisting-csr', keys: 'keys-1' });
  expect(brief(scene.effects)).toEqual([
    'input.stop',
    'input.resumed',
    'capture anna primary',
    'tell anna grants',
    'tell boris grants',
    'changed',
  ]);
  expect(injects(scene)).toBe(true);
  // What was on its way when the connection broke arrives too late.
  expect(injects(scene, ANNA, old)).toBe(false);
});

test('a peer that comes back with other keys is another machine: nothing comes back', () => {
  for (const isLost of [true, false]) {
    const scene = controlled();
    if (isLost) scene.happen({ type: 'peer.lost', peer: ANNA });
    scene.happen({ type: 'peer.present', peer: ANNA, name: 'anna', role: 'assisting-csr', keys: 'keys-2' });
    expect(brief(scene.effects)).toContain('record grant.ended peer-lost');
    expect(scene.state.grants).toEqual([]);
    expect(brief(scene.ask(ANNA, 'control-desktop', 'again'))).toEqual(['tell anna not-trusted']);
  }
});

test('"Allow all" is bound to the keys that it was given to', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  scene.arrive(ANNA, 'keys-2');
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toContain('show r2');
});

test('a peer that stays away over the minute has lost its grants', () => {
  const scene = controlled();
  scene.happen({ type: 'peer.lost', peer: ANNA });
  expect(nextDeadline(scene.state)).toBe(scene.at + PEER_GRACE_MS);
  scene.wait(PEER_GRACE_MS);
  scene.happen({ type: 'peer.present', peer: ANNA, name: 'anna', role: 'assisting-csr', keys: 'keys-1' });
  expect(brief(scene.effects)).toContain('record grant.ended peer-lost');
  expect(injects(scene)).toBe(false);
});

test("a lost peer's request leaves the screen", () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  expect(brief(scene.happen({ type: 'peer.lost', peer: ANNA }))).toEqual(['changed', 'close r1']);
});

test("the customer's own hand holds the CSR's input back for two seconds after its last move", () => {
  const scene = controlled();
  expect(brief(scene.happen({ type: 'local-input' })).slice(0, 2)).toEqual([
    'input.stop',
    'held-back local-input',
  ]);
  scene.wait(LOCAL_INPUT_PAUSE_MS - 1);
  expect(scene.happen({ type: 'local-input' })).toEqual([]);
  scene.wait(LOCAL_INPUT_PAUSE_MS - 1);
  expect(injects(scene)).toBe(false);
  expect(nextDeadline(scene.state)).toBe(scene.at + 1);
  scene.wait(1);
  expect(injects(scene)).toBe(true);
  expect(brief(scene.happen({ type: 'tick' }))).toContain('input.resumed');
});

test("the customer's hand holds nothing back where nobody controls, nor later", () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.happen({ type: 'local-input' });
  scene.allow('r1');
  expect(injects(scene)).toBe(true);
});

test('nothing is injected into our own windows', () => {
  const scene = controlled();
  expect(brief(scene.happen({ type: 'own-window', covered: true })).slice(0, 2)).toEqual([
    'input.stop',
    'held-back own-window',
  ]);
  expect(injects(scene)).toBe(false);
  scene.happen({ type: 'own-window', covered: false });
  expect(injects(scene)).toBe(true);
});

test('another surface means other pixels: held keys are released, older input is dropped', () => {
  const scene = controlled();
  const old = scene.state.epoch;
  const said = brief(scene.happen({ type: 'surface.changed', display: 'left' }));
  expect(said).toEqual([
    'input.stop',
    'capture anna left',
    'tell anna grants',
    'tell boris grants',
    'changed',
  ]);
  expect(injects(scene, ANNA, old)).toBe(false);
  // The same display with other bounds.
  expect(brief(scene.happen({ type: 'surface.changed', display: 'left' }))[0]).toBe('input.stop');
});

test('only the holder chooses the display; without one, any viewer; never anybody else', () => {
  const scene = controlled();
  scene.give(BORIS, 'view-desktop', 'r2');
  expect(scene.happen({ type: 'screen.choose', peer: BORIS, display: 'left' })).toEqual([]);
  expect(brief(scene.happen({ type: 'screen.choose', peer: ANNA, display: 'left' }))).toEqual(
    expect.arrayContaining(['capture anna left', 'capture boris left']),
  );
  scene.happen({ type: 'grant.revoke', grantId: grantId('r1') });
  expect(scene.happen({ type: 'screen.choose', peer: ANNA, display: 'right' })).toEqual([]);
  scene.happen({ type: 'screen.choose', peer: BORIS, display: 'right' });
  expect(viewOf(scene.state).display).toBe('right');
});

test('whoever comes is told how things stand', () => {
  const scene = controlled();
  scene.happen({ type: 'peer.present', peer: BORIS, name: 'Boris B', role: 'assisting-csr', keys: 'keys-1' });
  expect(brief(scene.effects)).toEqual(['tell boris grants', 'changed']);
  expect(viewOf(scene.state).csrs.find(({ peer }) => peer === BORIS)?.name).toBe('Boris B');
});

test('trust is kept through a reconnect with the same keys', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.happen({ type: 'peer.trust', peer: ANNA, level: 'words-matched', words: WORDS });
  scene.happen({ type: 'peer.lost', peer: ANNA });
  scene.happen({ type: 'peer.present', peer: ANNA, name: 'anna', role: 'assisting-csr', keys: 'keys-1' });
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r1'))).toContain('show r1');
});
