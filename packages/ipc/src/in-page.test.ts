import { fail, ok } from '@alongside/protocol';
import { expect, expectTypeOf, test, vi } from 'vitest';
import { z } from 'zod';
import { bridgeFor, defineContract, type Handlers } from './index.ts';
import { serveInPage } from './in-page.ts';

const contract = defineContract({
  name: 'test-window',
  calls: {
    'sum.add': { in: z.strictObject({ a: z.number(), b: z.number() }), out: z.number() },
    'door.open': { in: z.void(), out: z.string().max(5), codes: ['locked'] },
  },
  events: { 'sum.changed': z.strictObject({ total: z.number() }) },
  frames: { input: 8 },
});

function handlers(overrides: Partial<Handlers<typeof contract>> = {}): Handlers<typeof contract> {
  return {
    'sum.add': ({ a, b }) => ok(a + b),
    'door.open': () => fail('locked'),
    input: () => undefined,
    ...overrides,
  };
}

const quiet = (): void => undefined;

test('a call answers what its handler answers', async () => {
  const { bridge } = serveInPage(contract, handlers(), { onBug: quiet });
  expect(await bridge.call('sum.add', { a: 1, b: 2 })).toEqual(ok(3));
  expect(await bridge.call('door.open')).toEqual(fail('locked'));
});

test('input that the schema refuses never reaches the handler', async () => {
  const add = vi.fn(() => ok(0));
  const { bridge } = serveInPage(contract, handlers({ 'sum.add': add }), { onBug: quiet });
  for (const bad of [undefined, { a: 1 }, { a: 1, b: '2' }, { a: 1, b: 2, c: 3 }]) {
    expect(await bridge.call('sum.add', bad as { a: number; b: number })).toEqual(fail('bad-input'));
  }
  expect(add).not.toHaveBeenCalled();
});

test.each(['nothing', 'constructor', '__proto__', 'toString', 'input'])(
  'a call named %s is refused',
  async (name) => {
    const { bridge } = serveInPage(contract, handlers(), { onBug: quiet });
    expect(await bridge.call(name as 'door.open')).toEqual(fail('refused'));
  },
);

test('a handler that throws is reported once and answered without its message', async () => {
  const onBug = vi.fn();
  const secret = new Error('secret path');
  const throwing = handlers({ 'door.open': () => Promise.reject(secret) });
  const { bridge } = serveInPage(contract, throwing, { onBug });
  expect(await bridge.call('door.open')).toEqual({ ok: false, code: 'failed' });
  expect(onBug.mock.calls).toEqual([[secret, 'door.open']]);
});

test('an answer outside the contract is a bug, not an answer', async () => {
  const onBug = vi.fn();
  const { bridge } = serveInPage(contract, handlers({ 'door.open': () => ok('too long') }), { onBug });
  expect(await bridge.call('door.open')).toEqual(fail('failed'));
  const undeclared = handlers({ 'door.open': () => fail('secret' as 'locked') });
  const other = serveInPage(contract, undeclared, { onBug });
  expect(await other.bridge.call('door.open')).toEqual(fail('failed'));
  expect(onBug).toHaveBeenCalledTimes(2);
});

test('events reach their listeners until these are removed', () => {
  const { bridge, emit } = serveInPage(contract, handlers(), { onBug: quiet });
  const heard: number[] = [];
  const remove = bridge.on('sum.changed', ({ total }) => heard.push(total));
  emit('sum.changed', { total: 1 });
  remove();
  emit('sum.changed', { total: 2 });
  expect(heard).toEqual([1]);
});

test('an event that breaks the contract is reported and not sent', () => {
  const onBug = vi.fn();
  const { bridge, emit } = serveInPage(contract, handlers(), { onBug });
  const listener = vi.fn();
  bridge.on('sum.changed', listener);
  emit('sum.changed', { total: '1' as unknown as number });
  expect(listener).not.toHaveBeenCalled();
  expect(onBug).toHaveBeenCalledOnce();
});

test('frames arrive up to their size and no further, and a throwing handler is reported', () => {
  const onBug = vi.fn();
  const input = vi.fn();
  const { bridge } = serveInPage(contract, handlers({ input }), { onBug });
  bridge.sendFrame('input', new Uint8Array(8));
  bridge.sendFrame('input', new Uint8Array(9));
  bridge.sendFrame('sum.add' as 'input', new Uint8Array(1));
  bridge.sendFrame('input', 'text' as unknown as Uint8Array);
  expect(input).toHaveBeenCalledOnce();
  input.mockImplementation(() => {
    throw new Error('bug');
  });
  bridge.sendFrame('input', new Uint8Array(1));
  expect(onBug).toHaveBeenCalledOnce();
});

test('after close, calls answer gone, events and frames go nowhere', async () => {
  const input = vi.fn();
  let answerLate = quiet;
  const late = new Promise<undefined>((resolve) => {
    answerLate = () => resolve(undefined);
  });
  const opening = handlers({ input, 'door.open': () => late.then(() => ok('late')) });
  const served = serveInPage(contract, opening, { onBug: quiet });
  const { bridge } = served;
  const listener = vi.fn();
  const gone = vi.fn();
  bridge.on('sum.changed', listener);
  bridge.onGone(gone);
  const underWay = bridge.call('door.open');
  served.close();
  served.close();
  answerLate();
  expect(await underWay).toEqual(fail('gone'));
  expect(await bridge.call('sum.add', { a: 1, b: 2 })).toEqual(fail('gone'));
  bridge.sendFrame('input', new Uint8Array(1));
  served.emit('sum.changed', { total: 1 });
  expect(input).not.toHaveBeenCalled();
  expect(listener).not.toHaveBeenCalled();
  expect(gone).toHaveBeenCalledOnce();
  const after = vi.fn();
  bridge.onGone(after);
  expect(after).toHaveBeenCalledOnce();
});

test('a window whose bridge speaks another contract is a bug', async () => {
  const { bridge } = serveInPage(contract, handlers(), { onBug: quiet });
  vi.stubGlobal('alongside', { ...bridge, contract: 'other' });
  await expect(bridgeFor(contract, () => bridge)).rejects.toThrow('other');
  vi.unstubAllGlobals();
  expect(await bridgeFor(contract, () => bridge)).toBe(bridge);
});

test('a contract in which a frame and a call share a name is refused', () => {
  const call = { in: z.void(), out: z.void() };
  expect(() => defineContract({ name: 'x', calls: { a: call }, events: {}, frames: { a: 1 } })).toThrow(
    'share',
  );
  expect(() => defineContract({ name: 'No Name', calls: {}, events: {}, frames: {} })).toThrow('name');
});

test('the types: a missing handler, an unlisted call and an undeclared code do not compile', () => {
  const { bridge } = serveInPage(contract, handlers(), { onBug: quiet });
  const { input: _input, ...withoutFrame } = handlers();
  const { 'door.open': _open, ...withoutCall } = handlers();
  expectTypeOf(withoutFrame).not.toExtend<Handlers<typeof contract>>();
  expectTypeOf(withoutCall).not.toExtend<Handlers<typeof contract>>();
  expectTypeOf(bridge.call<'door.open'>).returns.resolves.toEqualTypeOf<
    | { readonly ok: true; readonly value: string }
    | { readonly ok: false; readonly code: 'locked' | 'bad-input' | 'refused' | 'gone' | 'failed' }
  >();
  expectTypeOf<Parameters<typeof bridge.call>[0]>().toEqualTypeOf<'sum.add' | 'door.open'>();
});
