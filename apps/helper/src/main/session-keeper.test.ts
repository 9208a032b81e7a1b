import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeMachine } from '../core/testing/fake-machine.ts';
import { joinAndMeet } from '../core/testing/fake-csr.ts';
import type { KeptCore } from '../core/kept-session.ts';
import { SessionKeeper } from './session-keeper.ts';

const PLACE = { join: '7KQ2-M4XA', name: 'Soonja', device: 'device' };
const NOTHING_NAMED = { intent: { join: '', name: '' }, isJoinNamed: false };

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'alongside-keeper-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const keeper = () => new SessionKeeper({ dir, relay: 'https://relay.example' });
const file = () => path.join(dir, 'session.json');

/** As a session leaves it. */
async function core(): Promise<KeptCore> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  if (machine.kept === null) throw new Error('nothing was kept');
  return machine.kept;
}

async function breakOff(): Promise<void> {
  const running = keeper();
  running.setCore(await core());
  running.setPlace(PLACE);
}

test('what a program leaves that breaks off is there for the next, readable for its user only', async () => {
  await breakOff();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const kept = new SessionKeeper({ dir, relay: null }).takeUp(NOTHING_NAMED);
  expect(kept?.place).toEqual(PLACE);
  expect(kept?.relay).toBe('https://relay.example');
  expect(kept?.core).toEqual(await core());
});

test('it goes with the session', async () => {
  const running = keeper();
  running.setCore(await core());
  running.setPlace(PLACE);
  running.setPlace(null);
  running.setCore(await core());
  expect(existsSync(file())).toBe(false);
});

test('a code that was asked for by name counts before it; one in the name of the file does not', async () => {
  await breakOff();
  const intent = { join: 'AAAA-BBBB', name: '' };
  expect(keeper().takeUp({ intent, isJoinNamed: false })?.place).toEqual(PLACE);
  expect(keeper().takeUp({ intent: PLACE, isJoinNamed: true })?.place).toEqual(PLACE);
  expect(keeper().takeUp({ intent, isJoinNamed: true })).toBe(null);
  expect(existsSync(file())).toBe(false);
});

test.each([
  ['no JSON', '{"place":'],
  ['another shape', '{"place":{"join":"7KQ2-M4XA"}}'],
  ['more than it should hold', ''],
])('a file with %s is as none, and the keys beside it go', async (_, text) => {
  await breakOff();
  const content: unknown = JSON.parse(readFileSync(file(), 'utf8'));
  writeFileSync(file(), text === '' ? JSON.stringify({ ...(content as object), grant: 'all' }) : text);
  mkdirSync(path.join(dir, 'Partitions', 'alongside-session'), { recursive: true });
  expect(keeper().takeUp(NOTHING_NAMED)).toBe(null);
  expect(existsSync(path.join(dir, 'Partitions'))).toBe(false);
});

test('a program that comes back keeps its place while it ends, and what it left with the system', async () => {
  const over: string[] = [];
  const running = keeper();
  running.setCore(await core());
  running.setPlace(PLACE);
  expect(running.end()).toBe(false);
  running.comeBack(() => over.push('disarmed'));
  expect(running.end()).toBe(true);
  running.setPlace(null);
  expect(keeper().takeUp(NOTHING_NAMED)?.place).toEqual(PLACE);
  expect(over).toEqual([]);
});

test('where the session is over before the system went down, nothing comes back', async () => {
  const over: string[] = [];
  const running = keeper();
  running.setCore(await core());
  running.setPlace(PLACE);
  running.comeBack(() => over.push('disarmed'));
  running.setPlace(null);
  expect(over).toEqual(['disarmed']);
  expect(running.end()).toBe(false);
  expect(existsSync(file())).toBe(false);
});
