/** From the authority's state to what windows show. Pure. */
import { viewOf, type AuthorityState } from '@alongside/session';
import { CONTROL_LIFE_MS, isControl, surfaceOf, type ParticipantId } from '@alongside/protocol';
import type { BannerView } from '../contract/banner-contract.ts';
import type { KeyNames } from '../contract/consent-contract.ts';
import type { Sharing } from '../contract/sharing-view.ts';
import type { RecordingWatch } from './recording-watch.ts';

export function sharingOf(
  state: AuthorityState,
  options: {
    readonly panicKey: boolean;
    readonly nameOf: (csr: ParticipantId) => string;
    readonly recorders: RecordingWatch['recorders'];
  },
): Sharing {
  const view = viewOf(state);
  const hasApplication = view.grants.some(({ capability }) => surfaceOf(capability) === 'application');
  return {
    grants: view.grants.map(({ grantId: id, peer: csr, ...given }) => {
      const { capability, givenAt, expiresAt, mouseOnly, folders } = given;
      const onHold = view.csrs.find(({ peer }) => peer === csr)?.presence !== 'here';
      const narrowed = { mouseOnly, folders: folders === null ? null : [...folders] };
      return { id, csr, name: options.nameOf(csr), capability, givenAt, expiresAt, ...narrowed, onHold };
    }),
    allowAll: view.csrs.filter(({ allowsAll }) => allowsAll).map(({ name }) => name),
    window: hasApplication ? (view.window?.title ?? null) : null,
    paused: view.control.paused,
    panicKey: options.panicKey,
    recordedBy: [...options.recorders].map(([csr, state]) => ({
      csr,
      name: options.nameOf(csr),
      isPaused: state === 'paused',
    })),
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
    mouseOnly: first.mouseOnly,
    window: sharing.window,
    endsAt: endsAt(first),
    since: Math.min(...sharing.grants.map(({ givenAt }) => givenAt)),
    paused: isControl(first.capability) ? sharing.paused : null,
    recording: recordingOf(sharing),
    panicKey: sharing.panicKey,
    keyNames,
  };
}

function recordingOf({ recordedBy }: Sharing): BannerView['recording'] {
  if (recordedBy.length === 0) return null;
  return recordedBy.every(({ isPaused }) => isPaused) ? 'paused' : 'on';
}

/** The hour that all control ends after is no news; what the customer limited themselves is. */
function endsAt({ givenAt, expiresAt }: Sharing['grants'][number]): number | null {
  return expiresAt !== null && expiresAt - givenAt < CONTROL_LIFE_MS ? expiresAt : null;
}

function reach(capability: Sharing['grants'][number]['capability']): number {
  if (isControl(capability)) return 2;
  return surfaceOf(capability) === null ? 0 : 1;
}
