/** Sends what CSRs were allowed to fetch: pieces that the trusted side reads, when it reads them. It knows no path. */
import type { Bridge } from '@alongside/ipc';
import type { ParticipantId } from '@alongside/protocol';
import { FileSender, type FileSource, type Link } from '@alongside/rtc';
import type { SessionContract } from '../../contract/session-contract.ts';

/** Returns what ends it. */
export function sendFetched(link: Link, bridge: Bridge<SessionContract>): () => void {
  const sender = new FileSender({
    send: (to, message) => void link.send(to, message),
    sendBulk: (to, bytes) => link.sendBulk(to, bytes),
  });
  const ends = [
    bridge.on('files.outgoing', ({ peer, offer, sizes }) => {
      const sources = sizes.map((size, file) => sourceOf(bridge, { peer, offer, file, size }));
      sender.add(offer, sources, peer);
    }),
    bridge.on('files.outgoing-ended', ({ offer }) => sender.remove(offer)),
    link.onMessage((from, message) => {
      if (message.type === 'files.take' || message.type === 'files.check') sender.hear(from, message);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

type Which = {
  readonly peer: ParticipantId;
  readonly offer: number;
  readonly file: number;
  readonly size: number;
};

/** As the browser says it of a file of its own. */
const NAMES: Readonly<Record<string, string>> = { 'source-gone': 'NotFoundError', held: 'AbortError' };

function sourceOf(bridge: Bridge<SessionContract>, { size, ...which }: Which): FileSource {
  return {
    size,
    slice: (start, end) => ({
      async arrayBuffer() {
        const read = await bridge.call('files.read', { ...which, start, end });
        if (!read.ok) throw new DOMException(read.code, NAMES[read.code] ?? 'NotReadableError');
        return new Uint8Array(read.value).buffer;
      },
    }),
  };
}
