/** The relay's clock work: what has to be looked at again and again, one look at a time. */
import type { Revocation } from './accounts/revocation.ts';
import { announceSite } from './config/announce.ts';
import type { WatchedPolicy } from './config/site-policy.ts';
import type { Relay } from './context.ts';
import type { Retention } from './sessions/retention.ts';
import { renewIce } from './turn/ice-access.ts';

const SWEEP_EVERY_LOOKS = 4;

type Watched = {
  readonly revocation: Revocation;
  readonly policy: WatchedPolicy;
  readonly retention: Retention;
};

export function startWatch(
  relay: Relay,
  { revocation, policy, retention }: Watched,
): { close(): Promise<void> } {
  let looks = 0;
  let current: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    await revocation.look();
    if (await policy.look()) await announceSite(relay);
    looks += 1;
    if (looks % SWEEP_EVERY_LOOKS !== 0) return;
    await relay.audit.flush();
    relay.metrics.storageFull.set(relay.audit.isFull() ? 1 : 0);
    relay.tickets.sweep();
    relay.calls.sweep();
    renewIce(relay);
    await relay.sessions.sweep();
    await relay.resumes.sweep(relay.now(), relay.now() - relay.limits.resumeLifeMs);
    if (!relay.audit.isFull()) await retention.sweep();
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
