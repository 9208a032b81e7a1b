import { requestIdSchema, ok } from '@alongside/protocol';
import type { Pages } from '@alongside/shell/pages';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { PromptView } from '../../contract/consent-contract.ts';
import { createLoopbackPromptWindow } from './loopback-prompt-window.ts';

const pages: Pages = {
  get: () => Promise.resolve({ status: 200, headers: {}, body: new Uint8Array(0) }),
  setConnectOrigins: () => undefined,
};

function promptOf(letter: string): PromptView {
  return {
    requestId: requestIdSchema.parse(letter.repeat(22)),
    capability: 'view-desktop',
    name: 'Kim Minji',
    organisation: 'Alongside',
    verified: false,
    words: [],
    wordsProved: false,
    expiresAt: 60_000,
    now: 0,
    keyNames: 'other',
    takesFrom: null,
    keptDays: null,
    files: null,
  };
}

function createWindow() {
  const opened: string[] = [];
  const window = createLoopbackPromptWindow({
    pages,
    handlers: () => {
      return {
        'prompt.get': () => ok(promptOf('a')),
        'prompt.answer': () => ok(),
        'windows.list': () => ok([]),
        'places.list': () => ok({ places: [], canChoose: false }),
        'place.choose': () => ok(null),
      };
    },
    openWindow: (url) => opened.push(url),
  });
  onTestFinished(() => window.close());
  return { window, opened };
}

/** The page's end of the carrier: says hello with the token of the address. */
async function visit(url: string): Promise<WebSocket> {
  const { origin, host, hash } = new URL(url);
  const token = new URLSearchParams(hash.slice(1)).get('token');
  // Node's own client takes headers as undici does.
  const init = { headers: { origin } } as unknown as string[];
  const socket = new WebSocket(`ws://${host}/ipc`, init);
  const welcomed = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'hello', token })));
  await welcomed;
  return socket;
}

test('each question opens one window, at an address of its own', async () => {
  const { window, opened } = createWindow();
  window.show(promptOf('a'), vi.fn());
  window.show(promptOf('a'), vi.fn());
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  window.show(promptOf('b'), vi.fn());
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  expect(new URL(opened[0] ?? '').origin).not.toBe(new URL(opened[1] ?? '').origin);
});

test('a page that goes without an answer is a closed window', async () => {
  const { window, opened } = createWindow();
  const onClosed = vi.fn();
  window.show(promptOf('a'), onClosed);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  const page = await visit(opened[0] ?? '');
  expect(onClosed).not.toHaveBeenCalled();
  page.close();
  await vi.waitFor(() => expect(onClosed).toHaveBeenCalledTimes(1));
});

test('closing it ourselves, or for the next question, is no answer', async () => {
  const { window, opened } = createWindow();
  const onClosed = vi.fn();
  window.show(promptOf('a'), onClosed);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  const page = await visit(opened[0] ?? '');
  const gone = new Promise((resolve) => page.addEventListener('close', resolve, { once: true }));
  window.close();
  await gone;
  expect(onClosed).not.toHaveBeenCalled();
});

test('a question that is over before its server stands opens no window', async () => {
  const { window, opened } = createWindow();
  window.show(promptOf('a'), vi.fn());
  window.close();
  window.show(promptOf('b'), vi.fn());
  await vi.waitFor(() => expect(opened).toHaveLength(1));
});
