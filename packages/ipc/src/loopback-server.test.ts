import { request } from 'node:http';
import { fail, ok } from '@alongside/protocol';
import { expect, onTestFinished, test, vi } from 'vitest';
import WebSocketOfNode from 'ws';
import { z } from 'zod';
import { defineContract, type Handlers } from './index.ts';
import { connectLoopback, type LoopbackPage } from './loopback-client.ts';
import { serveLoopback, type LoopbackCarrier, type ServedLoopback } from './loopback-server.ts';

const contract = defineContract({
  name: 'test-window',
  calls: {
    'sum.add': { in: z.strictObject({ a: z.number(), b: z.number() }), out: z.number() },
    'text.echo': { in: z.string(), out: z.string() },
    'door.open': { in: z.void(), out: z.void(), codes: ['locked'] },
  },
  events: { 'sum.changed': z.strictObject({ total: z.number() }) },
  frames: { pointer: 4, input: 300_000 },
});
type Served = ServedLoopback<typeof contract>;

const opened = { ok: true, value: undefined };

async function serve(
  overrides: Partial<Handlers<typeof contract>> = {},
  carrier: Partial<LoopbackCarrier> = {},
): Promise<Served> {
  const handlers: Handlers<typeof contract> = {
    'sum.add': ({ a, b }) => ok(a + b),
    'text.echo': (text) => ok(text),
    'door.open': () => ok(),
    pointer: () => undefined,
    input: () => undefined,
    ...overrides,
  };
  const served = await serveLoopback(contract, handlers, {
    page: '/index.html',
    pages: (path) =>
      Promise.resolve({ status: 200, headers: { 'x-path': path }, body: Buffer.from('<!doctype html>') }),
    onBug: (error) => expect.unreachable(String(error)),
    ...carrier,
  });
  onTestFinished(served.close);
  return served;
}

/** A page in a browser that sends the Origin of its address, as browsers do. */
function pageAt(
  url: string,
  kept = new Map<string, string>(),
): LoopbackPage & { sockets: WebSocketOfNode[] } {
  const { host, hash, origin } = new URL(url);
  const sockets: WebSocketOfNode[] = [];
  let fragment: string | undefined = hash.replace('#token=', '');
  return {
    host,
    sockets,
    takeFragmentToken() {
      const token = fragment === '' ? undefined : fragment;
      fragment = undefined;
      return token;
    },
    kept: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    openSocket(address) {
      const socket = new WebSocketOfNode(address, { origin });
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  };
}

/** A socket that says what it likes. Resolves once it is open or refused. */
async function rawSocket(
  served: Served,
  changes: { origin?: string; host?: string; path?: string } = {},
): Promise<{ socket: WebSocketOfNode; refused: boolean; closed: Promise<number>; answers: unknown[] }> {
  const { host, origin } = new URL(served.url);
  const socket = new WebSocketOfNode(`ws://${host}${changes.path ?? '/ipc'}`, {
    origin: changes.origin ?? origin,
    headers: { host: changes.host ?? host },
  });
  onTestFinished(() => socket.terminate());
  const answers: unknown[] = [];
  socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString('utf8'))));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  const refused = await new Promise<boolean>((resolve) => {
    socket.on('open', () => resolve(false));
    socket.on('error', () => resolve(true));
  });
  return { socket, refused, closed, answers };
}

const tokenOf = (served: Served): string => new URL(served.url).hash.replace('#token=', '');
const hello = (token: string): string => JSON.stringify({ type: 'hello', token });

