import { ALLOW_DELAY_MS, REQUEST_LIFE_MS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { PLAIN, ANNA, BORIS, brief, createScene, peerId, requestId, type Scene } from '../testing/scene.ts';
import { ASK_WINDOW_MS, MAX_ASKS_OF_ALL, MAX_ASKS_OF_ONE } from './brake.ts';
import { promptOf } from './settle.ts';

const decline = (scene: Scene, name: string): void =>
  void scene.happen({
    type: 'prompt.answered',
    requestId: requestId(name),
    answer: 'decline',
    allowAll: false,
    ...PLAIN,
  });

test('a CSR who asks a thousand times, declined each time, comes up five times', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  let shown = 0;
  for (let time = 0; time < 1_000; time += 1) {
    const said = brief(scene.ask(ANNA, 'view-desktop', `r${time}`));
    if (said.includes(`show r${time}`)) shown += 1;
    else expect(said).toEqual(['tell anna too-many']);
    decline(scene, `r${time}`);
  }
  expect(shown).toBe(MAX_ASKS_OF_ONE);
  expect(promptOf(scene.state)).toBeNull();
  scene.wait(ASK_WINDOW_MS);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'later'))).toContain('show later');
});

test('taking the question back, or leaving and coming back, starts nothing anew', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  for (let time = 0; time < MAX_ASKS_OF_ONE; time += 1) {
    scene.ask(ANNA, 'view-desktop', `r${time}`);
    scene.happen({ type: 'consent.withdraw', peer: ANNA, requestId: requestId(`r${time}`) });
    scene.happen({ type: 'peer.gone', peer: ANNA, why: 'left' });
    scene.arrive(ANNA);
  }
  expect(brief(scene.ask(ANNA, 'control-desktop', 'again'))).toEqual(['tell anna too-many']);
  scene.arrive(BORIS);
  expect(brief(scene.ask(BORIS, 'view-desktop', 'boris'))).toContain('show boris');
});

test('many names ask no more often than a few people would', () => {
  const scene = createScene();
  let shown = 0;
  for (let time = 0; time < 100; time += 1) {
    const csr = peerId(`csr${time}`);
    scene.arrive(csr);
    if (brief(scene.ask(csr, 'view-desktop', `r${time}`)).includes(`show r${time}`)) shown += 1;
    decline(scene, `r${time}`);
  }
  expect(shown).toBe(MAX_ASKS_OF_ALL);
});

test('a CSR whose customer is away from the screen can ask once a minute, and a yes forgives all', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  for (let time = 0; time < 2 * MAX_ASKS_OF_ONE; time += 1) {
    expect(brief(scene.ask(ANNA, 'view-desktop', `r${time}`))).toContain(`show r${time}`);
    scene.wait(REQUEST_LIFE_MS);
  }
  scene.ask(ANNA, 'view-desktop', 'yes');
  scene.wait(ALLOW_DELAY_MS);
  scene.allow('yes');
  for (let time = 0; time < MAX_ASKS_OF_ONE; time += 1) {
    expect(brief(scene.ask(ANNA, 'control-desktop', `c${time}`))).toContain(`show c${time}`);
    decline(scene, `c${time}`);
  }
});

test('the question under another name has to be readable as long as a new one', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.ask(ANNA, 'view-desktop', 'r1');
  scene.wait(ALLOW_DELAY_MS);
  scene.happen({
    type: 'peer.present',
    peer: ANNA,
    name: 'Your bank',
    role: 'assisting-csr',
    keys: 'keys-1',
  });
  const answer = { type: 'prompt.answered', requestId: requestId('r1'), answer: 'allow' } as const;
  expect(scene.happen({ ...answer, allowAll: false, ...PLAIN })).toEqual([]);
  scene.wait(ALLOW_DELAY_MS - 1);
  expect(scene.happen({ ...answer, allowAll: false, ...PLAIN })).toEqual([]);
  // Somebody else who waits behind it takes no time from anybody.
  scene.arrive(BORIS);
  scene.ask(BORIS, 'view-desktop', 'r2');
  scene.wait(1);
  expect(brief(scene.happen({ ...answer, allowAll: false, ...PLAIN }))).toContain('tell anna allowed');
});

test('whoever was refused stays refused by the same keys, until another session begins', () => {
  const scene = createScene();
  scene.arrive(ANNA);
  scene.happen({ type: 'peer.distrust', peer: ANNA, why: 'words-differ' });
  scene.happen({ type: 'peer.gone', peer: ANNA, why: 'left' });
  scene.arrive(ANNA);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r1'))).toEqual(['tell anna not-trusted']);
  scene.arrive(BORIS);
  expect(brief(scene.ask(BORIS, 'view-desktop', 'r2'))).toEqual(['tell boris not-trusted']);
  scene.arrive(BORIS, 'keys-2');
  expect(brief(scene.ask(BORIS, 'view-desktop', 'r3'))).toContain('show r3');
  scene.happen({ type: 'revoke-all', why: 'ended' });
  scene.happen({ type: 'peer.gone', peer: ANNA, why: 'ended' });
  scene.arrive(ANNA);
  expect(brief(scene.ask(ANNA, 'view-desktop', 'r4'))).toContain('show r4');
});
