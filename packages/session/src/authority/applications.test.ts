/** One window instead of the desktop, and yeses with limits: what each shows, and what ends with what. */
import { LIMIT_MINUTES, NO_LIMITS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { ABLE, ANNA, BORIS, brief, createScene, PLAIN, requestId, type Scene } from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { mayView } from './surface.ts';

function met(): Scene {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  return scene;
}

const capabilities = (scene: Scene): readonly string[] =>
  scene.state.grants.map(({ capability, csr }) => `${csr.replaceAll('-', '')} ${capability}`);

const injects = (scene: Scene, hand: 'pointer' | 'keyboard' = 'pointer'): boolean =>
  mayInject(scene.state, { peer: ANNA, epoch: scene.state.epoch, hand, at: scene.at });

test('the window that the customer chose is shown, and no other surface with it', () => {
  const scene = met();
  expect(brief(scene.give(ANNA, 'view-application', 'r1'))).toContain('capture anna Letters');
  expect(mayView(scene.state, ANNA)).toBe(true);
  expect(mayView(scene.state, BORIS)).toBe(false);
});

test('an answer without a window is none', () => {
  const scene = met();
  scene.ask(ANNA, 'view-application', 'r1');
  scene.wait(1_000);
  const yes = {
    type: 'prompt.answered',
    requestId: requestId('r1'),
    answer: 'allow',
    allowAll: false,
  } as const;
  scene.happen({ ...yes, ...PLAIN, window: null });
  expect(scene.state.grants).toEqual([]);
  expect(scene.state.desk.kind).toBe('asking');
});

test.each([
  ['view-desktop', 'view-application', ['boris view-application']],
  ['control-desktop', 'control-application', ['boris control-application']],
  ['view-application', 'control-desktop', ['boris control-desktop']],
  ['view-application', 'control-application', ['anna view-application', 'boris control-application']],
] as const)('%s of one ends or stays when another gets %s', (first, second, left) => {
  const scene = met();
  scene.give(ANNA, first, 'r1');
  scene.give(BORIS, second, 'r2');
  expect(capabilities(scene)).toEqual(left);
});

test('another window takes the place of the first, for everybody', () => {
  const scene = met();
  scene.give(ANNA, 'control-application', 'r1');
  scene.ask(BORIS, 'view-application', 'r2');
  scene.wait(1_000);
  const yes = {
    type: 'prompt.answered',
    requestId: requestId('r2'),
    answer: 'allow',
    allowAll: false,
  } as const;
  const said = brief(scene.happen({ ...yes, ...PLAIN, window: { id: 'w2', title: 'Sums' } }));
  expect(said).toContain('record grant.ended replaced');
  expect(said).toContain('capture boris Sums');
  expect(capabilities(scene)).toEqual(['boris view-application']);
  expect(injects(scene)).toBe(false);
});

test('a window that closes ends what was given for it, and leaves the clipboard', () => {
  const scene = met();
  scene.give(ANNA, 'control-application', 'r1');
  scene.give(ANNA, 'write-clipboard', 'r2');
  const epoch = scene.state.epoch;
  const said = brief(scene.happen({ type: 'window.closed' }));
  expect(said).toContain('uncapture anna');
  expect(said).toContain('record grant.ended capture-stopped');
  expect(capabilities(scene)).toEqual(['anna write-clipboard']);
  expect(scene.state.epoch).toBeGreaterThan(epoch);
});

test('the monitor cannot be chosen while one window is shared', () => {
  const scene = met();
  scene.give(ANNA, 'view-application', 'r1');
  expect(scene.happen({ type: 'screen.choose', peer: ANNA, display: 'd2' })).toEqual([]);
});

test('a clipboard shows nothing and takes nothing, and is asked for even of whom everything is allowed', () => {
  const scene = met();
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  expect(brief(scene.ask(ANNA, 'read-clipboard', 'r2'))).toContain('show r2');
  scene.allow('r2');
  expect(capabilities(scene)).toEqual(['anna view-desktop', 'anna read-clipboard']);
  scene.give(BORIS, 'read-clipboard', 'r3');
  expect(mayView(scene.state, BORIS)).toBe(false);
  expect(injects(scene)).toBe(false);
});

test('everything allowed is no answer to which window', () => {
  const scene = met();
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  expect(brief(scene.ask(ANNA, 'control-application', 'r2'))).toContain('show r2');
});

test.each(LIMIT_MINUTES)('a yes for %i minutes ends by itself', (minutes) => {
  const scene = met();
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', false, { ...NO_LIMITS, minutes });
  scene.wait(minutes * 60_000 - 1);
  scene.happen({ type: 'tick' });
  expect(mayView(scene.state, ANNA)).toBe(true);
  scene.wait(1);
  expect(brief(scene.happen({ type: 'tick' }))).toContain('record grant.ended expired');
  expect(mayView(scene.state, ANNA)).toBe(false);
});

test('mouse only is the mouse only, and the keyboard can be asked for', () => {
  const scene = met();
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.allow('r1', false, { ...NO_LIMITS, mouseOnly: true });
  expect([injects(scene, 'pointer'), injects(scene, 'keyboard')]).toEqual([true, false]);
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r2'))).toContain('show r2');
  scene.allow('r2');
  expect([injects(scene, 'pointer'), injects(scene, 'keyboard')]).toEqual([true, true]);
  expect(capabilities(scene)).toEqual(['anna control-desktop']);
});

test('a yes with limits is none to everything', () => {
  const scene = met();
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true, { ...NO_LIMITS, minutes: 5 });
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r2'))).toContain('show r2');
});

test.each([
  ['applicationProblem', 'view-application', 'view-desktop'],
  ['clipboardProblem', 'write-clipboard', 'view-desktop'],
  ['captureProblem', 'control-application', 'read-clipboard'],
] as const)('a machine with %s refuses %s and not %s', (problem, refused, asked) => {
  const scene = met();
  const value = problem === 'captureProblem' ? 'no-display' : 'unsupported';
  scene.happen({ type: 'machine', ...ABLE, [problem]: value });
  expect(brief(scene.ask(ANNA, refused, 'r1'))).toEqual(['tell anna not-possible']);
  expect(brief(scene.ask(ANNA, asked, 'r2'))).toContain('show r2');
});
