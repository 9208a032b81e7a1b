/** The console's own flags: `--relay=URL`, `--profile=DIR`, `--start`. Pure. */

import { parseFlags } from '@alongside/shell/flags';

/** Where a relay started by `npm start` listens; a packaged build bakes its own in. */
const DEFAULT_RELAY = 'http://localhost:8787';

type ConsoleFlags = {
  /** An origin, without a path. */
  readonly relay: string;
  readonly profile: string | undefined;
  readonly start: boolean;
};

export function readFlags(argv: readonly string[]): ConsoleFlags {
  const { values, switches } = parseFlags(argv, { values: ['relay', 'profile'], switches: ['start'] });
  return {
    relay: originOf(values.relay) ?? DEFAULT_RELAY,
    profile: values.profile,
    start: switches.start,
  };
}

/** Only http and https lead to a relay; plain http is for the own machine and for trying it out. */
export function originOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined;
}
