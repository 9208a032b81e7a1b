/** A CSR and a customer, each in a browser at a site of its own, with a real relay and a real coturn between them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LOOPBACK_ORIGIN, openPage } from '../rtc/bundle.ts';
import { launch } from '../rtc/pair.ts';
import { load, signIn } from '../rtc/real-session.ts';
import { type RelayProgram, startRelayProcess } from '../support/programs.ts';
import { startCoturn } from './coturn.ts';
import { type Internet, type Machine, openInternet, SERVER } from './network.ts';

const SECRET = 'the secret of the TURN server in this test';
export type World = AsyncDisposable & {
  readonly relay: RelayProgram;
  /** Of the CSR who is signed in. */
  readonly token: string;
  readonly csr: Page;
  readonly customer: Page;
  readonly machines: { readonly csr: Machine; readonly customer: Machine };
};

export type WorldSettings = {
  /** `TURN_ONLY` of the relay. */
  readonly only?: boolean;
  readonly turnLifeMs?: number;
};

/** Null, or in words what this machine lacks. */
export function whyNoWorld(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const missing = ['ip', 'nft', 'turnserver'].filter((name) => !isThere(name));
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}

function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program]);
    return true;
  } catch {
    // That is its answer.
    return false;
  }
}

export async function openWorld(settings: WorldSettings = {}): Promise<World> {
  const opened = new AsyncDisposableStack();
  try {
    const internet = opened.use(openInternet());
    opened.use(
      await startCoturn({
        within: internet.server,
        address: SERVER,
        port: 443,
        secret: SECRET,
        args: ['--denied-peer-ip=10.0.0.0-10.255.255.255'],
      }),
    );
    const relay = opened.use(await startRelay(internet, settings));
    const machines = { csr: internet.machine('csr'), customer: internet.machine('customer') };
    const csr = await openBrowser(machines.csr, opened);
    const customer = await openBrowser(machines.customer, opened);
    const token = await signIn(csr, relay);
    return { relay, token, csr, customer, machines, [Symbol.asyncDispose]: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

function startRelay({ server }: Internet, { only = false, turnLifeMs }: WorldSettings) {
  const limits = { handshakesPerAddressPerSecond: 50, ...(turnLifeMs === undefined ? {} : { turnLifeMs }) };
  return startRelayProcess({
    within: server,
    args: ['--host', SERVER, '--port', '80', '--limits', JSON.stringify(limits)],
    env: {
      TURN_URL: `turn:${SERVER}:443?transport=udp,turn:${SERVER}:443?transport=tcp`,
      TURN_SECRET: SECRET,
      TURN_ONLY: only ? '1' : '0',
    },
  });
}

async function openBrowser(machine: Machine, opened: AsyncDisposableStack): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-browser-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'chromium');
  writeFileSync(program, `#!/bin/sh\nexec ${machine.within.join(' ')} /usr/bin/chromium "$@"\n`, {
    mode: 0o755,
  });
  const browser = await launch(program);
  opened.defer(() => browser.close());
  const page = await openPage(await browser.newContext(), 'page', LOOPBACK_ORIGIN);
  await load(page);
  return page;
}
