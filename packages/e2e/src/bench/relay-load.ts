/** The load of `bench -- relay`: pairs of sockets that talk through a server, ours or the floor's, alike. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

/** A connected pair; what one sends, the other's listener gets. */
export type Pair = {
  send(from: 'a' | 'b', payload: string): void;
  onPayload(listener: (to: 'a' | 'b', payload: string) => void): void;
  close(): void;
};

/** Messages under way per pair while the server is saturated. */
const WINDOW = 8;
const PAYLOAD_BYTES = 200;

export function openSocket(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Messages per second, each pair keeping a window of messages under way. */
export async function saturate(pairs: readonly Pair[], durationMs: number): Promise<number> {
  let received = 0;
  let running = true;
  const payload = randomBytes(PAYLOAD_BYTES / 2).toString('hex');
  for (const pair of pairs) {
    pair.onPayload((to) => {
      received += 1;
      if (running) pair.send(to, payload);
    });
    for (let index = 0; index < WINDOW; index += 1) pair.send(index % 2 === 0 ? 'a' : 'b', payload);
  }
  await wait(durationMs / 5);
  const [startedAt, before] = [performance.now(), received];
  await wait(durationMs);
  const rate = ((received - before) / (performance.now() - startedAt)) * 1000;
  running = false;
  await wait(500);
  return rate;
}

/** One-way delays in ms at a steady rate over all pairs. */
export async function pace(
  pairs: readonly Pair[],
  options: { perSecond: number; durationMs: number },
): Promise<number[]> {
  const delays: number[] = [];
  const padding = randomBytes((PAYLOAD_BYTES - 20) / 2).toString('hex');
  for (const pair of pairs) {
    pair.onPayload((_to, payload) => delays.push(performance.now() - Number(payload.split(' ')[0])));
  }
  const startedAt = performance.now();
  let sent = 0;
  while (performance.now() - startedAt < options.durationMs) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * options.perSecond);
    for (; sent < due; sent += 1)
      pairs[sent % pairs.length]?.send(sent % 2 === 0 ? 'a' : 'b', `${performance.now()} ${padding}`);
    await wait(1);
  }
  await wait(500);
  return delays;
}

/** Resident bytes of a process. */
export function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (found?.[1] === undefined) throw new Error('the server is gone');
  return Number(found[1]) * 1024;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
