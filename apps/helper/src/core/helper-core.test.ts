import { expect, test } from 'vitest';
import { NO_LIMITS, type InputCommand } from '@alongside/protocol';
import { allow, ask, CSR, epochOf, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine, idOf } from './testing/fake-machine.ts';

const MOVE: InputCommand = { kind: 'move', seq: 1, at: { x: 0.5, y: 0.5 } };
const KEY: InputCommand = { kind: 'key', code: 'KeyA', down: true };

async function controlled(): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'control-desktop'));
  machine.done.length = 0;
  return machine;
}

test('nothing that a session window may call grants anything', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await ask(machine, 'view-desktop');
  expect(machine.sharing?.grants ?? []).toEqual([]);
  expect(machine.done).toContain('prompt view-desktop');
  expect(machine.done.some((step) => step.startsWith('gate open'))).toBe(false);
});

test('an allowed request opens the gate, starts the capture, shows the banner and lists the grant', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  expect(machine.done.indexOf('gate open 1')).toBeLessThan(machine.done.indexOf('capture.start'));
  expect(machine.done).toContain('gate open 1');
  expect(machine.done).toContain('banner shown');
  expect(machine.sharing?.grants.map(({ capability, name }) => [capability, name])).toEqual([
    ['view-desktop', 'Mina'],
  ]);
  expect(machine.told.map(({ message }) => message.type)).toContain('screen.displays');
});

test('Allow counts only once the question could be read for 800 ms', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const requestId = await ask(machine, 'view-desktop');
  const answer = { requestId, answer: 'allow', allowAll: false, limits: NO_LIMITS, window: null } as const;
  machine.wait(5_000);
  expect(machine.core.consent['prompt.answer'](answer)).toEqual({ ok: false, code: 'too-early' });
  await machine.core.consent['prompt.get']();
  machine.wait(799);
  expect(machine.core.consent['prompt.answer'](answer)).toEqual({ ok: false, code: 'too-early' });
  expect(machine.sharing?.grants ?? []).toEqual([]);
  machine.wait(1);
  expect(machine.core.consent['prompt.answer'](answer)).toMatchObject({ ok: true });
  expect(machine.sharing?.grants).toHaveLength(1);
});

test('a question under another name has to be readable for 800 ms again', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const requestId = await ask(machine, 'view-desktop');
  const answer = { requestId, answer: 'allow', allowAll: false, limits: NO_LIMITS, window: null } as const;
  await machine.core.consent['prompt.get']();
  machine.wait(800);
  await machine.core.session['peer.present']({ peer: CSR, name: 'Bank', role: 'lead-csr', keys: 'keys' });
  expect(machine.core.consent['prompt.answer'](answer)).toEqual({ ok: false, code: 'too-early' });
  machine.wait(800);
  expect(machine.core.consent['prompt.answer'](answer)).toMatchObject({ ok: true });
  expect(machine.sharing?.grants).toHaveLength(1);
});

test('Decline counts at once, and a closed consent window is a no', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await ask(machine, 'view-desktop');
  machine.closePrompt();
  const outcomes = machine.told.flatMap(({ message }) =>
    message.type === 'consent.answer' ? [message.outcome] : [],
  );
  expect(outcomes).toEqual(['declined']);
  expect(machine.done).toContain('prompt closed');
});

test('input of the holder with the right epoch is injected, of anyone else not', async () => {
  const machine = await controlled();
  const epoch = epochOf(machine);
  machine.send(idOf('x'), epoch, MOVE);
  machine.send(CSR, epoch + 1, MOVE);
  machine.core.session.input(new Uint8Array([1, 2, 3]));
  expect(machine.done).toEqual([]);
  machine.send(CSR, epoch, MOVE);
  expect(machine.done).toEqual(['inject move']);
});

