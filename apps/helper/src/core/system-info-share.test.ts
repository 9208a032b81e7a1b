import { decodePeerMessage, SYSTEM_ROWS_PER_PART, type SystemReport } from '@alongside/protocol';
import { expect, test } from 'vitest';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine } from './testing/fake-machine.ts';

const ID = 'a'.repeat(22);

const report = (rows: number): SystemReport => ({
  category: 'software',
  problem: null,
  facts: [{ field: 'total', value: String(rows) }],
  columns: ['name', 'version'],
  rows: Array.from({ length: rows }, (_, index) => [`p${index}`.padEnd(200, '가'), 'v'.repeat(200)]),
});

async function request(machine: FakeMachine, id = ID): Promise<void> {
  const raw = JSON.stringify({ type: 'system-info.request', id });
  await machine.core.session['peer.message']({ peer: CSR, raw });
  await Promise.resolve();
  await Promise.resolve();
}

function told(machine: FakeMachine): readonly string[] {
  return machine.told.map(({ message }) => message.type).filter((type) => type.startsWith('system-info'));
}

async function permitted(): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'system-info'));
  return machine;
}

test('nothing is read for somebody who was not allowed', async () => {
  const machine = new FakeMachine();
  let reads = 0;
  machine.systemInfo = () => Promise.resolve(void (reads += 1));
  await joinAndMeet(machine);
  await request(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  await request(machine);
  expect(reads).toBe(0);
  expect(told(machine)).toEqual([]);
});

test('what is read goes in parts that fit a message, then the end', async () => {
  const machine = await permitted();
  machine.systemInfo = (_, onCategory) => Promise.resolve(onCategory(report(SYSTEM_ROWS_PER_PART * 2 + 1)));
  await request(machine);
  expect(told(machine)).toEqual([
    'system-info.part',
    'system-info.part',
    'system-info.part',
    'system-info.done',
  ]);
  for (const { message } of machine.told) expect(decodePeerMessage(JSON.stringify(message)).ok).toBe(true);
});

test('taken back, the reading ends and nothing more is told', async () => {
  const machine = await permitted();
  let tell = (): void => undefined;
  let isAborted = (): boolean => false;
  machine.systemInfo = (signal, onCategory) => {
    tell = () => onCategory(report(1));
    isAborted = () => signal.aborted;
    return new Promise(() => undefined);
  };
  await request(machine);
  tell();
  expect(told(machine)).toEqual(['system-info.part']);
  await machine.core.session['grants.revoke-all']();
  expect(isAborted()).toBe(true);
  tell();
  expect(told(machine)).toEqual(['system-info.part']);
});

test('asked again, the reading before is given up', async () => {
  const machine = await permitted();
  const signals: AbortSignal[] = [];
  machine.systemInfo = (signal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  await request(machine);
  await request(machine, 'b'.repeat(22));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('a machine that breaks off in mid-reading says that it is over', async () => {
  const machine = await permitted();
  machine.systemInfo = () => Promise.reject(new Error('gone'));
  await request(machine);
  expect(told(machine)).toEqual(['system-info.done']);
});
