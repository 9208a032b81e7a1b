/** The last good config of each relay, so that its key is known again at the next start. Pure. */

import type { SignedConfig } from '@alongside/protocol';
import { MAX_KNOWN_SITES } from '../../contract.ts';
import type { Choices } from '../../contract.ts';

type KnownSites = NonNullable<Choices['sites']>;

export function pinnedOf(sites: KnownSites | undefined, relay: string): SignedConfig | null {
  return sites?.find((known) => known.relay === relay)?.config ?? null;
}

/** The relay at hand last; the one that was at hand longest ago is forgotten first. */
export function withPinned(sites: KnownSites | undefined, relay: string, config: SignedConfig): KnownSites {
  const others = (sites ?? []).filter((known) => known.relay !== relay);
  return [...others, { relay, config }].slice(-MAX_KNOWN_SITES);
}
