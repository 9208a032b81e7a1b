/** Who came, waits, or went between two states of the roster. Pure. */

import type { Participant, ParticipantId } from '@alongside/protocol';
import type { Saying } from '../remote-control/view-notices.ts';

export function rosterSayings(
  before: readonly Participant[],
  after: readonly Participant[],
  self: ParticipantId,
): readonly Saying[] {
  const was = new Map(before.map((person) => [person.id, person]));
  const isNow = new Set(after.map(({ id }) => id));
  const came = after
    .filter(({ id }) => id !== self)
    .flatMap((person): readonly Saying[] => {
      const { name, state } = person;
      const previous = was.get(person.id)?.state;
      if (state === 'lobby' && previous === undefined) {
        return [{ tone: 'plain', text: (t) => t('palette.waiting', { name }) }];
      }
      const joined = state === 'present' && (previous === undefined || previous === 'lobby');
      return joined ? [{ tone: 'plain', text: (t) => t('palette.joined', { name }) }] : [];
    });
  const went = before
    .filter(({ id, state }) => id !== self && state !== 'lobby' && !isNow.has(id))
    .map(({ name }): Saying => ({ tone: 'plain', text: (t) => t('palette.left', { name }) }));
  return [...came, ...went, ...leadSayings(was, after, self)];
}

/** Whoever has the lead now and had not. */
function leadSayings(
  was: ReadonlyMap<ParticipantId, Participant>,
  after: readonly Participant[],
  self: ParticipantId,
): readonly Saying[] {
  const lead = after.find(({ role }) => role === 'lead-csr');
  const before = lead === undefined ? undefined : was.get(lead.id);
  if (lead === undefined || before === undefined || before.role === 'lead-csr') return [];
  const { id, name } = lead;
  return [
    {
      tone: id === self ? 'good' : 'plain',
      text: (t) => (id === self ? t('colleagues.youLead') : t('colleagues.transferred', { name })),
    },
  ];
}
