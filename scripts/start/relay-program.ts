// The relay as a program of ours: started on a port, waited for until it says that it is ready.
import { pinnedNode } from '../runtime.mjs';
import { type ChildPrograms, untilEnded } from './child-programs.ts';

const READY_TIMEOUT_MS = 20_000;
const POLL_MS = 100;

interface RelayPlace {
  readonly port: number;
  readonly data: string;
}

interface RunningRelay {
  readonly url: string;
  /** Resolves with its exit code when it ends. */
  readonly ended: Promise<number>;
}

export async function startRelay(programs: ChildPrograms, place: RelayPlace): Promise<RunningRelay> {
  const flags = ['--port', String(place.port), '--data', place.data];
  const child = programs.start({
    command: pinnedNode() ?? process.execPath,
    args: ['signaling/src/main.ts', ...flags],
  });
  const ended = untilEnded(child);
  const url = `http://127.0.0.1:${place.port}`;
  const ready = await Promise.race([
    untilReady(url),
    ended.then((code) => ({ kind: 'ended', code }) as const),
  ]);
  if (ready.kind === 'ready') return { url, ended };
  const reason = ready.kind === 'ended' ? `ended with code ${ready.code}` : 'is not getting ready';
  throw new Error(`The relay ${reason}. Is port ${place.port} in use? Another one: npm start -- --port 8788`);
}

async function untilReady(url: string): Promise<{ kind: 'ready' } | { kind: 'late' }> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (await isReady(url)) return { kind: 'ready' };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return { kind: 'late' };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch (error) {
    // Nobody listens yet, which fetch reports as a TypeError.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