test('the window that was opened calls, hears events and sends frames', async () => {
  const pointer = vi.fn();
  const served = await serve({ pointer, 'door.open': () => fail('locked') });
  const bridge = await connectLoopback(contract, pageAt(served.url));
  expect(await bridge.call('sum.add', { a: 1, b: 2 })).toEqual(ok(3));
  expect(await bridge.call('text.echo', '한글 🙂')).toEqual(ok('한글 🙂'));
  expect(await bridge.call('door.open')).toEqual(fail('locked'));
  const heard = new Promise((resolve) => {
    bridge.on('sum.changed', resolve);
  });
  served.emit('sum.changed', { total: 7 });
  expect(await heard).toEqual({ total: 7 });
  bridge.sendFrame('pointer', Uint8Array.of(1, 2, 3));
  await vi.waitFor(() => expect(pointer).toHaveBeenCalledWith(Uint8Array.of(1, 2, 3)));
});

test('a call that answers nothing answers undefined', async () => {
  const served = await serve();
  const bridge = await connectLoopback(contract, pageAt(served.url));
  expect(await bridge.call('door.open')).toEqual(opened);
});

test('bad input, unlisted calls and throwing handlers are answered by code, and the socket lives on', async () => {
  const onBug = vi.fn();
  const throwing = { 'door.open': () => Promise.reject(new Error('secret')) };
  const served = await serve(throwing, { onBug });
  const bridge = await connectLoopback(contract, pageAt(served.url));
  expect(await bridge.call('sum.add', { a: 1 } as { a: number; b: number })).toEqual(fail('bad-input'));
  expect(await bridge.call('constructor' as 'door.open')).toEqual(fail('refused'));
  expect(await bridge.call('door.open')).toEqual(fail('failed'));
  expect(onBug).toHaveBeenCalledOnce();
  expect(await bridge.call('sum.add', { a: 2, b: 2 })).toEqual(ok(4));
});

test.each([
  { origin: 'http://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:1' },
  { origin: 'http://127.0.0.1' },
  { host: 'evil.example' },
  { host: 'localhost' },
  { path: '/ipc/' },
  { path: '/ipc?x' },
])('a socket with %j is refused before it can say a token', async (changes) => {
  const served = await serve();
  expect((await rawSocket(served, changes)).refused).toBe(true);
  expect((await rawSocket(served)).refused).toBe(false);
});

test('a wrong token is refused, the right one still works afterwards', async () => {
  const served = await serve();
  for (const wrong of ['', 'x', tokenOf(served).slice(1), `${tokenOf(served).slice(0, -1)}_`]) {
    const { socket, closed, answers } = await rawSocket(served);
    socket.send(hello(wrong));
    expect(await closed).toBe(4401);
    expect(answers).toEqual([]);
  }
  const bridge = await connectLoopback(contract, pageAt(served.url));
  expect(await bridge.call('door.open')).toEqual(opened);
});

test('a call before the token is refused unheard', async () => {
  const open = vi.fn(() => ok());
  const served = await serve({ 'door.open': open });
  const { socket, closed } = await rawSocket(served);
  socket.send(JSON.stringify({ type: 'call', id: 1, name: 'door.open' }));
  expect(await closed).toBe(4400);
  expect(open).not.toHaveBeenCalled();
});

test('silence instead of a token ends the socket, and few may be silent at once', async () => {
  const served = await serve({}, { helloTimeoutMs: 300 });
  const silent = await Promise.all(Array.from({ length: 8 }, () => rawSocket(served)));
  expect((await rawSocket(served)).refused).toBe(true);
  for (const { closed } of silent) expect(await closed).toBe(4408);
  expect((await rawSocket(served)).refused).toBe(false);
});

test('a second client is turned away while the window is there, and does not disturb it', async () => {
  const served = await serve();
  const kept = new Map<string, string>();
  const bridge = await connectLoopback(contract, pageAt(served.url, kept));
  const { socket, closed } = await rawSocket(served);
  socket.send(hello(kept.get('alongside.token') ?? ''));
  expect(await closed).toBe(4409);
  expect(await bridge.call('door.open')).toEqual(opened);
});

test('a used token opens nothing, even when the window has gone', async () => {
  const onPresence = vi.fn();
  const served = await serve({}, { onPresence });
  const page = pageAt(served.url);
  await connectLoopback(contract, page);
  page.sockets[0]?.close();
  await vi.waitFor(() => expect(onPresence).toHaveBeenLastCalledWith(false));
  const again = await connectLoopback(contract, pageAt(served.url));
  expect(await again.call('door.open')).toEqual(fail('gone'));
});

