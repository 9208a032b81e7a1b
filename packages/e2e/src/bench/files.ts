/**
 * `npm run bench -- files`: 256 MB from the CSR's disk to the customer's, and the memory that it takes at both ends; beside
 * it the same bytes over a bare data channel between two pages, in turn.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { launchFloor } from '../support/electron-floor.ts';
import { treeMemory } from '../support/processes.ts';
import { startRelayProcess } from '../support/programs.ts';
import { joinedSession } from '../support/session.ts';
import { jsonFileOf, median, rounded, writeReport } from './report.ts';

const MEGABYTES = 256;
const BYTES = MEGABYTES * 1_000_000;
const ROUNDS = 3;
const LOOK_MS = 20;

declare global {
  interface Window {
    bare?: { readonly connection: RTCPeerConnection; channel: RTCDataChannel; received: number };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
const source = join(folder, 'big.bin');
writeFileSync(source, randomBytes(BYTES));

await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
await using customerDisplay = await startDisplay({ width: 1280, height: 800 });
const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
await using relay = await startRelayProcess();
const ours: number[] = [];
const floor: number[] = [];
const grown: { readonly csr: number[]; readonly customer: number[] } = { csr: [], customer: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  ours.push(await transfer());
  floor.push(await bareTransfer());
  process.stderr.write(`files: round ${round + 1} of ${ROUNDS}\n`);
}
rmSync(folder, { recursive: true });

writeReport(
  {
    name: 'files',
    megabytes: MEGABYTES,
    ours: {
      mbPerS: rounded(median(ours), 1),
      csrGrowsMb: rounded(Math.max(...grown.csr), 1),
      customerGrowsMb: rounded(Math.max(...grown.customer), 1),
    },
    floor: { mbPerS: rounded(median(floor), 1) },
    ratio: { mbPerS: rounded(median(ours) / median(floor)) },
  },
  jsonFileOf(process.argv),
);

/** MB/s, from the press of *Save* until the file bears its name. */
async function transfer(): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'alongside-home-'));
  await using session = await joinedSession(relay, displays, { helperEnv: { HOME: home } });
  const { csr, customer, consoleApp, helperApp } = session;
  await csr.toolbar('Files').click();
  await csr.page.locator('input[type=file]').setInputFiles(source);
  const save = customer.page.getByRole('button', { name: 'Save big.bin', exact: true });
  await save.waitFor();
  const [csrBefore, customerBefore] = [memoryOf(consoleApp), memoryOf(helperApp)];
  let [csrMost, customerMost] = [csrBefore, customerBefore];
  const saved = join(home, 'Downloads/big.bin');
  const startedAt = performance.now();
  await save.click();
  for (let looks = 0; !existsSync(saved); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (looks % 25 !== 0) continue;
    csrMost = Math.max(csrMost, memoryOf(consoleApp));
    customerMost = Math.max(customerMost, memoryOf(helperApp));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  if (!readFileSync(saved).equals(readFileSync(source))) throw new Error('another file arrived');
  grown.csr.push(csrMost - csrBefore);
  grown.customer.push(customerMost - customerBefore);
  rmSync(home, { recursive: true });
  return statSync(source).size / 1_000_000 / seconds;
}

function memoryOf(app: ElectronApplication): number {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program is gone');
  return treeMemory(pid).pssMiB;
}

async function bareTransfer(): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const open = async (display: string): Promise<Page> => {
    const app = await launchFloor('empty', display);
    stack.defer(() => app.close());
    return app.firstWindow();
  };
  const [sender, receiver] = [await open(displays.csr), await open(displays.customer)];
  await connect(sender, receiver);
  const startedAt = performance.now();
  await sender.evaluate(sendAll, BYTES);
  await receiver.waitForFunction((bytes) => (window.bare?.received ?? 0) >= bytes, BYTES, {
    timeout: 120_000,
    polling: LOOK_MS,
  });
  return BYTES / 1_000_000 / ((performance.now() - startedAt) / 1_000);
}

async function connect(sender: Page, receiver: Page): Promise<void> {
  for (const page of [sender, receiver]) await page.evaluate(openBare);
  const offer = await sender.evaluate(async () => {
    const connection = window.bare?.connection;
    await connection?.setLocalDescription();
    return await gathered(connection);

    function gathered(of: RTCPeerConnection | undefined): Promise<RTCSessionDescriptionInit | undefined> {
      return new Promise((resolve) => {
        const look = (): void => {
          if (of?.iceGatheringState === 'complete') resolve(of.localDescription?.toJSON());
        };
        of?.addEventListener('icegatheringstatechange', look);
        look();
      });
    }
  });
  const answer = await receiver.evaluate(async (described) => {
    const connection = window.bare?.connection;
    if (connection === undefined || described === undefined) return undefined;
    await connection.setRemoteDescription(described);
    await connection.setLocalDescription();
    return await new Promise<RTCSessionDescriptionInit | undefined>((resolve) => {
      const look = (): void => {
        if (connection.iceGatheringState === 'complete') resolve(connection.localDescription?.toJSON());
      };
      connection.addEventListener('icegatheringstatechange', look);
      look();
    });
  }, offer);
  await sender.evaluate(async (described) => {
    if (described !== undefined) await window.bare?.connection.setRemoteDescription(described);
  }, answer);
  await sender.waitForFunction(() => window.bare?.channel.readyState === 'open');
}

function openBare(): void {
  const connection = new RTCPeerConnection();
  const channel = connection.createDataChannel('bare', { negotiated: true, id: 0 });
  channel.binaryType = 'arraybuffer';
  const bare = { connection, channel, received: 0 };
  channel.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
    bare.received += event.data.byteLength;
  });
  window.bare = bare;
}

/** With a mebibyte waiting at any time. */
function sendAll(bytes: number): void {
  const channel = window.bare?.channel;
  if (channel === undefined) throw new Error('not connected');
  const block = new Uint8Array(60 * 1024);
  let left = bytes;
  channel.bufferedAmountLowThreshold = 256 * 1024;
  const fill = (): void => {
    while (left > 0 && channel.bufferedAmount < 1024 * 1024) {
      const next = block.subarray(0, Math.min(block.length, left));
      channel.send(next);
      left -= next.length;
    }
  };
  channel.addEventListener('bufferedamountlow', fill);
  fill();
}
