/**
 * The four channels of one connection: what may go out and how fast, and what is let in. Counts what does not decode;
 * owns no meaning of messages.
 */
import {
  decodePeerMessage,
  fail,
  MAX_INPUT_FRAME_BYTES,
  MAX_PEER_MESSAGE_LENGTH,
  type PeerMessage,
  type Result,
} from '@alongside/protocol';
import { PacedSender, type PaceLimits } from './paced-sender.ts';
import type { Channels } from './simple-peer-connection.ts';
import type { SendCode } from './types.ts';

const KIB = 1024;
const CONTROL_LIMITS: PaceLimits = { highWaterBytes: 256 * KIB, maxWaiting: 500 };
const BULK_LIMITS: PaceLimits = { highWaterBytes: KIB * KIB, maxWaiting: 64 };
const CONTROL_LOW_BYTES = 64 * KIB;
const BULK_LOW_BYTES = 256 * KIB;
const MAX_BULK_BYTES = 64 * KIB;
/** A hand makes 30 KiB of input in a minute: this much unread means that the other end is stuck. */
const MAX_WAITING_INPUT_BYTES = 256 * KIB;
/** A few positions: more would be history by the time it arrives. */
const MAX_WAITING_POINTER_BYTES = 128;

type ChannelEvents = {
  readonly message: (message: PeerMessage) => void;
  readonly input: (bytes: Uint8Array) => void;
  readonly bulk: (bytes: Uint8Array) => void;
  /** Something that does not decode or does not belong on its channel. */
  readonly bad: () => void;
  /** Input would have to be dropped; a lost key-up is worse than a lost connection. */
  readonly stuck: () => void;
};

export class PeerChannels {
  readonly #channels: Channels;
  readonly #events: ChannelEvents;
  readonly #control: PacedSender;
  readonly #bulk: PacedSender;
  #newestPointer: Uint8Array<ArrayBuffer> | null = null;

  constructor(channels: Channels, events: ChannelEvents) {
    this.#channels = channels;
    this.#events = events;
    this.#control = pace(channels.control, CONTROL_LIMITS, CONTROL_LOW_BYTES);
    this.#bulk = pace(channels.bulk, BULK_LIMITS, BULK_LOW_BYTES);
    this.#listen();
  }

  send(message: PeerMessage): Promise<Result<undefined, SendCode>> {
    const text = JSON.stringify(message);
    return text.length > MAX_PEER_MESSAGE_LENGTH
      ? Promise.resolve(fail('too-big'))
      : this.#control.send(text);
  }

  sendBulk(bytes: Uint8Array): Promise<Result<undefined, SendCode>> {
    return bytes.length > MAX_BULK_BYTES
      ? Promise.resolve(fail('too-big'))
      : this.#bulk.send(new Uint8Array(bytes));
  }

  sendInput(bytes: Uint8Array): void {
    const { input } = this.#channels;
    if (input.readyState !== 'open') return;
    if (input.bufferedAmount > MAX_WAITING_INPUT_BYTES) return this.#events.stuck();
    input.send(new Uint8Array(bytes));
  }

  sendPointer(bytes: Uint8Array): void {
    this.#newestPointer = new Uint8Array(bytes);
    this.#flushPointer();
  }

  close(): void {
    this.#control.close();
    this.#bulk.close();
    this.#newestPointer = null;
  }

  #flushPointer(): void {
    const { pointer } = this.#channels;
    if (this.#newestPointer === null || pointer.readyState !== 'open') return;
    // It stays the newest until the channel is low, or until a newer one takes its place.
    if (pointer.bufferedAmount > MAX_WAITING_POINTER_BYTES) return;
    pointer.send(this.#newestPointer);
    this.#newestPointer = null;
  }

  #listen(): void {
    const { control, input, pointer, bulk } = this.#channels;
    control.addEventListener('message', (event: MessageEvent<unknown>) => this.#hearControl(event.data));
    for (const channel of [input, pointer]) {
      channel.addEventListener('message', (event: MessageEvent<unknown>) => this.#hearInput(event.data));
    }
    bulk.addEventListener('message', (event: MessageEvent<unknown>) => this.#hearBulk(event.data));
    pointer.bufferedAmountLowThreshold = MAX_WAITING_POINTER_BYTES;
    pointer.addEventListener('bufferedamountlow', () => this.#flushPointer());
  }

  #hearControl(data: unknown): void {
    const decoded = typeof data === 'string' ? decodePeerMessage(data) : fail('bad-message');
    if (decoded.ok) this.#events.message(decoded.value);
    else this.#events.bad();
  }

  #hearInput(data: unknown): void {
    const isFrame = data instanceof ArrayBuffer && data.byteLength <= MAX_INPUT_FRAME_BYTES;
    if (isFrame) this.#events.input(new Uint8Array(data));
    else this.#events.bad();
  }

  #hearBulk(data: unknown): void {
    const isBlock = data instanceof ArrayBuffer && data.byteLength <= MAX_BULK_BYTES;
    if (isBlock) this.#events.bulk(new Uint8Array(data));
    else this.#events.bad();
  }
}

function pace(channel: RTCDataChannel, limits: PaceLimits, lowBytes: number): PacedSender {
  const sender = new PacedSender(
    {
      isOpen: () => channel.readyState === 'open',
      bufferedAmount: () => channel.bufferedAmount,
      // The DOM types have one overload per kind of data and none for the union.
      send: (data) => (typeof data === 'string' ? channel.send(data) : channel.send(data)),
    },
    limits,
  );
  channel.bufferedAmountLowThreshold = lowBytes;
  channel.addEventListener('bufferedamountlow', () => sender.drain());
  return sender;
}
