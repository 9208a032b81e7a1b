/** The relay's clock work: what has to be looked at again and again, one look at a time. */
import type { Revocation } from './accounts/revocation.ts';
import type { Relay } from './context.ts';

const SWEEP_EVERY_LOOKS = 4;

export function startWatch(relay: Relay, revocation: Revocation): { close(): Promise<void> } {
  let looks = 0;
  let current: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    await revocation.look();
    looks += 1;
    if (looks % SWEEP_EVERY_LOOKS !== 0) return;
    await relay.audit.flush();
    relay.metrics.storageFull.set(relay.audit.isFull() ? 1 : 0);
    relay.tickets.sweep();
    relay.calls.sweep();
    await relay.sessions.sweep();
    await relay.resumes.sweep(relay.now(), relay.now() - relay.limits.resumeLifeMs);
  };

  const timer = setInterval(() => {
    if (current !== null) return;
    current = look()
      .catch((error: unknown) => relay.log.error({ err: error }, 'a regular look failed'))
      .finally(() => {
        current = null;
      });
  }, relay.limits.watchIntervalMs);

  return {
    async close() {
      clearInterval(timer);
      await current;
    },
  };
}
