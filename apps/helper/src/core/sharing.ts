/** From the authority's state to what windows show. Pure. */
import { viewOf, type AuthorityState } from '@alongside/session';
import type { ParticipantId } from '@alongside/protocol';
import type { BannerView } from '../contract/banner-contract.ts';
import type { KeyNames } from '../contract/consent-contract.ts';
import type { Sharing } from '../contract/sharing-view.ts';

export function sharingOf(
  state: AuthorityState,
  options: { readonly panicKey: boolean; readonly nameOf: (csr: ParticipantId) => string },
): Sharing {
  const view = viewOf(state);
  return {
    grants: view.grants.map(({ grantId: id, capability, peer: csr, givenAt, expiresAt }) => {
      return { id, capability, csr, name: options.nameOf(csr), givenAt, expiresAt };
    }),
    allowAll: view.csrs.filter(({ allowsAll }) => allowsAll).map(({ name }) => name),
    paused: view.control.paused,
    panicKey: options.panicKey,
  };
}

/** Who can do most comes first; null while nothing is shared. */
export function bannerOf(sharing: Sharing, keyNames: KeyNames): BannerView | null {
  const [first] = sharing.grants.toSorted((a, b) => reach(b.capability) - reach(a.capability));
  if (first === undefined) return null;
  const others = new Set(sharing.grants.map(({ csr }) => csr)).size - 1;
  return {
    name: first.name,
    others,
    capability: first.capability,
    since: Math.min(...sharing.grants.map(({ givenAt }) => givenAt)),
    paused: first.capability === 'control-desktop' ? sharing.paused : null,
    panicKey: sharing.panicKey,
    keyNames,
  };
}

function reach(capability: Sharing['grants'][number]['capability']): number {
  return capability === 'control-desktop' ? 1 : 0;
}
