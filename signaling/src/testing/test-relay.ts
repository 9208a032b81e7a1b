/** A real relay on a free port with an account, for tests. Never imported by the relay. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addUser,
  createLog,
  type Limits,
  type RelayOptions,
  type RunningRelay,
  startRelay,
} from '../index.ts';

export const EMAIL = 'csr@example.test';
export const PASSWORD = 'correct horse battery';

/** Tests come from one address, many at once; a test of a limit states that limit. */
const ROOMY: Partial<Limits> = {
  socketsPerAddress: 10_000,
  handshakesPerAddressPerSecond: 100_000,
  socketsPerAccount: 10_000,
  messagesPerSecond: 100_000,
  bytesPerSecond: 1e9,
  httpRequestsPerAddressPerSecond: 1_000_000,
};

export type TestRelay = RunningRelay & {
  readonly dataDir: string;
  /** Stops and leaves the data to be looked at. */
  readonly stopOnly: () => Promise<void>;
};

export async function testRelay(
  limits: Partial<Limits> = {},
  options: Partial<RelayOptions> = {},
): Promise<TestRelay> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'alongside-relay-'));
  const isOurs = options.dataDir === undefined;
  if (isOurs) await addUser({ dataDir, email: EMAIL, password: PASSWORD, role: 'csr', name: 'Casey' });
  const relay = await startRelay({
    dataDir,
    log: createLog('silent'),
    limits: { ...ROOMY, ...limits },
    ...options,
  });
  const close = async () => {
    await relay.close();
    if (isOurs) rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...relay, dataDir, stopOnly: () => relay.close(), close, [Symbol.asyncDispose]: close };
}

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};

export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return answerOf(await fetch(url, { headers, redirect: 'manual' }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: response.status, body, headers: response.headers };
}

/** A bearer header of a fresh sign-in. */
export async function signIn(
  relay: { readonly url: string },
  email = EMAIL,
): Promise<Record<string, string>> {
  const { headers, status } = await post(`${relay.url}/api/auth/sign-in/email`, {
    email,
    password: PASSWORD,
  });
  const token = headers.get('set-auth-token');
  if (status !== 200 || token === null) throw new Error(`sign-in failed: ${status}`);
  return { authorization: `Bearer ${token}` };
}
