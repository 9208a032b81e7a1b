/**
 * The loopback carrier, window's end: proves the token that its address or its last visit gave it, then speaks the
 * contract. There is no reconnecting: the socket ends with the program that opened the window, or with the page.
 */

import { fail, unreachable, type Result } from '@alongside/protocol';
import { typedBridge, type Bridge, type RawBridge } from './bridge.ts';
import type { Contract } from './contract.ts';
import { createListeners, createOnce, type Listeners, type Once } from './listeners.ts';
import {
  closeCodes,
  decodeBytesAnswer,
  decodeToWindow,
  encodeFrame,
  ipcPath,
  maxTextBytes,
  type FromWindow,
  type ToWindow,
} from './loopback-wire.ts';

const tokenKey = 'alongside.token';
/** After a reload the old page's socket may take a moment to end. */
const takenRetries = 10;
const takenRetryMs = 200;

/** What the client needs of its page; `thisPage()` is the real one. */
export type LoopbackPage = {
  readonly host: string;
  /** Takes the token out of the address, so that it is neither shown nor kept in the history. */
  readonly takeFragmentToken: () => string | undefined;
  readonly kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly openSocket: (url: string) => WebSocket;
};

type Link = {
  readonly socket: WebSocket;
  readonly listeners: Listeners;
  readonly gone: Once;
  readonly pending: Map<number, (result: Result<unknown, string>) => void>;
};

/** Where the server refuses this page the bridge is `gone` from the start, as it is when the program has ended. */
export async function connectLoopback<C extends Contract>(
  contract: C,
  page: LoopbackPage = thisPage(),
): Promise<Bridge<C>> {
  const token = page.takeFragmentToken() ?? page.kept.getItem(tokenKey) ?? '';
  const link: Link = await openLink(page, token, takenRetries);
  return typedBridge<C>(bridgeOver(contract, link));
}

function thisPage(): LoopbackPage {
  return {
    host: location.host,
    takeFragmentToken() {
      const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
      if (token !== undefined) history.replaceState(null, '', location.pathname);
      return token;
    },
    kept: sessionStorage,
    openSocket: (url) => new WebSocket(url),
  };
}

/** Resolves once the server has welcomed or refused us; refused, the link is already gone. */
async function openLink(page: LoopbackPage, token: string, retries: number): Promise<Link> {
  const socket = page.openSocket(`ws://${page.host}${ipcPath}`);
  socket.binaryType = 'arraybuffer';
  const link: Link = { socket, listeners: createListeners(), gone: createOnce(), pending: new Map() };
  const closeCode = await new Promise<number | undefined>((resolve) => {
    socket.addEventListener('open', () => send(socket, { type: 'hello', token }));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) return deliverBytes(link, data);
      const message = decodeToWindow(String(data));
      if (!message.ok) socket.close();
      else if (message.value.type === 'welcome') {
        page.kept.setItem(tokenKey, message.value.token);
        resolve(undefined);
      } else deliver(link, message.value);
    });
    socket.addEventListener('close', ({ code }) => {
      endLink(link);
      resolve(code);
    });
  });
  if (closeCode === closeCodes.badToken) page.kept.removeItem(tokenKey);
  if (closeCode !== closeCodes.windowTaken || retries === 0) return link;
  await new Promise((resolve) => setTimeout(resolve, takenRetryMs));
  return await openLink(page, token, retries - 1);
}

function deliver(link: Link, message: Exclude<ToWindow, { type: 'welcome' }>): void {
  switch (message.type) {
    case 'answer': {
      const { id, result } = message;
      link.pending.get(id)?.(result.ok ? { ok: true, value: result.value } : result);
      link.pending.delete(id);
      return;
    }
    case 'event':
      link.listeners.tell(message.name, message.payload);
      return;
    default:
      unreachable(message);
  }
}

function deliverBytes({ socket, pending }: Link, framed: ArrayBuffer): void {
  const answer = decodeBytesAnswer(framed);
  if (!answer.ok) return socket.close();
  const { id, bytes } = answer.value;
  pending.get(id)?.({ ok: true, value: bytes });
  pending.delete(id);
}

function endLink({ pending, listeners, gone }: Link): void {
  for (const answer of pending.values()) answer(fail('gone'));
  pending.clear();
  listeners.clear();
  gone.fire();
}

function bridgeOver(contract: Contract, link: Link): RawBridge {
  const { socket, pending, gone, listeners } = link;
  let lastId = 0;
  return {
    contract: contract.name,
    call(name, input) {
      if (gone.fired) return Promise.resolve(fail('gone'));
      const id = (lastId += 1);
      const text = JSON.stringify({ type: 'call', id, name, input } satisfies FromWindow);
      // The server would end the whole window for it; here it costs only this call.
      if (new TextEncoder().encode(text).byteLength > maxTextBytes) return Promise.resolve(fail('bad-input'));
      return new Promise((resolve) => {
        pending.set(id, resolve);
        socket.send(text);
      });
    },
    on: (event, listener) => listeners.add(event, listener),
    sendFrame(name, bytes) {
      const maxBytes = contract.frames[name];
      if (gone.fired || maxBytes === undefined || bytes.byteLength > maxBytes) return;
      socket.send(encodeFrame(contract, name, bytes));
    },
    onGone: (listener) => gone.on(listener),
  };
}

function send(socket: WebSocket, message: FromWindow): void {
  socket.send(JSON.stringify(message));
}
