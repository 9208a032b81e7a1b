/** T6: frames that no client would send, over raw TCP. Each closes by its code; a neighbour goes on; memory stays. */
import { createConnection, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { admittedCustomer, startedCsr } from '../testing/test-client.ts';
import { type TestRelay, testRelay } from '../testing/test-relay.ts';

const CLOSES_WITHIN_MS = 10_000;
const MAX_GROWTH_BYTES = 50 * 1024 * 1024;
const TEXT = 1;
const CONTINUATION = 0;
const PING = 9;

type Frame = {
  readonly opcode: number;
  readonly body: Buffer;
  readonly fin?: boolean;
  readonly reserved?: number;
  readonly masked?: boolean;
};

function frame({ opcode, body, fin = true, reserved = 0, masked = true }: Frame): Buffer {
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const bit = masked ? 0x80 : 0;
  const { length } = body;
  const size =
    length < 126
      ? Buffer.from([bit | length])
      : Buffer.from([bit | 126, (length >> 8) & 0xff, length & 0xff]);
  const payload = masked ? body.map((byte, n) => byte ^ (mask[n % 4] ?? 0)) : body;
  return Buffer.concat([Buffer.from([first]), size, mask, payload]);
}

const UPGRADE = [
  'GET /signal HTTP/1.1',
  'Host: relay',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

type Ending = { readonly code: number | null; readonly tookMs: number };

/** Upgrades, sends, and tells how the relay ended it: the code of its close frame, or none. */
function attack(relay: TestRelay, bytes: readonly Buffer[]): Promise<Ending> {
  const start = performance.now();
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let isUpgraded = false;
    const socket: Socket = createConnection(Number(new URL(relay.url).port), '127.0.0.1');
    socket.write(UPGRADE);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (isUpgraded || end < 0) return;
      isUpgraded = true;
      received = received.subarray(end + 4);
      for (const part of bytes) socket.write(part);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const isClose = received[0] === 0x88;
      resolve({ code: isClose ? received.readUInt16BE(2) : null, tookMs: performance.now() - start });
    });
  });
}

const half = frame({ opcode: TEXT, body: Buffer.from('{"type":"hello"') }).subarray(0, 9);
const fragments = Buffer.concat([
  frame({ opcode: TEXT, body: Buffer.from('x'), fin: false }),
  ...Array.from({ length: 16_000 }, () =>
    frame({ opcode: CONTINUATION, body: Buffer.from('x'), fin: false }),
  ),
]);

const ATTACKS: [string, Buffer[], number[]][] = [
  ['reserved bits', [frame({ opcode: TEXT, body: Buffer.from('{}'), reserved: 4 })], [1002]],
  ['a reserved opcode', [frame({ opcode: 5, body: Buffer.from('{}') })], [1002]],
  ['no mask', [frame({ opcode: TEXT, body: Buffer.from('{}'), masked: false })], [1002]],
  ['bad UTF-8', [frame({ opcode: TEXT, body: Buffer.from([0xff, 0xfe, 0xc0]) })], [1007]],
  ['an oversized control frame', [frame({ opcode: PING, body: Buffer.alloc(126) })], [1002]],
  ['a fragmented control frame', [frame({ opcode: PING, body: Buffer.alloc(1), fin: false })], [1002]],
  ['a continuation of nothing', [frame({ opcode: CONTINUATION, body: Buffer.from('x') })], [1002]],
  ['16,000 fragments', [fragments], [1008]],
  ['a length of 2^63', [Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0])], [1009]],
  ['a length of 100 MiB', [Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x06, 0x40, 0, 0])], [1009]],
  ['half a frame and silence', [half], [4000]],
  ['silence', [], [4000]],
];

describe('frames of an attacker', () => {
  it.each(ATTACKS)('are closed: %s', async (_name, bytes, codes) => {
    await using relay = await testRelay({ helloTimeoutMs: 400, closeGraceMs: 300 });
    const ending = await attack(relay, bytes);
    expect(codes).toContain(ending.code);
    expect(ending.tookMs).toBeLessThan(CLOSES_WITHIN_MS);
  });

  it('by 200 at once cost little, and a session beside them goes on', async () => {
    await using relay = await testRelay({ helloTimeoutMs: 1_000, closeGraceMs: 300 });
    const csr = await startedCsr(relay);
    const customer = await admittedCustomer(relay, csr);
    const before = process.memoryUsage().rss;
    const all = Array.from({ length: 200 }, (_, n) => attack(relay, ATTACKS[n % ATTACKS.length]?.[1] ?? []));
    for (let n = 0; n < 20; n += 1) {
      const start = performance.now();
      expect(await csr.client.ask({ type: 'signal', to: customer.self, data: `${n}` })).toBe('ok');
      expect(performance.now() - start).toBeLessThan(2_000);
    }
    const endings = await Promise.all(all);
    expect(endings.every(({ tookMs }) => tookMs < CLOSES_WITHIN_MS)).toBe(true);
    // Attackers and relay share this process: the bound holds for both together.
    expect(process.memoryUsage().rss - before).toBeLessThan(MAX_GROWTH_BYTES * 2);
  }, 30_000);
});
