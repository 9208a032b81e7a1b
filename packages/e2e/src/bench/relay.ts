/**
 * `npm run bench -- relay`: memory per idle socket, messages per second when saturated, and one-way delay at 2,000
 * messages a second; our relay with authentication, limits and audit on, alternating with a bare `ws` forwarder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type WebSocket from 'ws';
import { firstLine, run } from '../support/processes.ts';
import { addAccount, CSR, listeningUrl, ROOT } from '../support/programs.ts';
import { openBarePair, openIdle, openRelayPair, signIn } from './relay-clients.ts';
import { openSocket, pace, residentBytes, saturate, wait, type Pair } from './relay-load.ts';
import { jsonFileOf, median, percentile, rounded, writeReport } from './report.ts';

const ROUNDS = 3;
const PAIRS = 50;
const IDLE_SOCKETS = 1_000;
const SATURATED_MS = 4_000;
const PACED = { perSecond: 2_000, durationMs: 4_000 };
/** One loopback address and one account carry the whole load, so the limits stay on but are set out of its way. */
const RAISED_LIMITS = {
  handshakesPerAddressPerSecond: 1_000_000,
  socketsPerAddress: 1_000_000,
  socketsPerAccount: 1_000_000,
  messagesPerSecond: 1_000_000,
  bytesPerSecond: 1_000_000_000,
  httpRequestsPerAddressPerSecond: 1_000_000,
};

/** Both servers collect their garbage when told, so that memory means what is kept and not what is not yet swept. */
const COLLECT_ON_SIGNAL = ['--expose-gc', '--import', 'data:text/javascript,process.on("SIGUSR2",()=>gc())'];

type Subject = {
  readonly pid: number;
  readonly openPair: () => Promise<Pair>;
  readonly openIdle: () => Promise<WebSocket>;
  close(): Promise<void>;
};
type Sample = { idleBytes: number; perSecond: number; delays: number[] };

const samples: Record<'ours' | 'floor', Sample[]> = { ours: [], floor: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  samples.ours.push(await sample(await startOurs()));
  samples.floor.push(await sample(await startFloor()));
  process.stderr.write(`relay: round ${round + 1} of ${ROUNDS}\n`);
}

const [ours, floor] = [figures(samples.ours), figures(samples.floor)];
writeReport(
  {
    name: 'relay',
    rounds: ROUNDS,
    pairs: PAIRS,
    idleSockets: IDLE_SOCKETS,
    ours,
    floor,
    ratio: {
      messagesPerSecond: rounded(ours.messagesPerSecond / floor.messagesPerSecond),
      bytesPerIdleSocket: rounded(ours.bytesPerIdleSocket / floor.bytesPerIdleSocket),
      p99: rounded(ours.p99Ms / floor.p99Ms),
    },
  },
  jsonFileOf(process.argv),
);

async function sample(subject: Subject): Promise<Sample> {
  try {
    const pairs: Pair[] = [];
    for (let index = 0; index < PAIRS; index += 1) pairs.push(await subject.openPair());
    const delays = await pace(pairs, PACED);
    const perSecond = await saturate(pairs, SATURATED_MS);
    for (const pair of pairs) pair.close();
    return { delays, perSecond, idleBytes: await idleMemory(subject) };
  } finally {
    await subject.close();
  }
}

/** After the load, so that the heap has the size that work gave it and growth is the sockets' own. */
async function idleMemory(subject: Subject): Promise<number> {
  const before = await settledBytes(subject.pid);
  const sockets: WebSocket[] = [];
  for (let index = 0; index < IDLE_SOCKETS; index += 1) sockets.push(await subject.openIdle());
  const grown = (await settledBytes(subject.pid)) - before;
  for (const socket of sockets) socket.close();
  return Math.max(0, grown) / IDLE_SOCKETS;
}

async function settledBytes(pid: number): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await wait(1_000);
    process.kill(pid, 'SIGUSR2');
  }
  await wait(1_000);
  return residentBytes(pid);
}

async function startOurs(): Promise<Subject> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-bench-relay-'));
  await addAccount(data, CSR);
  const limits = JSON.stringify(RAISED_LIMITS);
  const args = [
    ...COLLECT_ON_SIGNAL,
    'signaling/src/main.ts',
    '--port',
    '0',
    '--data',
    data,
    '--limits',
    limits,
  ];
  const running = run(process.execPath, args, { cwd: ROOT });
  const url = await firstLine(running, listeningUrl, 30_000);
  const token = await signIn(url);
  return {
    pid: running.pid,
    openPair: () => openRelayPair(url, token),
    openIdle: () => openIdle(url, token),
    close: async () => {
      await running.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function startFloor(): Promise<Subject> {
  const running = run(process.execPath, [
    ...COLLECT_ON_SIGNAL,
    fileURLToPath(new URL('floor/forwarder.ts', import.meta.url)),
  ]);
  const url = await firstLine(running, listeningUrl, 30_000);
  let index = 0;
  return {
    pid: running.pid,
    openPair: () => openBarePair(url),
    openIdle: () => {
      index += 1;
      return openSocket(`${url.replace('http', 'ws')}/idle-${index}`);
    },
    close: () => running.close(),
  };
}

function figures(entries: readonly Sample[]) {
  const delays = entries.flatMap((entry) => entry.delays);
  return {
    messagesPerSecond: rounded(median(entries.map((entry) => entry.perSecond)), 0),
    bytesPerIdleSocket: rounded(median(entries.map((entry) => entry.idleBytes)), 0),
    p50Ms: rounded(percentile(delays, 0.5)),
    p99Ms: rounded(percentile(delays, 0.99)),
  };
}
