/** Drawing on the shared monitor, through the trusted side's own doors. */
import { idSchema, type PeerMessage } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine, LETTERS } from './testing/fake-machine.ts';

const LINE: PeerMessage = {
  type: 'draw.line',
  id: idSchema.parse('l'.repeat(22)),
  points: [{ x: 0.5, y: 0.5 }],
};

async function met(): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  return machine;
}

async function hear(machine: FakeMachine, message: PeerMessage): Promise<void> {
  await machine.core.session['peer.message']({ peer: CSR, raw: JSON.stringify(message) });
}

const overlays = ({ done }: FakeMachine) => done.filter((what) => what.startsWith('overlay'));

test('only whoever may see the desktop draws on it, and what they drew ends with the grant', async () => {
  const machine = await met();
  await hear(machine, LINE);
  expect(overlays(machine)).toEqual([]);
  await allow(machine, await ask(machine, 'view-desktop'));
  await hear(machine, LINE);
  await hear(machine, { type: 'draw.point', at: { x: 0, y: 1 } });
  expect(overlays(machine).slice(-2)).toEqual(['overlay 1 0', 'overlay 1 1']);
  machine.pressPanicKey();
  expect(overlays(machine).at(-1)).toBe('overlay 0 0');
});

test('nothing is drawn where one window is shared', async () => {
  const machine = await met();
  const requestId = await ask(machine, 'view-application');
  await machine.core.consent['windows.list']();
  await allow(machine, requestId, { window: LETTERS.id });
  machine.done.length = 0;
  await hear(machine, LINE);
  expect(overlays(machine)).toEqual([]);
});
