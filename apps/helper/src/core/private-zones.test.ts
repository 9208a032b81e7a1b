/** What a customer hides is not reached by input, is black where it is seen, and comes back only when nobody looks. */
import { expect, test } from 'vitest';
import type { ZonesView } from '../contract/zones-view.ts';
import { allow, ask, CSR, epochOf, joinAndMeet } from './testing/fake-csr.ts';
import { DISPLAY, FakeMachine, LETTERS } from './testing/fake-machine.ts';

const LEFT_HALF = { x: 0, y: 0, width: 0.5, height: 1 };

async function settle(): Promise<void> {
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function controlled(): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'control-desktop'));
  machine.done.length = 0;
  return machine;
}

function click(machine: FakeMachine, x: number): readonly string[] {
  machine.done.length = 0;
  machine.send(CSR, epochOf(machine), { kind: 'button', button: 'left', down: true, at: { x, y: 0.5 } });
  return machine.done.filter((line) => line.includes('button'));
}

function zonesOf(machine: FakeMachine): ZonesView {
  if (machine.zones === undefined) throw new Error('nothing was told of zones');
  return machine.zones;
}

test('a click on a hidden area is not injected, one beside it is', async () => {
  const machine = await controlled();
  expect(click(machine, 0.25)).toHaveLength(1);
  const added = await machine.core.session['zones.add-area']({ display: DISPLAY.id, area: LEFT_HALF });
  expect(added.ok).toBe(true);
  expect(zonesOf(machine).hidden).toEqual([LEFT_HALF]);
  expect(click(machine, 0.25)).toEqual([]);
  expect(click(machine, 0.75)).toHaveLength(1);
});

test('whoever sees the screen is told, and it comes back only when nobody looks', async () => {
  const machine = await controlled();
  await machine.core.session['zones.add-area']({ display: DISPLAY.id, area: LEFT_HALF });
  expect(machine.told.findLast(({ message }) => message.type === 'screen.hidden')).toMatchObject({
    message: { count: 1 },
  });
  const [zone] = zonesOf(machine).zones;
  expect(zonesOf(machine).canShowAgain).toBe(false);
  expect((await machine.core.session['zones.remove']({ id: zone?.id ?? '' })).ok).toBe(false);
  expect(click(machine, 0.25)).toEqual([]);
  await machine.core.session['grants.revoke-all']();
  expect((await machine.core.session['zones.remove']({ id: zone?.id ?? '' })).ok).toBe(true);
  expect(zonesOf(machine).zones).toEqual([]);
});

test('a hidden window is covered where it goes, and is not typed into', async () => {
  const machine = await controlled();
  machine.hiddenWindow = { region: { x: 0, y: 0, width: 100, height: 500 }, hasKeyboard: true };
  await machine.core.session['zones.windows']();
  expect((await machine.core.session['zones.add-window']({ id: LETTERS.id })).ok).toBe(true);
  await settle();
  expect(click(machine, 0.05)).toEqual([]);
  machine.done.length = 0;
  machine.send(CSR, epochOf(machine), { kind: 'text', text: 'hello' });
  expect(machine.done.filter((line) => line.includes('hello'))).toEqual([]);
  machine.hiddenWindow = { region: { x: 800, y: 0, width: 100, height: 500 }, hasKeyboard: false };
  for (let looks = 0; looks < 3; looks += 1) {
    machine.wait(200);
    await settle();
  }
  expect(click(machine, 0.85)).toEqual([]);
  expect(click(machine, 0.95)).toHaveLength(1);
});

test('only a window that was listed can be hidden', async () => {
  const machine = await controlled();
  expect((await machine.core.session['zones.add-window']({ id: 'window:1:0' })).ok).toBe(false);
});

test('while it is not known where the shared window lies, all of it is black', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await machine.core.session['zones.add-area']({ display: DISPLAY.id, area: LEFT_HALF });
  await machine.core.consent['windows.list']();
  const requestId = await ask(machine, 'view-application');
  await machine.core.consent['windows.list']();
  await allow(machine, requestId, { window: LETTERS.id });
  await settle();
  expect(zonesOf(machine).hidden).toEqual([{ x: 0, y: 0, width: 1, height: 1 }]);
  machine.hiddenWindow = { region: { x: 600, y: 0, width: 200, height: 200 }, hasKeyboard: false };
  machine.wait(200);
  await settle();
  expect(zonesOf(machine).hidden).toEqual([]);
});
