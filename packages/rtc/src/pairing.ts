/** Who is to be connected with whom, and as what. Pure: from the roster to pairs. */
import { isCsr, type Participant, type ParticipantId, type Session } from '@alongside/protocol';
import type { TrustGround } from './trust-exchange.ts';

export type Place = { readonly self: Participant; readonly session: Session };

/** How the two stand to each other. */
export type Pair = {
  readonly initiator: boolean;
  readonly role: TrustGround['role'];
  readonly session: string;
  readonly secret: string | null;
  /** We are a customer and the other is a CSR. */
  readonly strict: boolean;
};

/** Nobody while we are in the lobby ourselves. */
export function peersOf(place: Place | null): ReadonlyMap<ParticipantId, Participant> {
  if (place === null || place.self.state === 'lobby') return new Map();
  const others = place.session.participants.filter(
    ({ id, state }) => id !== place.self.id && state !== 'lobby',
  );
  return new Map(others.map((other) => [other.id, other]));
}

/** The lower id begins. Between two of one role nobody has a secret, and the initiator takes the CSR's slot. */
export function pairOf(
  { self, session }: Place,
  other: Participant,
  secretOf: (participant: Participant) => string | null,
): Pair {
  const initiator = self.id < other.id;
  const isMixed = isCsr(self.role) !== isCsr(other.role);
  const isCsrSlot = isMixed ? isCsr(self.role) : initiator;
  return {
    initiator,
    role: isCsrSlot ? 'csr' : 'customer',
    session: session.id,
    secret: isMixed ? secretOf(other) : null,
    strict: isMixed && !isCsr(self.role),
  };
}