test('a reload comes back with the token that it kept, even before the old socket has ended', async () => {
  const onPresence = vi.fn();
  const served = await serve({}, { onPresence });
  const kept = new Map<string, string>();
  const before = pageAt(served.url, kept);
  await connectLoopback(contract, before);
  const reloading = connectLoopback(contract, pageAt(served.url.replace(/#.*/, ''), kept));
  setTimeout(() => before.sockets[0]?.close(), 100);
  expect(await (await reloading).call('door.open')).toEqual(opened);
  expect(onPresence.mock.calls).toEqual([[true], [false], [true]]);
});

test.each([
  ['malformed JSON', '{"type":'],
  ['an unknown type', JSON.stringify({ type: 'event', name: 'sum.changed' })],
  ['an extra key', JSON.stringify({ type: 'call', id: 1, name: 'door.open', extra: 1 })],
  ['a second hello', hello('x')],
  ['an unknown frame', Uint8Array.of(9, 1)],
  ['an empty frame', new Uint8Array(0)],
  ['a frame over its own size', Uint8Array.of(0, 1, 2, 3, 4, 5)],
])('%s ends the socket', async (_what, message) => {
  const pointer = vi.fn();
  const served = await serve({ pointer });
  const { socket, closed } = await rawSocket(served);
  socket.send(hello(tokenOf(served)));
  socket.send(message);
  socket.send(Uint8Array.of(0, 1));
  expect(await closed).toBe(4400);
  expect(pointer).not.toHaveBeenCalled();
});

test('a message over the largest size is cut off by the socket itself', async () => {
  const served = await serve();
  const { socket, closed } = await rawSocket(served);
  socket.send(hello(tokenOf(served)));
  socket.send(new Uint8Array(300_002));
  expect(await closed).toBe(1009);
});

test('the client drops what the server would end the window for', async () => {
  const pointer = vi.fn();
  const served = await serve({ pointer });
  const bridge = await connectLoopback(contract, pageAt(served.url));
  bridge.sendFrame('pointer', new Uint8Array(5));
  expect(await bridge.call('text.echo', 'x'.repeat(300_000))).toEqual(fail('bad-input'));
  bridge.sendFrame('pointer', new Uint8Array(4));
  expect(await bridge.call('door.open')).toEqual(opened);
  expect(pointer).toHaveBeenCalledOnce();
});

test('when the server closes, calls under way and later ones answer gone and onGone fires', async () => {
  const served = await serve({ 'door.open': () => new Promise(() => undefined) });
  const bridge = await connectLoopback(contract, pageAt(served.url));
  const gone = new Promise<void>((resolve) => {
    bridge.onGone(resolve);
  });
  const underWay = bridge.call('door.open');
  served.close();
  served.close();
  expect(await underWay).toEqual(fail('gone'));
  await gone;
  expect(await bridge.call('sum.add', { a: 1, b: 1 })).toEqual(fail('gone'));
  bridge.sendFrame('pointer', new Uint8Array(1));
  served.emit('sum.changed', { total: 1 });
  expect((await rawSocket(served)).refused).toBe(true);
});

test.each([
  [undefined, 'GET', 200],
  [undefined, 'HEAD', 200],
  [undefined, 'POST', 405],
  ['evil.example', 'GET', 421],
  ['localhost', 'GET', 421],
])('the pages answer host %s, method %s with %i', async (host, method, status) => {
  const served = await serve();
  const url = new URL(served.url);
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: host ?? url.host };
    const asked = request(
      { port: url.port, host: '127.0.0.1', path: '/a/b?c', method, headers },
      (response) => {
        if (status === 200) expect(response.headers['x-path']).toBe('/a/b');
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
  expect(answer).toBe(status);
});
