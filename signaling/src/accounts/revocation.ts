/**
 * Who was signed out or disabled is out at once: the sockets close and the resume tokens die. Looks again whenever
 * another process (the admin command) has written to the database.
 */
import type { Relay } from '../context.ts';
import { closeWith } from '../sockets/close-with.ts';

const FULL_LOOK_MS = 15_000;

export type Revocation = {
  readonly revoke: (authSessionIds: readonly string[]) => Promise<void>;
  /** Called by the relay's clock. */
  readonly look: () => Promise<void>;
};

export function createRevocation(relay: Relay, foreignVersion: () => number): Revocation {
  let seenVersion = foreignVersion();
  let lookedAt = relay.now();

  const revoke: Revocation['revoke'] = async (authSessionIds) => {
    const signIns = relay.hub.signIns();
    for (const connection of authSessionIds.flatMap((id) => signIns.get(id) ?? [])) {
      closeWith(relay, connection, 'revoked');
    }
    await relay.resumes.revoke(authSessionIds);
  };

  return {
    revoke,
    async look() {
      const version = foreignVersion();
      // Sign-ins also run out by themselves.
      if (version === seenVersion && relay.now() - lookedAt < FULL_LOOK_MS) return;
      seenVersion = version;
      lookedAt = relay.now();
      const open = [...relay.hub.signIns().keys()];
      const valid = await relay.accounts.stillValid(open);
      await revoke(open.filter((id) => !valid.has(id)));
    },
  };
}
