/**
 * What a CSR has asked of one customer's machine, has, and was refused: a mirror of that machine's own word. It decides
 * nothing; it only never sends what the machine would drop.
 */
import {
  CAPABILITIES,
  isControl,
  surfaceOf,
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
 * `idle`: neither asked nor given. → asked; waiting; given (by *Allow all actions*)
 * `waiting`: another CSR has control; asked for as soon as nobody has. → asked, idle (withdrawn)
 * `asked`: the customer is being asked. → given, refused, idle (withdrawn, or the peer was lost)
 * `given`: it stands in the machine's list. → returned, ended
 * `returned`: given back by us; the machine has not said so yet. → idle, by its next list without it
 * `refused`: declined, expired, not trusted, not possible, too many. → asked, given, idle (read)
 * `ended`: it was given and is no more, not by us. → asked, given, idle (read)
 */
export type Access =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly requestId: RequestId }
  | { readonly kind: 'asked'; readonly requestId: RequestId; readonly at: number }
  | {
      readonly kind: 'given';
      readonly grantId: GrantId;
      /** By our clock. */
      readonly expiresAt: number | null;
      readonly mouseOnly: boolean;
    }
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
  /** The title of the one window that is shared instead of a monitor. */
  readonly window: string | null;
};

const NOTHING: CsrView['access'] = {
  'view-desktop': { kind: 'idle' },
  'control-desktop': { kind: 'idle' },
  'view-application': { kind: 'idle' },
  'control-application': { kind: 'idle' },
  'read-clipboard': { kind: 'idle' },
  'write-clipboard': { kind: 'idle' },
  reboot: { kind: 'idle' },
  'system-info': { kind: 'idle' },
  recording: { kind: 'idle' },
  'browse-files': { kind: 'idle' },
  'use-files': { kind: 'idle' },
};

export function initialCsrView(self: ParticipantId): CsrView {
  return {
    self,
    contact: { kind: 'here' },
    access: NOTHING,
    grants: [],
    control: { holder: null, epoch: 0, paused: null },
    displays: [],
    shared: null,
    window: null,
  };
}

export function withAccess(view: CsrView, capability: Capability, access: Access): CsrView {
  return { ...view, access: { ...view.access, [capability]: access } };
}

/** The picture comes by any grant that shows one. */
export function seesScreen(view: CsrView): boolean {
  return CAPABILITIES.some(
    (capability) => surfaceOf(capability) !== null && view.access[capability].kind === 'given',
  );
}

/** What hands we have there; undefined without. */
export function controlAccess(view: CsrView): Extract<Access, { kind: 'given' }> | undefined {
  const controls = CAPABILITIES.filter(isControl).map((capability) => view.access[capability]);
  return controls.find((access) => access.kind === 'given');
}

/** The epoch to put on input frames; null while none would be taken. */
export function inputEpoch(view: CsrView): number | null {
  const { holder, epoch, paused } = view.control;
  const isOurs = holder === view.self && controlAccess(view) !== undefined;
  // The shield of the machine's own windows lifts by the input itself, as when the pointer leaves them.
  const isTaken = paused === null || paused === 'own-window';
  return view.contact.kind === 'here' && isOurs && isTaken ? epoch : null;
}
