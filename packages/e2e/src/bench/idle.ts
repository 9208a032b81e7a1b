/**
 * `npm run bench -- idle`: the cores that both ends use, with all their processes, while a desktop is shared on which
 * nothing moves; our console and helper alternating with bare RTCPeerConnection pages at 1280×720.
 */
import type { ElectronApplication } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { treeCpuMs } from '../support/processes.ts';
import { launchTarget, startRelayProcess, type RelayProgram } from '../support/programs.ts';
import { controlledSession, type SessionDisplays } from '../support/session.ts';
import { openFloor } from './floor-pair.ts';
import { wait } from './relay-load.ts';
import { jsonFileOf, median, rounded, writeReport } from './report.ts';

const SIZE = { width: 1280, height: 720 };
const ROUNDS = 3;
/** The encoder sharpens the picture for a while after it stands. */
const SETTLE_MS = 8_000;
const MEASURED_MS = 15_000;

/** Cores: 1 is one of them, wholly busy. */
type Sample = { readonly customer: number; readonly csr: number };
type Ends = Readonly<Record<keyof Sample, ElectronApplication>>;

await using customerDisplay = await startDisplay(SIZE);
await using csrDisplay = await startDisplay({ width: 1600, height: 1000 });
await using relay = await startRelayProcess();
await using _target = await launchTarget({ display: customerDisplay.name, size: SIZE });

const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
const samples: { ours: Sample[]; floor: Sample[] } = { ours: [], floor: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  samples.ours.push(await oursSample(relay, displays));
  samples.floor.push(await floorSample(displays));
  process.stderr.write(`idle: round ${round + 1} of ${ROUNDS}\n`);
}

const [ours, floor] = [figures(samples.ours), figures(samples.floor)];
writeReport(
  {
    name: 'idle',
    rounds: ROUNDS,
    size: `${SIZE.width}x${SIZE.height}`,
    ours,
    floor,
    ratio: { bothCores: rounded(ours.bothCores / floor.bothCores) },
  },
  jsonFileOf(process.argv),
);

async function oursSample(relayProgram: RelayProgram, names: SessionDisplays): Promise<Sample> {
  await using session = await controlledSession(relayProgram, names);
  return await sample({ csr: session.consoleApp, customer: session.helperApp });
}

async function floorSample(names: SessionDisplays): Promise<Sample> {
  await using pair = await openFloor(names);
  return await sample({ csr: pair.viewerApp, customer: pair.senderApp });
}

async function sample(ends: Ends): Promise<Sample> {
  await wait(SETTLE_MS);
  const [before, startedAt] = [used(ends), performance.now()];
  await wait(MEASURED_MS);
  const [after, elapsedMs] = [used(ends), performance.now() - startedAt];
  return {
    customer: (after.customer - before.customer) / elapsedMs,
    csr: (after.csr - before.csr) / elapsedMs,
  };
}

function used(ends: Ends): Sample {
  return { customer: usedBy(ends.customer), csr: usedBy(ends.csr) };
}

function usedBy(app: ElectronApplication): number {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program is gone');
  return treeCpuMs(pid);
}

function figures(entries: readonly Sample[]) {
  return {
    customerCores: rounded(median(entries.map(({ customer }) => customer)), 3),
    csrCores: rounded(median(entries.map(({ csr }) => csr)), 3),
    bothCores: rounded(median(entries.map(({ customer, csr }) => customer + csr)), 3),
  };
}
