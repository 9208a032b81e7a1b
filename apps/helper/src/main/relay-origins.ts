/** Where the session window may connect to. Grows only by what was built in, lies on this machine, or was confirmed. */
import { fail, ok, type Result } from '@alongside/protocol';
import { needsNoConfirmation } from '../core/relay-trust.ts';

const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

export type RelayOrigins = {
  readonly list: () => readonly string[];
  /** True where the page has to be loaded anew to be let through. */
  readonly add: (relay: string) => Result<boolean, 'not-a-relay'>;
};

export function createRelayOrigins(
  first: readonly (string | null)[],
  bakedRelay: string | null,
): RelayOrigins {
  const known = new Set(
    first.filter((relay) => relay !== null).filter((relay) => needsNoConfirmation(relay, bakedRelay)),
  );
  return {
    list: () => [...known].flatMap((relay) => [relay, relay.replace(/^http/, 'ws')]),
    add(relay) {
      if (!ORIGIN.test(relay)) return fail('not-a-relay');
      const isNew = !known.has(relay);
      known.add(relay);
      return ok(isNew);
    },
  };
}
