import { ALLOW_DELAY_MS, CONTROL_LIFE_MS, MAX_QUEUED_REQUESTS, REQUEST_LIFE_MS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import {
  ABLE,
  PLAIN,
  ANNA,
  BORIS,
  brief,
  createScene,
  CUSTOMER,
  grantId,
  peerId,
  requestId,
  WORDS,
} from '../testing/scene.ts';
import { mayInject } from './control.ts';
import { nextDeadline } from './deadlines.ts';
import { promptOf } from './settle.ts';
import { mayView } from './surface.ts';

test('a request goes on screen with who asks and the words, and stands for a minute', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r1'))).toEqual(['show r1', 'record consent.asked']);
  expect(promptOf(scene.state)).toEqual({
    requestId: requestId('r1'),
    capability: 'view-desktop',
    peer: ANNA,
    name: 'anna',
    role: 'assisting-csr',
    words: WORDS,
    trust: 'words-shown',
    expiresAt: scene.at + REQUEST_LIFE_MS,
    waiting: 0,
    takesFrom: null,
  });
  expect(nextDeadline(scene.state)).toBe(scene.at + REQUEST_LIFE_MS);
});

test('allowing closes the prompt, shows the screen, tells all CSRs and keeps the record', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  expect(brief(scene.give(ANNA, 'view-desktop', 'r1'))).toEqual([
    'capture anna primary',
    'tell anna grants',
    'tell boris grants',
    'changed',
    'close r1',
    'record grant.given',
    'tell anna allowed',
  ]);
  expect(scene.state.grants).toEqual([
    {
      id: grantId('r1'),
      capability: 'view-desktop',
      csr: ANNA,
      givenAt: scene.at,
      expiresAt: null,
      mouseOnly: false,
      folders: null,
    },
  ]);
});

test('declining gives nothing and brings up the next request', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.ask(BORIS, 'view-desktop', 'r2');
  const said = scene.happen({
    type: 'prompt.answered',
    requestId: requestId('r1'),
    answer: 'decline',
    allowAll: true,
    ...PLAIN,
  });
  expect(brief(said)).toEqual(['close r1', 'show r2', 'record consent.declined', 'tell anna declined']);
  expect(scene.state.grants).toEqual([]);
  expect(scene.state.peers.get(ANNA)?.blanket).toEqual({ kind: 'ask' });
});

test('a request that nobody answers expires, and the answer that comes after changes nothing', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.wait(REQUEST_LIFE_MS - ALLOW_DELAY_MS);
  // No tick came in between: the answer itself finds the request expired.
  expect(brief(scene.allow('r1'))).toEqual(['close r1', 'record consent.expired', 'tell anna expired']);
  const { state } = scene;
  expect(scene.allow('r1')).toEqual([]);
  expect(scene.state).toEqual(state);
  expect(mayView(scene.state, ANNA)).toBe(false);
});

test('only what is on screen can be answered', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.ask(BORIS, 'control-desktop', 'r2');
  const { state } = scene;
  for (const name of ['r2', 'nobodys']) expect(scene.allow(name)).toEqual([]);
  expect(scene.state).toEqual(state);
});

test('the second click of a double click does not answer the prompt that has just come up', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.ask(BORIS, 'control-desktop', 'r2');
  scene.allow('r1');
  scene.wait(ALLOW_DELAY_MS - 1);
  const answer = { type: 'prompt.answered', requestId: requestId('r2'), allowAll: false, ...PLAIN } as const;
  expect(scene.happen({ ...answer, answer: 'allow' })).toEqual([]);
  expect(promptOf(scene.state)?.requestId).toBe(requestId('r2'));
  scene.wait(1);
  scene.happen({ ...answer, answer: 'allow' });
  expect(scene.state.grants).toHaveLength(2);
});

test('control is never asked of the customer, let alone given, for a peer whose words are not shown', () => {
  const scene = createScene();
  scene.happen({ type: 'peer.present', peer: ANNA, name: 'Anna', role: 'lead-csr', keys: 'k' });
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r1'))).toEqual(['tell anna not-trusted']);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toEqual(['show r2', 'record consent.asked']);
  expect(brief(scene.happen({ type: 'peer.trust', peer: ANNA, level: 'link-proved', words: WORDS }))).toEqual(
    ['changed', 'show r2', 'record trust.proved'],
  );
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r3'))).toContain('record consent.asked');
});

