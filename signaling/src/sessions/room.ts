/** A running session: its state, its sockets and what each place is told. Owns no rules: those are in session-state. */
import type { ParticipantId } from '@alongside/protocol';
import type { Connection } from '../sockets/connection.ts';
import { createExclusive } from '../exclusive.ts';
import { Outbox, type OutboxLimits, type RelayEvent } from './outbox.ts';
import { rosterOf, type SessionState } from './session-state.ts';

export class Room {
  state: SessionState;
  /** Set once: nothing happens in a session after its end. */
  isEnded = false;
  /** Who is asked to take the lead; asked anew where the relay has been restarted meanwhile. */
  leadOffer: ParticipantId | null = null;
  readonly leadDeclined = new Set<ParticipantId>();
  readonly exclusive = createExclusive();
  readonly outboxes = new Map<ParticipantId, Outbox>();
  readonly sockets = new Map<ParticipantId, Connection>();
  readonly #limits: OutboxLimits;

  constructor(state: SessionState, limits: OutboxLimits) {
    this.state = state;
    this.#limits = limits;
  }

  outboxOf(id: ParticipantId): Outbox {
    const found = this.outboxes.get(id);
    if (found !== undefined) return found;
    const made = new Outbox(this.#limits);
    this.outboxes.set(id, made);
    return made;
  }

  /** Tells one place; false where nobody is there now and the event waits. */
  post(id: ParticipantId, event: RelayEvent): boolean {
    const { body } = this.outboxOf(id).add(event);
    return this.sockets.get(id)?.send(body) === true;
  }

  /** Everybody who was let in learns who is here now. */
  postRoster(): void {
    const participants = rosterOf(this.state);
    for (const place of this.state.places) {
      if (place.admitted && place.everConnected) this.post(place.id, { type: 'roster', participants });
    }
  }

  forget(id: ParticipantId): void {
    this.outboxes.delete(id);
    this.sockets.delete(id);
  }
}
