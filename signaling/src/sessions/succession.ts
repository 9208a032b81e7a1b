/** Who has the lead when the lead stays away: first offered, at last inherited. Posts the offers; changes no state. */
import type { Foundation } from '../context.ts';
import type { Room } from './room.ts';
import { leadOf, successorOf } from './session-state.ts';

/** Looked at again and again: an offer ends by itself when the lead is back or the one who was asked has gone. */
export function reviewLead({ now, limits }: Foundation, room: Room): void {
  if (room.isEnded) return;
  const lead = leadOf(room.state);
  if (lead === undefined || lead.connected) room.leadDeclined.clear();
  const wanted = successorOf(room.state, {
    now: now(),
    absenceMs: limits.leadAbsenceMs,
    declined: room.leadDeclined,
  });
  if (room.leadOffer === (wanted?.id ?? null)) return;
  if (room.leadOffer !== null) room.post(room.leadOffer, { type: 'lead.offer-ended' });
  room.leadOffer = wanted?.id ?? null;
  if (wanted !== undefined && lead !== undefined)
    room.post(wanted.id, { type: 'lead.offered', from: lead.name });
}
