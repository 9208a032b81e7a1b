/** Who may put hands on this machine at this moment: the check that each single input frame passes. */
import type { Capability, ParticipantId } from '@alongside/protocol';
import { controlGrant } from './grants.ts';
import type { AuthorityState } from './state.ts';
import { isPossible } from './possible.ts';

const EPOCHS = 2 ** 32;

export function holderOf(state: AuthorityState): ParticipantId | null {
  return controlGrant(state)?.csr ?? null;
}

/** Asked for every frame, since any of these may have changed since the last one. */
export function mayInject(
  state: AuthorityState,
  frame: {
    readonly peer: ParticipantId;
    readonly epoch: number;
    readonly hand: 'pointer' | 'keyboard';
    readonly at: number;
  },
): boolean {
  const { peer, epoch, hand, at } = frame;
  const control = controlGrant(state);
  if (control === undefined || control.csr !== peer) return false;
  if (control.mouseOnly && hand === 'keyboard') return false;
  // Sent for a holder, a surface or a connection that is no more.
  if (epoch !== state.epoch) return false;
  if (control.expiresAt !== null && at >= control.expiresAt) return false;
  const found = state.peers.get(peer);
  if (found?.presence.kind !== 'here' || found.trust.kind !== 'known') return false;
  if (state.desk.kind === 'asking' || state.shield.kind === 'covered') return false;
  if (state.hand.kind === 'on' && at < state.hand.until) return false;
  return state.machine.inputProblem === null;
}

/** Whether what needs no picture and no hands is allowed at this moment: a clipboard. */
export function mayUse(
  state: AuthorityState,
  {
    peer,
    capability,
    at,
  }: { readonly peer: ParticipantId; readonly capability: Capability; readonly at: number },
): boolean {
  const found = state.peers.get(peer);
  if (found?.presence.kind !== 'here' || found.trust.kind !== 'known') return false;
  return (
    isPossible(state.machine, capability) &&
    state.grants.some(
      (grant) =>
        grant.csr === peer &&
        grant.capability === capability &&
        (grant.expiresAt === null || at < grant.expiresAt),
    )
  );
}

/** Everything an epoch stands for; where it differs, the epoch rises. */
export function controlMark(state: AuthorityState): string {
  const control = controlGrant(state);
  if (control === undefined) return `nobody ${state.leadership}`;
  const presence = state.peers.get(control.csr)?.presence.kind ?? 'gone';
  return [control.id, control.csr, presence, state.surface.version, state.leadership].join(' ');
}

export function nextEpoch(epoch: number): number {
  return (epoch + 1) % EPOCHS;
}