test('words that differ while control is asked end the question', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  expect(brief(scene.happen({ type: 'peer.distrust', peer: ANNA, why: 'words-differ' }))).toEqual([
    'changed',
    'close r1',
    'record trust.words-differed',
    'tell anna not-trusted',
  ]);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toEqual(['tell anna not-trusted']);
  // Whoever sits in between would only say the words again.
  scene.happen({ type: 'peer.trust', peer: ANNA, level: 'words-matched', words: WORDS });
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r3'))).toEqual(['tell anna not-trusted']);
});

test('only CSRs may ask, and only those who are here', () => {
  const scene = createScene();
  scene.happen({
    type: 'peer.present',
    peer: CUSTOMER,
    name: 'Other customer',
    role: 'assistant-customer',
    keys: 'k',
  });
  scene.happen({ type: 'peer.trust', peer: CUSTOMER, level: 'words-matched', words: WORDS });
  expect(brief(scene.ask(CUSTOMER, 'view-desktop', 'r1'))).toEqual(['tell grandma not-possible']);
  expect(scene.ask(ANNA, 'view-desktop', 'r2')).toEqual([]);
});

test('what the machine cannot do is refused before the customer is asked', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.happen({ type: 'machine', ...ABLE, inputProblem: 'wayland' });
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r1'))).toEqual(['tell anna not-possible']);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toContain('show r2');
  expect(brief(scene.happen({ type: 'machine', ...ABLE, captureProblem: 'no-display' }))).toEqual([
    'close r2',
    'tell anna not-possible',
  ]);
});

test('the queue is bounded, and nobody asks the same thing twice at once', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'first');
  expect(brief(scene.ask(ANNA, 'view-desktop', 'again'))).toEqual(['tell anna too-many']);
  expect(scene.ask(ANNA, 'view-desktop', 'first')).toEqual([]);
  for (let count = 0; count < MAX_QUEUED_REQUESTS; count += 1) {
    const peer = peerId(`csr${count}`);
    scene.arrive(peer);
    expect(brief(scene.ask(peer, 'view-desktop', `q${count}`))).not.toContain('tell csr too-many');
  }
  scene.arrive(BORIS);
  expect(brief(scene.ask(BORIS, 'view-desktop', 'one-more'))).toEqual(['tell boris too-many']);
  expect(promptOf(scene.state)?.waiting).toBe(MAX_QUEUED_REQUESTS);
});

test("nobody can replace or withdraw another's request by its id", () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.ask(ANNA, 'view-desktop', 'r1');
  const { state } = scene;
  scene.ask(BORIS, 'control-desktop', 'r1');
  scene.happen({ type: 'consent.withdraw', peer: BORIS, requestId: requestId('r1') });
  expect(scene.state).toEqual(state);
  expect(brief(scene.happen({ type: 'consent.withdraw', peer: ANNA, requestId: requestId('r1') }))).toEqual([
    'close r1',
    'tell anna withdrawn',
  ]);
});

test('what a grant covers already is not asked again', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.give(ANNA, 'control-desktop', 'r1');
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toEqual(['tell anna allowed']);
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r3'))).toEqual(['tell anna allowed']);
  expect(scene.state.grants).toHaveLength(1);
});

test('allowing control answers the same CSR asking to view', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.ask(ANNA, 'view-desktop', 'r2');
  expect(brief(scene.allow('r1')).filter((line) => line.endsWith('allowed'))).toHaveLength(2);
  expect(promptOf(scene.state)).toBeNull();
});

test('"Allow all" covers later requests of that CSR, listed and recorded like any other', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r2'))).toEqual([
    'input.stop',
    'tell anna grants',
    'tell boris grants',
    'changed',
    'record consent.asked',
    'record grant.given',
    'tell anna allowed',
  ]);
  expect(brief(scene.ask(BORIS, 'view-desktop', 'r3'))).toContain('show r3');
});

test('"Allow all" answers what the same CSR has asked meanwhile', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.ask(ANNA, 'control-desktop', 'r2');
  scene.allow('r1', true);
  expect(scene.state.grants.map(({ id }) => id)).toEqual([grantId('r1'), grantId('r2')]);
  expect(promptOf(scene.state)).toBeNull();
});

