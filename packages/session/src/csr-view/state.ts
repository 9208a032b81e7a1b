/**
 * What a CSR has asked of one customer's machine, has, and was refused: a mirror of that machine's own word. It decides
 * nothing; it only never sends what the machine would drop.
 */
import {
  CAPABILITIES,
  type Capability,
  type DisplayInfo,
  type Grant,
  type GrantId,
  type ParticipantId,
  type PeerMessageOf,
  type RequestId,
} from '@alongside/protocol';
import type { Pause } from '../authority/effects.ts';

export type Refusal = Exclude<PeerMessageOf<'consent.answer'>['outcome'], 'allowed' | 'withdrawn'>;

/**
 * One capability on one machine.
 * `idle`: neither asked nor given. → asked; given (by *Allow all actions*)
 * `asked`: the customer is being asked. → given, refused, idle (withdrawn, or the peer was lost)
 * `given`: it stands in the machine's list. → returned, ended
 * `returned`: given back by us; the machine has not said so yet. → idle, by its next list without it
 * `refused`: declined, expired, not trusted, not possible, too many. → asked, given, idle (read)
 * `ended`: it was given and is no more, not by us. → asked, given, idle (read)
 */
export type Access =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asked'; readonly requestId: RequestId; readonly at: number }
  | { readonly kind: 'given'; readonly grantId: GrantId; readonly expiresAt: number | null }
  | { readonly kind: 'returned'; readonly grantId: GrantId }
  | { readonly kind: 'refused'; readonly outcome: Refusal }
  | { readonly kind: 'ended' };

/** `here` ⇄ `lost`: the transport broke, grants wait on the other side. */
type Contact = { readonly kind: 'here' } | { readonly kind: 'lost' };

export type CsrView = {
  readonly self: ParticipantId;
  readonly contact: Contact;
  readonly access: Readonly<Record<Capability, Access>>;
  /** As the machine last told; of all CSRs. */
  readonly grants: readonly Grant[];
  readonly control: {
    readonly holder: ParticipantId | null;
    readonly epoch: number;
    readonly paused: Pause | null;
  };
  readonly displays: readonly DisplayInfo[];
  readonly shared: string | null;
};

export function initialCsrView(self: ParticipantId): CsrView {
  return {
    self,
    contact: { kind: 'here' },
    access: { 'view-desktop': { kind: 'idle' }, 'control-desktop': { kind: 'idle' } },
    grants: [],
    control: { holder: null, epoch: 0, paused: null },
    displays: [],
    shared: null,
  };
}

export function withAccess(view: CsrView, capability: Capability, access: Access): CsrView {
  return { ...view, access: { ...view.access, [capability]: access } };
}

/** The picture comes by either grant. */
export function seesScreen(view: CsrView): boolean {
  return CAPABILITIES.some((capability) => view.access[capability].kind === 'given');
}

/** The epoch to put on input frames; null while none would be taken. */
export function inputEpoch(view: CsrView): number | null {
  const { holder, epoch, paused } = view.control;
  const isOurs = holder === view.self && view.access['control-desktop'].kind === 'given';
  // The shield of the machine's own windows lifts by the input itself, as when the pointer leaves them.
  const isTaken = paused === null || paused === 'own-window';
  return view.contact.kind === 'here' && isOurs && isTaken ? epoch : null;
}
