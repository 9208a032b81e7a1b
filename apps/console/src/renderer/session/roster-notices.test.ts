import { participantIdSchema } from '@alongside/protocol';
import type { Participant } from '@alongside/protocol';
import { createI18n } from '@alongside/ui';
import { expect, it } from 'vitest';
import { rosterSayings } from './roster-notices.ts';

const t = createI18n('en').getFixedT('en', 'texts');
const self = participantIdSchema.parse('s'.repeat(22));
const person = (letter: string, state: Participant['state'] = 'present'): Participant => ({
  id: participantIdSchema.parse(letter.repeat(22)),
  name: letter.toUpperCase(),
  role: 'assistant-customer',
  client: 'helper',
  state,
  joinedAt: 0,
  inviteId: null,
  joinedBy: 'link',
});
const said = (before: readonly Participant[], after: readonly Participant[]): readonly string[] =>
  rosterSayings(before, after, self).map(({ text }) => text(t));

it('says who waits, who joined and who left', () => {
  expect(said([], [person('a', 'lobby')])).toEqual(['A is waiting to be admitted.']);
  expect(said([person('a', 'lobby')], [person('a')])).toEqual(['A has joined.']);
  expect(said([person('a')], [])).toEqual(['A has left.']);
});

it('is silent about oneself, about who was refused, and about who is only away', () => {
  expect(said([], [{ ...person('s') }])).toEqual([]);
  expect(said([person('a', 'lobby')], [])).toEqual([]);
  expect(said([person('a')], [person('a', 'away')])).toEqual([]);
  expect(said([person('a', 'away')], [person('a')])).toEqual([]);
});
