/**
 * What a place is told, numbered: kept until it is known to have arrived, so that a resume can replay it.
 * Bounded; what falls out makes the resume say that something is missing.
 */
import type { Ending, Participant, ParticipantId, Session } from '@alongside/protocol';

export type RelayEvent =
  | { readonly type: 'session.joined'; readonly self: ParticipantId; readonly session: Session }
  | { readonly type: 'session.ended'; readonly reason: Ending; readonly by: string | null }
  | { readonly type: 'lead.offered'; readonly from: string }
  | { readonly type: 'lead.offer-ended' }
  | { readonly type: 'roster'; readonly participants: readonly Participant[] }
  | { readonly type: 'invite.used'; readonly inviteId: string }
  | { readonly type: 'signal'; readonly from: ParticipantId; readonly data: string };

export type Kept = { readonly seq: number; readonly body: string };
export type OutboxLimits = { readonly maxMissedMessages: number; readonly maxMissedBytes: number };

export class Outbox {
  #seq: number;
  #kept: Kept[];
  #bytes: number;
  readonly #limits: OutboxLimits;

  constructor(limits: OutboxLimits, seq = 0, kept: readonly Kept[] = []) {
    this.#limits = limits;
    this.#kept = [...kept];
    this.#bytes = kept.reduce((sum, { body }) => sum + body.length, 0);
    this.#seq = Math.max(seq, kept.at(-1)?.seq ?? 0);
  }

  get seq(): number {
    return this.#seq;
  }

  get kept(): readonly Kept[] {
    return this.#kept;
  }

  /** Numbers and keeps an event; the answer is what goes over the wire. */
  add(event: RelayEvent): Kept {
    const seq = this.#seq + 1;
    this.#seq = seq;
    const kept = { seq, body: JSON.stringify({ ...event, seq }) };
    this.#kept.push(kept);
    this.#bytes += kept.body.length;
    while (this.#kept.length > this.#limits.maxMissedMessages || this.#bytes > this.#limits.maxMissedBytes) {
      this.#bytes -= this.#kept.shift()?.body.length ?? 0;
    }
    return kept;
  }

  /** Forgets what has arrived. */
  confirm(seq: number): void {
    while ((this.#kept[0]?.seq ?? Infinity) <= seq) this.#bytes -= this.#kept.shift()?.body.length ?? 0;
  }

  /**
   * All after `seen`, and whether that is all there was. A relay that was killed may know a lower number than the
   * client has seen: it goes on from the client's.
   */
  since(seen: number): { readonly missed: readonly Kept[]; readonly complete: boolean } {
    if (seen >= this.#seq) {
      this.#seq = seen;
      this.confirm(seen);
      return { missed: [], complete: true };
    }
    const missed = this.#kept.filter(({ seq }) => seq > seen);
    return { missed, complete: missed.length === this.#seq - seen };
  }
}
