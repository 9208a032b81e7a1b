/**
 * Who of those that reach the loopback socket is the window: the one holder of the current token. It owns tokens and
 * sockets; what a call does is the endpoint's matter.
 */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Result } from '@alongside/protocol';
import type { RawData, WebSocket } from 'ws';
import type { Contract } from './contract.ts';
import type { Endpoint } from './endpoint.ts';
import {
  closeCodes,
  decodeFrame,
  decodeFromWindow,
  encodeBytesAnswer,
  type ToWindow,
} from './loopback-wire.ts';

/** A window needs one; a reload may overlap. More are strangers. */
const maxUnknownSockets = 8;
const defaultHelloTimeoutMs = 5_000;

export type GateOptions = {
  /** The window has come or gone. A reload is a going and a coming. */
  readonly onPresence?: (present: boolean) => void;
  /** How long a socket may stay silent before its token. Default 5 s. */
  readonly helloTimeoutMs?: number;
};

export class Gate {
  /** For the address that opens the window. */
  readonly firstToken = newToken();
  readonly #contract: Contract;
  readonly #endpoint: Endpoint;
  readonly #options: GateOptions;
  readonly #unknown = new Set<WebSocket>();
  #token = this.firstToken;
  #window: WebSocket | undefined;
  #closed = false;

  constructor(contract: Contract, endpoint: Endpoint, options: GateOptions) {
    this.#contract = contract;
    this.#endpoint = endpoint;
    this.#options = options;
  }

  get hasRoom(): boolean {
    return !this.#closed && this.#unknown.size < maxUnknownSockets;
  }

  /** Takes a fresh socket of the right origin and waits for its token. */
  receive(socket: WebSocket): void {
    this.#unknown.add(socket);
    const timeoutMs = this.#options.helloTimeoutMs ?? defaultHelloTimeoutMs;
    const timer = setTimeout(() => socket.close(closeCodes.helloTimeout), timeoutMs);
    socket.once('message', (data, isBinary) => {
      clearTimeout(timer);
      this.#unknown.delete(socket);
      this.#takeHello(socket, isBinary ? '' : toText(data));
    });
    // ws tells of a broken peer here and closes right after; the close is what counts.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(timer);
      this.#unknown.delete(socket);
    });
  }

  tell(name: string, payload: unknown): void {
    if (this.#window !== undefined) send(this.#window, { type: 'event', name, payload });
  }

  close(): void {
    this.#closed = true;
    for (const socket of this.#unknown) socket.terminate();
    if (this.#window !== undefined) this.#window.close(closeCodes.ended);
  }

  #takeHello(socket: WebSocket, text: string): void {
    const hello = decodeFromWindow(text);
    if (!hello.ok || hello.value.type !== 'hello') socket.close(closeCodes.badMessage);
    else if (!isSame(hello.value.token, this.#token)) socket.close(closeCodes.badToken);
    else if (this.#window !== undefined) socket.close(closeCodes.windowTaken);
    else this.#welcome(socket);
  }

  #welcome(socket: WebSocket): void {
    this.#window = socket;
    // Each token opens the socket once. The page keeps the next one for its reload.
    this.#token = newToken();
    send(socket, { type: 'welcome', token: this.#token });
    socket.on('message', (data, isBinary) => {
      // What was sent before our closing has arrived is no longer heard.
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary) this.#takeFrame(socket, toBytes(data));
      else this.#takeText(socket, toText(data));
    });
    socket.on('close', () => {
      this.#window = undefined;
      this.#options.onPresence?.(false);
    });
    this.#options.onPresence?.(true);
  }

  #takeFrame(socket: WebSocket, framed: Uint8Array): void {
    const { name, bytes } = decodeFrame(this.#contract, framed);
    // Our own page never sends such a frame, so whoever did is not our page.
    if (!this.#endpoint.frame(name, bytes)) socket.close(closeCodes.badMessage);
  }

  #takeText(socket: WebSocket, text: string): void {
    const decoded = decodeFromWindow(text);
    if (!decoded.ok || decoded.value.type !== 'call') {
      socket.close(closeCodes.badMessage);
      return;
    }
    const { id, name, input } = decoded.value;
    void this.#endpoint.call(name, input).then((result) => answer(socket, id, result));
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function answer(socket: WebSocket, id: number, result: Result<unknown, string>): void {
  if (!result.ok || !(result.value instanceof Uint8Array))
    return send(socket, { type: 'answer', id, result });
  if (socket.readyState === socket.OPEN) socket.send(encodeBytesAnswer(id, result.value));
}

function send(socket: WebSocket, message: ToWindow): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return new Uint8Array(data);
}

function toText(data: RawData): string {
  return Buffer.from(toBytes(data)).toString('utf8');
}