test('an hour after "Allow all", control is asked for anew however often it was given back and taken', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.allow('r1', true);
  const saidYesAt = scene.at;
  scene.wait(CONTROL_LIFE_MS - 60_000);
  scene.happen({ type: 'grant.release', peer: ANNA, grantId: grantId('r1') });
  scene.ask(ANNA, 'control-desktop', 'r2');
  expect(scene.state.grants[0]?.expiresAt).toBe(saidYesAt + CONTROL_LIFE_MS);
  scene.wait(60_000);
  expect(brief(scene.happen({ type: 'tick' }))).toContain('record grant.ended expired');
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r3'))).toContain('show r3');
});

test('an hour of control is an hour, also where "Allow all" of before has run out', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.allow('r1', true);
  scene.wait(CONTROL_LIFE_MS);
  scene.give(ANNA, 'control-desktop', 'r2');
  expect(scene.state.grants.map(({ id, expiresAt }) => [id, expiresAt])).toEqual([
    [grantId('r2'), scene.at + CONTROL_LIFE_MS],
  ]);
  scene.wait(1_000);
  scene.happen({ type: 'tick' });
  expect(
    mayInject(scene.state, { peer: ANNA, epoch: scene.state.epoch, hand: 'pointer', at: scene.at }),
  ).toBe(true);
});

test('"Allow all" ends by the system\'s own stop button, also where everything was just given back', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  scene.happen({ type: 'grant.release', peer: ANNA, grantId: grantId('r1') });
  expect(brief(scene.happen({ type: 'capture.stopped' }))).toEqual(['changed']);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toContain('show r2');
});

test('the windows hear when "Allow all" ends although nothing was granted at that moment', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  scene.happen({ type: 'grant.release', peer: ANNA, grantId: grantId('r1') });
  expect(brief(scene.happen({ type: 'revoke-all', why: 'revoked' }))).toContain('changed');
});

test.each([
  ['the grant', { type: 'grant.revoke', grantId: grantId('r1') }],
  ['everything', { type: 'revoke-all', why: 'revoked' }],
  ['by the panic key', { type: 'revoke-all', why: 'panic' }],
  ["by the system's own stop button", { type: 'capture.stopped' }],
] as const)('"Allow all" ends when the customer takes back %s', (_what, event) => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'control-desktop', 'r1');
  scene.allow('r1', true);
  scene.happen(event);
  expect(brief(scene.ask(ANNA, 'control-desktop', 'r2'))).toContain('show r2');
});

test('while a prompt is up nothing is injected, whoever asked', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.arrive(BORIS);
  scene.give(ANNA, 'control-desktop', 'r1');
  const frame = () => ({ peer: ANNA, epoch: scene.state.epoch, hand: 'pointer' as const, at: scene.at });
  expect(mayInject(scene.state, frame())).toBe(true);
  expect(brief(scene.ask(BORIS, 'view-desktop', 'r2'))).toEqual([
    'input.stop',
    'held-back prompt',
    'tell anna grants',
    'tell boris grants',
    'changed',
    'show r2',
    'record consent.asked',
  ]);
  expect(mayInject(scene.state, frame())).toBe(false);
  scene.happen({
    type: 'prompt.answered',
    requestId: requestId('r2'),
    answer: 'decline',
    allowAll: false,
    ...PLAIN,
  });
  expect(brief(scene.effects)).toContain('input.resumed');
  expect(mayInject(scene.state, frame())).toBe(true);
});

test('a reboot is done with the yes, asked for each time, and never stands among the grants', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.allow('r1', true);
  expect(brief(scene.ask(ANNA, 'reboot', 'r2'))).toContain('show r2');
  const effects = brief(scene.allow('r2', true));
  expect(effects).toContain('reboot anna');
  expect(effects.filter((effect) => effect.startsWith('record'))).toEqual([
    'record grant.given',
    'record grant.ended used',
  ]);
  expect(scene.state.grants.map(({ capability }) => capability)).toEqual(['view-desktop']);
  expect(brief(scene.ask(ANNA, 'reboot', 'r3'))).toContain('show r3');
});

test('a yes to a reboot is none to everything, and nobody reboots whose words are not known', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'reboot', 'r1');
  scene.allow('r1', true);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r2'))).toContain('show r2');
  scene.happen({ type: 'peer.present', peer: BORIS, name: 'b', role: 'assisting-csr', keys: 'k' });
  expect(brief(scene.ask(BORIS, 'reboot', 'r3'))).toEqual(['tell boris not-trusted']);
  scene.happen({ type: 'machine', ...ABLE, rebootProblem: 'unsupported' });
  expect(brief(scene.ask(ANNA, 'reboot', 'r4'))).toEqual(['tell anna not-possible']);
});
