/** One window instead of the desktop, through the trusted side's own doors. */
import { NO_LIMITS } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { allow, ask, CSR, epochOf, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine, LETTERS } from './testing/fake-machine.ts';

async function asked(): Promise<{ readonly machine: FakeMachine; readonly yes: () => Promise<unknown> }> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const requestId = await ask(machine, 'control-application');
  await machine.core.consent['windows.list']();
  return { machine, yes: () => allow(machine, requestId, { window: LETTERS.id }) };
}

test('only a window that was offered can be shared', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const requestId = await ask(machine, 'view-application');
  const refusal = { ok: false, code: 'no-window' };
  expect(await allow(machine, requestId, { window: LETTERS.id })).toEqual(refusal);
  await machine.core.consent['windows.list']();
  expect(await allow(machine, requestId, { window: 'window:8:0' })).toEqual(refusal);
  expect(await allow(machine, requestId, { window: null })).toEqual(refusal);
  expect(await allow(machine, requestId, { window: LETTERS.id })).toEqual({ ok: true });
});

test('the gate opens for that window alone, and for nothing once it has closed', async () => {
  const { machine, yes } = await asked();
  await yes();
  expect(machine.done).toContain('gate open Letters');
  expect(machine.done).toContain('watch Letters');
  expect(machine.sharing).toMatchObject({
    window: 'Letters',
    grants: [{ capability: 'control-application' }],
  });
  machine.send(CSR, epochOf(machine), { kind: 'move', seq: 1, at: { x: 0.5, y: 0.5 } });
  expect(machine.done.at(-1)).toBe('inject move');
  machine.closeWindow();
  expect(machine.done).toContain('gate closed');
  expect(machine.sharing?.grants).toEqual([]);
  machine.done.length = 0;
  machine.send(CSR, epochOf(machine), { kind: 'move', seq: 2, at: { x: 0.5, y: 0.5 } });
  expect(machine.done).toEqual([]);
});

test('with the mouse only, keys are dropped here', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const limits = { ...NO_LIMITS, mouseOnly: true };
  await allow(machine, await ask(machine, 'control-desktop'), { limits });
  machine.done.length = 0;
  machine.send(CSR, epochOf(machine), { kind: 'key', code: 'KeyA', down: true });
  machine.send(CSR, epochOf(machine), { kind: 'text', text: '안' });
  machine.send(CSR, epochOf(machine), { kind: 'wheel', dx: 0, dy: 120, at: { x: 0.5, y: 0.5 } });
  expect(machine.done).toEqual(['inject wheel']);
});
