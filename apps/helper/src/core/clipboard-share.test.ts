/** The customer's clipboard behind its two grants, through the trusted side's own doors. */
import { idSchema, type PeerMessage } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine } from './testing/fake-machine.ts';

const ID = idSchema.parse('i'.repeat(22));
const PART = { type: 'clipboard.part', id: ID, index: 0, kind: 'text', count: 1, data: 'hello' } as const;

async function met(...capabilities: readonly Parameters<typeof ask>[1][]): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  for (const capability of capabilities) await allow(machine, await ask(machine, capability));
  machine.done.length = 0;
  machine.told.length = 0;
  return machine;
}

async function hear(machine: FakeMachine, message: PeerMessage): Promise<void> {
  await machine.core.session['peer.message']({ peer: CSR, raw: JSON.stringify(message) });
  await Promise.resolve();
}

const toldOf = (machine: FakeMachine, type: string) =>
  machine.told.filter(({ message }) => message.type === type).map(({ message }) => message);

test('what comes is written only from whoever may, and the CSR hears when it can be pasted', async () => {
  const machine = await met('control-desktop', 'read-clipboard');
  await hear(machine, PART);
  expect(machine.done).not.toContain('write text');
  expect(toldOf(machine, 'clipboard.taken')).toMatchObject([{ outcome: 'refused' }]);
  const allowed = await met('write-clipboard');
  await hear(allowed, PART);
  expect(allowed.done).toContain('write text');
  expect(toldOf(allowed, 'clipboard.taken')).toMatchObject([{ id: ID, outcome: 'written' }]);
});

test('nothing that is copied is looked at without a yes, nor told to whoever may only write', async () => {
  const machine = await met('control-desktop', 'write-clipboard');
  machine.copy('a secret');
  expect(toldOf(machine, 'clipboard.part')).toEqual([]);
  await allow(machine, await ask(machine, 'read-clipboard'));
  expect(machine.done).toContain('clipboard watched');
  machine.copy('a word');
  expect(toldOf(machine, 'clipboard.part')).toMatchObject([{ data: 'a word', count: 1 }]);
});

test('a clipboard that is taken back is no longer looked at, written to, or told of', async () => {
  const machine = await met('read-clipboard', 'write-clipboard');
  machine.copy('x'.repeat(100_000));
  const first = toldOf(machine, 'clipboard.part').length;
  machine.pressPanicKey();
  expect(machine.done).toContain('clipboard unwatched');
  const begun = toldOf(machine, 'clipboard.part')[0];
  if (begun?.type !== 'clipboard.part') throw new Error('nothing was sent');
  await hear(machine, { type: 'clipboard.taken', id: begun.id, index: 0, outcome: 'more' });
  await hear(machine, PART);
  expect(toldOf(machine, 'clipboard.part')).toHaveLength(first);
  expect(machine.done).not.toContain('write text');
});
