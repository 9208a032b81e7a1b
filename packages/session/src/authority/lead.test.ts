import { expect, test } from 'vitest';
import { ANNA, BORIS, brief, createScene } from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { mayView } from './surface.ts';
import { viewOf } from './view.ts';

const lead = (role: 'lead-csr' | 'assisting-csr', peer = ANNA) =>
  ({ type: 'peer.present', peer, name: 'anna', role, keys: 'keys-1' }) as const;

test('when the lead changes hands, sharing stops for everybody and older input is dropped', () => {
  const scene = createScene();
  scene.happen(lead('lead-csr'));
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.give(BORIS, 'view-desktop', 'r1');
  scene.give(ANNA, 'control-desktop', 'r2');
  const { epoch } = scene.state;
  const effects = brief(scene.happen(lead('lead-csr')));
  expect(effects[0]).toBe('input.stop');
  expect(effects.filter((effect) => effect === 'record grant.ended lead-changed')).toHaveLength(2);
  expect(scene.state.grants).toEqual([]);
  expect(scene.state.epoch).toBeGreaterThan(epoch);
  expect(mayView(scene.state, BORIS)).toBe(false);
  expect(
    mayInject(scene.state, { peer: ANNA, epoch: scene.state.epoch, hand: 'pointer', at: scene.at }),
  ).toBe(false);
});

test('the epoch rises with the lead although nobody controls', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  const { epoch } = scene.state;
  scene.happen(lead('lead-csr'));
  expect(scene.state.epoch).toBeGreaterThan(epoch);
});

test('what was asked or allowed for good under another lead is asked anew', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  scene.arrive(BORIS);
  scene.ask(BORIS, 'view-desktop', 'r2');
  expect(brief(scene.happen(lead('lead-csr')))).toEqual(
    expect.arrayContaining(['close r2', 'tell boris withdrawn']),
  );
  expect(viewOf(scene.state).csrs.map(({ allowsAll }) => allowsAll)).toEqual([false, false]);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r3'))).toContain('show r3');
});

test('a new name or a reconnect in the same role stops nothing', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.give(ANNA, 'view-desktop', 'r1');
  scene.happen({ ...lead('assisting-csr'), name: 'Anna Maria' });
  scene.happen({ type: 'peer.lost', peer: ANNA });
  scene.happen(lead('assisting-csr'));
  expect(mayView(scene.state, ANNA)).toBe(true);
});
