/** T19: a hundred thousand guesses at join codes, from one address and from 250. None gets in; honest people do. */
import { JOIN_CODE_ALPHABET } from '@alongside/protocol';
import { randomInt } from 'node:crypto';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { invited, join, joinBody, startedCsr } from '../testing/test-client.ts';
import { type TestRelay, testRelay } from '../testing/test-relay.ts';

const GUESSES = 100_000;
const CHUNK = 500;
const LIVE_CODES = 200;
const PER_SESSION = 20;
const HONEST_WITHIN_MS = 5_000;

function guess(): string {
  const code = Array.from({ length: 8 }, () => JOIN_CODE_ALPHABET.charAt(randomInt(32))).join('');
  const body = JSON.stringify(joinBody({ kind: 'code', code }));
  return `POST /api/join HTTP/1.1\r\nHost: r\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

type Tally = Record<string, number>;

/** Pipelined: as fast as one connection can ask. */
async function guessFrom(relay: TestRelay, localAddress: string, count: number): Promise<Tally> {
  const tally: Tally = {};
  const port = Number(new URL(relay.url).port);
  const socket = createConnection({ port, host: '127.0.0.1', localAddress });
  let text = '';
  let answered = 0;
  let wake = (): void => undefined;
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (const [line, status = ''] of text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r]*\r\n/g)) {
      tally[status] = (tally[status] ?? 0) + 1;
      answered += 1;
      text = text.slice(text.indexOf(line) + line.length);
    }
    wake();
  });
  for (let sent = 0; sent < count; sent += CHUNK) {
    const size = Math.min(CHUNK, count - sent);
    socket.write(Array.from({ length: size }, guess).join(''));
    await new Promise<void>((resolve) => {
      wake = () => (answered >= sent + size ? resolve() : undefined);
      wake();
    });
  }
  socket.destroy();
  return tally;
}

async function liveCodes(relay: TestRelay): Promise<{ readonly code: string; readonly token: string }> {
  let last = { code: '', token: '' };
  for (let n = 0; n < LIVE_CODES / PER_SESSION; n += 1) {
    const csr = await startedCsr(relay);
    for (let each = 0; each < PER_SESSION; each += 1) last = await invited(csr);
  }
  return last;
}

async function alarmOf(relay: TestRelay): Promise<string | undefined> {
  const metrics = await (await fetch(`${relay.url}/metrics`)).text();
  return /relay_code_alarm (\d)/.exec(metrics)?.[1];
}

describe('a hundred thousand guesses', () => {
  it('from one address are heard five times, and its links still work', async () => {
    await using relay = await testRelay();
    const { token } = await liveCodes(relay);
    const tally = await guessFrom(relay, '127.0.0.77', GUESSES / 2);
    expect(tally).toEqual({ 404: 5, 429: GUESSES / 2 - 5 });
    expect(await alarmOf(relay)).toBe('1');
    const start = performance.now();
    expect((await join(relay, { kind: 'link', token })).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(HONEST_WITHIN_MS);
  }, 60_000);

  it('from 250 addresses let nobody in, and an honest code still works', async () => {
    await using relay = await testRelay({ slowedCodeDelayMs: 200 });
    const { code } = await liveCodes(relay);
    const addresses = Array.from({ length: 250 }, (_, n) => `127.0.1.${n + 1}`);
    const each = GUESSES / 2 / addresses.length;
    const tallies = await Promise.all(addresses.map((address) => guessFrom(relay, address, each)));
    for (const tally of tallies) expect(tally).toEqual({ 404: 5, 429: each - 5 });
    expect(await alarmOf(relay)).toBe('1');
    const start = performance.now();
    expect((await join(relay, { kind: 'code', code })).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(HONEST_WITHIN_MS);
  }, 60_000);
});

describe('a refusal', () => {
  it('takes the same time for wrong, used and withdrawn codes', async () => {
    await using relay = await testRelay({ wrongCodesPerAddress: 1e6, wrongCodesAlarmPerMinute: 1e6 });
    const csr = await startedCsr(relay);
    const used = await invited(csr);
    await join(relay, { kind: 'code', code: used.code });
    const withdrawn = await invited(csr);
    await csr.client.ask({ type: 'invite.withdraw', inviteId: withdrawn.id });
    const medians = [];
    for (const code of ['00000000', used.code, withdrawn.code]) {
      const times: number[] = [];
      for (let n = 0; n < 15; n += 1) {
        const start = performance.now();
        expect((await join(relay, { kind: 'code', code })).status).toBe(404);
        times.push(performance.now() - start);
      }
      medians.push(times.sort((a, b) => a - b)[7] ?? 0);
    }
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(20);
  });
});