test('the pointer over one of our windows is held back, what is held is let go, and moving off works again', async () => {
  const machine = await controlled();
  const epoch = epochOf(machine);
  machine.ownWindow.covered = true;
  machine.send(CSR, epoch, MOVE);
  expect(machine.done).toContain('input stopped');
  expect(machine.done).not.toContain('inject move');
  expect(machine.sharing?.paused).toBe('own-window');
  machine.ownWindow.covered = false;
  machine.send(CSR, epoch, { ...MOVE, seq: 2 });
  expect(machine.done.at(-1)).toBe('inject move');
  expect(machine.sharing?.paused).toBeNull();
});

test('keys go nowhere while one of our windows has the focus', async () => {
  const machine = await controlled();
  machine.ownWindow.focused = true;
  machine.ownWindow.changed();
  expect(machine.done).toContain('input stopped');
  machine.send(CSR, epochOf(machine), KEY);
  expect(machine.done).not.toContain('inject key');
});

test('while a question is on screen nothing is injected', async () => {
  const machine = await controlled();
  await machine.core.session['peer.present']({
    peer: idOf('d'),
    name: 'Second',
    role: 'assisting-csr',
    keys: 'k2',
  });
  await ask(machine, 'view-desktop', idOf('d'));
  expect(machine.done).toContain('input stopped');
  machine.send(CSR, epochOf(machine), MOVE);
  expect(machine.done).not.toContain('inject move');
});

test('the customer’s own hand holds input back for two seconds', async () => {
  const machine = await controlled();
  machine.moveHand();
  expect(machine.done).toContain('input stopped');
  machine.send(CSR, epochOf(machine), MOVE);
  expect(machine.done).not.toContain('inject move');
  machine.wait(2_100);
  machine.send(CSR, epochOf(machine), { ...MOVE, seq: 2 });
  expect(machine.done.at(-1)).toBe('inject move');
});

test.each(['panic key', 'stop in the banner', 'window broke', 'program ends'] as const)(
  'after %s nothing is shared and nothing is injected',
  async (ending) => {
    const machine = await controlled();
    const epoch = epochOf(machine);
    if (ending === 'panic key') machine.pressPanicKey();
    if (ending === 'stop in the banner') await machine.core.banner['banner.stop']();
    if (ending === 'window broke') machine.core.endSession();
    if (ending === 'program ends') machine.core.close();
    expect(machine.done.indexOf('input stopped')).toBe(0);
    expect(machine.done).toContain('gate closed');
    expect(machine.done).toContain('banner hidden');
    expect(machine.sharing?.grants).toEqual([]);
    machine.send(CSR, epoch, MOVE);
    machine.send(CSR, epoch + 1, MOVE);
    expect(machine.done).not.toContain('inject move');
  },
);

test('a page that is loaded anew ends what the one before it left behind', async () => {
  const machine = await controlled();
  const epoch = epochOf(machine);
  await machine.core.session['app.start']();
  expect(machine.done).toContain('gate closed');
  expect(machine.sharing?.grants).toEqual([]);
  await joinAndMeet(machine);
  machine.send(CSR, epoch, MOVE);
  machine.send(CSR, epochOf(machine), MOVE);
  expect(machine.done).not.toContain('inject move');
});

test('what a peer says is decoded again: nonsense and what does not act change nothing', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  machine.done.length = 0;
  const grants = { type: 'grants.changed', grants: [], control: { holder: CSR, epoch: 9, paused: null } };
  for (const raw of ['', '{', '{"type":"consent.request"}', JSON.stringify(grants), 'x'.repeat(65_536)]) {
    await machine.core.session['peer.message']({ peer: CSR, raw });
  }
  expect(machine.done).toEqual([]);
});

test('the receipt says who helped, what was allowed and how it ended', async () => {
  const machine = await controlled();
  machine.wait(60_000);
  machine.pressPanicKey();
  machine.wait(1_000);
  machine.core.endSession();
  const receipt = machine.core.receipt();
  expect(receipt).toMatchObject({ organisation: 'Muster Ltd', verified: true, helpers: ['Mina'] });
  expect(receipt?.allowed).toMatchObject([{ capability: 'control-desktop', name: 'Mina', why: 'panic' }]);
  expect((receipt?.endedAt ?? 0) - (receipt?.startedAt ?? 0)).toBe(61_900);
});

