/** A real coturn for a test: by the REST scheme, so that the relay's credentials are good for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine, run } from '../support/processes.ts';

const OPTIONS = [
  '-n --use-auth-secret --realm=alongside.test',
  '--no-tls --no-dtls --no-cli --no-rfc5780 --no-multicast-peers --no-tcp-relay',
  '--log-file=stdout --simple-log',
].join(' ');
const START_TIMEOUT_MS = 10_000;

type CoturnSettings = {
  readonly address: string;
  readonly port: number;
  readonly secret: string;
  /** What its command line begins with, where it runs in a namespace of its own. */
  readonly within?: readonly string[];
  readonly args?: readonly string[];
};

/** Listens when it resolves. Needs `turnserver` to be installed. */
export async function startCoturn(settings: CoturnSettings): Promise<AsyncDisposable> {
  const { address, port, secret, within = [], args = [] } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'alongside-turn-'));
  const [program = '', ...rest] = [
    ...within,
    'turnserver',
    ...OPTIONS.split(' '),
    `--listening-ip=${address}`,
    `--relay-ip=${address}`,
    `--listening-port=${port}`,
    `--static-auth-secret=${secret}`,
    `--pidfile=${join(folder, 'pid')}`,
    `--userdb=${join(folder, 'db')}`,
    ...args,
  ];
  const coturn = run(program, rest);
  const close = async (): Promise<void> => {
    await coturn.close();
    rmSync(folder, { recursive: true, force: true });
  };
  // It says so after all of its listeners are open.
  const isUp = (line: string) => (line.includes('Total General servers') ? true : undefined);
  try {
    await firstLine(coturn, isUp, START_TIMEOUT_MS);
  } catch (error) {
    await close();
    throw error;
  }
  return { [Symbol.asyncDispose]: close };
}
