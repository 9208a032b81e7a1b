/** Two sessions, a hundred thousand messages at random from everybody to everybody: none reaches the other session. */
import type { ParticipantId } from '@alongside/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admittedCustomer, startedCsr, type TestClient } from '../testing/test-client.ts';
import { testRelay } from '../testing/test-relay.ts';

const MESSAGES = 100_000;
const BATCH = 1_000;
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

type Member = { readonly client: TestClient; readonly self: ParticipantId; readonly session: number };

/** Reads raw text: decoding a hundred thousand messages by schema here would only measure this test. */
function counting(member: Member, tell: (from: string, data: string) => void): void {
  member.client.socket.removeAllListeners('message');
  member.client.socket.on('message', (raw: Buffer) => {
    const message = JSON.parse(raw.toString()) as { type: string; from?: string; data?: string };
    if (message.type === 'signal') tell(message.from ?? '', message.data ?? '');
    else settle(member, message);
  });
}

const settled = new WeakMap<TestClient, { ok: number; refused: number; wake: () => void }>();

function settle(member: Member, message: { type: string }): void {
  const count = settled.get(member.client);
  if (count === undefined) return;
  if (message.type === 'ok') count.ok += 1;
  if (message.type === 'error') count.refused += 1;
  count.wake();
}

describe('two sessions', () => {
  it(`never see each other's messages (seed ${SEED})`, async () => {
    await using relay = await testRelay();
    const members: Member[] = [];
    for (const session of [0, 1]) {
      const csr = await startedCsr(relay);
      members.push({ client: csr.client, self: csr.self, session });
      for (let n = 0; n < 2; n += 1) members.push({ ...(await admittedCustomer(relay, csr)), session });
    }
    let leaks = 0;
    let spoofed = 0;
    let received = 0;
    let wake = (): void => undefined;
    for (const member of members) {
      settled.set(member.client, { ok: 0, refused: 0, wake: () => wake() });
      counting(member, (from, data) => {
        const [session, sender] = data.split(' ');
        if (Number(session) !== member.session) leaks += 1;
        if (sender !== from) spoofed += 1;
        received += 1;
        wake();
      });
    }
    const pick = fc.nat(members.length - 1);
    const plan = fc.sample(fc.tuple(pick, pick), { seed: SEED, numRuns: MESSAGES });
    let expected = 0;
    let sent = 0;
    const total = () =>
      members.reduce(
        (sum, { client }) => sum + (settled.get(client)?.ok ?? 0) + (settled.get(client)?.refused ?? 0),
        0,
      );
    for (let n = 0; n < plan.length; n += BATCH) {
      for (const [from, to] of plan.slice(n, n + BATCH)) {
        const sender = members[from];
        const target = members[to];
        if (sender === undefined || target === undefined) continue;
        sent += 1;
        if (sender !== target && sender.session === target.session) expected += 1;
        const data = `${sender.session} ${sender.self}`;
        sender.client.raw(JSON.stringify({ type: 'signal', id: sent, to: target.self, data }));
      }
      await new Promise<void>((resolve) => {
        wake = () => {
          if (total() === sent && received === expected) resolve();
        };
        wake();
      });
    }
    expect({ leaks, spoofed, received }).toEqual({ leaks: 0, spoofed: 0, received: expected });
    const refused = members.reduce((sum, { client }) => sum + (settled.get(client)?.refused ?? 0), 0);
    expect(refused).toBe(MESSAGES - expected);
  }, 60_000);
});