const PLACE = { join: 'https://relay/j/x', name: 'Edna', device: 'd', proved: true };
const meetAgain = (machine: FakeMachine, keys: string) =>
  machine.core.session['peer.present']({ peer: CSR, name: 'Mina', role: 'lead-csr', keys });

test('a window that breaks and comes back finds what was allowed, for the same keys', async () => {
  const machine = await controlled();
  machine.core.windowBroke();
  expect(machine.done).toContain('input stopped');
  expect(machine.sharing?.grants.map(({ onHold }) => onHold)).toEqual([true]);
  machine.place = PLACE;
  await machine.core.session['app.start']();
  expect(machine.sharing?.grants).toHaveLength(1);
  await meetAgain(machine, 'keys');
  expect(machine.sharing?.grants.map(({ onHold }) => onHold)).toEqual([false]);
});

test.each<[string, (machine: FakeMachine) => unknown]>([
  ['other keys come back', (machine) => meetAgain(machine, 'others')],
  ['nobody comes back within a minute', (machine) => machine.wait(60_001)],
  ['the next page begins elsewhere', (machine) => machine.core.session['app.start']()],
  ['the session is over', (machine) => machine.core.session['session.ended']()],
])('what was allowed before a window broke ends where %s', async (_, then) => {
  const machine = await controlled();
  machine.core.windowBroke();
  await then(machine);
  expect(machine.sharing?.grants).toEqual([]);
});

test('a program that broke off goes on with what it had, once its page is in the session again', async () => {
  const { kept } = await controlled();
  if (kept === null) throw new Error('nothing was kept');
  const next = new FakeMachine();
  next.place = PLACE;
  next.core.goOn(kept, 1_000_000);
  expect(next.core.wasProved()).toBe(true);
  await next.core.session['app.start']();
  expect(next.sharing?.grants ?? []).toEqual([]);
  await joinAndMeet(next);
  expect(next.sharing?.grants.map(({ capability }) => capability)).toEqual(['control-desktop']);
  expect(next.core.receipt()?.allowed.map(({ capability }) => capability)).toEqual(['control-desktop']);
  next.send(CSR, epochOf(next), MOVE);
  expect(next.done).toContain('inject move');
  expect(next.done.some((step) => step.startsWith('prompt'))).toBe(false);
});

test('a page that begins elsewhere takes nothing up', async () => {
  const { kept } = await controlled();
  if (kept === null) throw new Error('nothing was kept');
  const next = new FakeMachine();
  next.core.goOn(kept, 1_000_000);
  await next.core.session['app.start']();
  await joinAndMeet(next);
  expect(next.sharing?.grants ?? []).toEqual([]);
  expect(next.core.receipt()?.allowed).toEqual([]);
});

test.each<[string, (machine: FakeMachine) => unknown]>([
  ['with the session', (machine) => machine.core.session['session.ended']()],
  ['with the window', (machine) => machine.core.endSession()],
  ['by a page that begins elsewhere', (machine) => machine.core.session['app.start']()],
])('a place is kept, and forgotten %s', async (_, then) => {
  const machine = await controlled();
  const { proved: _proved, ...place } = PLACE;
  await machine.core.session['place.keep'](place);
  await then(machine);
  expect(machine.done.filter((step) => step.startsWith('place'))).toEqual(['place kept', 'place forgotten']);
  expect(machine.core.wasProved()).toBe(false);
});

test.each([
  [true, 'restarting'],
  [false, 'failed'],
])('a reboot that was allowed is begun, and the CSR is told what became of it (%s)', async (can, outcome) => {
  const machine = new FakeMachine();
  machine.canReboot = can;
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'reboot'));
  await Promise.resolve();
  expect(machine.done).toContain('reboot');
  expect(machine.told).toContainEqual({ to: CSR, message: { type: 'reboot.told', outcome } });
});
