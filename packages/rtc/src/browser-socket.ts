/** The page's own WebSocket behind our port. Owns nothing else. */
import type { OpenSocket } from './relay-socket.ts';

const ABNORMAL = 1006;

export const openBrowserSocket: OpenSocket = (url, events) => {
  const socket = tryOpen(url);
  if (socket === undefined) {
    queueMicrotask(() => events.close(ABNORMAL));
    return { send: () => undefined, close: () => undefined };
  }
  // Binary is not part of this wire; it arrives as a Blob and is refused like any other bad message.
  socket.addEventListener('open', () => events.open());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => events.message(event.data));
  socket.addEventListener('close', (event) => events.close(event.code));
  return {
    send: (text) => {
      // A socket that is closing says so by its event; sending on it would only be swallowed.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code) => socket.close(code),
  };
};

/** `https://host` → `wss://host/signal`. */
export function signalUrlOf(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}/signal`;
}

/** The constructor throws where the page may not go there at all (mixed content, a URL that is none). */
function tryOpen(url: string): WebSocket | undefined {
  try {
    return new WebSocket(url);
  } catch {
    return undefined;
  }
}
