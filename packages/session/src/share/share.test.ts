/** A CSR's own screen: who is asked, who gets the picture, and how it ends. */
import { idSchema, type ParticipantId } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANNA, BORIS, peerId } from '../testing/scene.ts';
import {
  answerOffer,
  hearOffer,
  stepOwnShare,
  withoutOffer,
  type OfferedShares,
  type OwnShare,
  type OwnShareEffect,
  type OwnShareEvent,
} from './share.ts';

const ID = idSchema.parse('s'.repeat(22));
const OTHER = idSchema.parse('o'.repeat(22));
const OFF: OwnShare = { kind: 'off' };
const begin = (only: ParticipantId | null = null): OwnShareEvent => {
  return { type: 'begin', id: ID, what: 'desktop', control: true, only, customers: [ANNA, BORIS] };
};
const answer = (peer: ParticipantId, accepted: boolean, id = ID): OwnShareEvent => {
  return { type: 'answer', peer, message: { type: 'share.answer', id, accepted } };
};

function play(...events: readonly OwnShareEvent[]) {
  let state: OwnShare = OFF;
  let effects: readonly OwnShareEffect[] = [];
  for (const event of events) ({ state, effects } = stepOwnShare(state, event));
  return {
    state,
    said: effects.map((effect) => (effect.type === 'send' ? effect.message.type : effect.type)),
  };
}

test.each<[string, readonly OwnShareEvent[], readonly string[]]>([
  ['everybody is asked', [begin()], ['share.offer', 'share.offer']],
  ['only the one who is meant is asked', [begin(ANNA)], ['share.offer']],
  ['whoever wants to see it is shown it', [begin(), answer(ANNA, true)], ['show']],
  ['whoever does not is not', [begin(), answer(ANNA, false)], []],
  ['a second answer takes the first back', [begin(), answer(ANNA, true), answer(ANNA, false)], ['hide']],
  ['an answer to something else counts for nothing', [begin(), answer(ANNA, true, OTHER)], []],
  ['whoever was not asked gets nothing', [begin(ANNA), answer(BORIS, true)], []],
  ['a latecomer is asked', [begin(), { type: 'here', peer: peerId('late') }], ['share.offer']],
  ['a latecomer is not asked where one is meant', [begin(ANNA), { type: 'here', peer: peerId('late') }], []],
  [
    'whoever was lost is asked again',
    [begin(), answer(ANNA, true), { type: 'lost', peer: ANNA }, { type: 'here', peer: ANNA }],
    ['share.offer'],
  ],
  [
    'whoever declined is not asked again',
    [begin(), answer(ANNA, false), { type: 'lost', peer: ANNA }, { type: 'here', peer: ANNA }],
    [],
  ],
  [
    'the end is told to all',
    [begin(), answer(ANNA, true), { type: 'end' }],
    ['hide', 'share.ended', 'share.ended'],
  ],
])('%s', (_what, events, said) => {
  expect(play(...events).said).toEqual(said);
});

test('the picture goes to those who said yes last, whatever happens in whatever order', () => {
  const peer = fc.constantFrom(ANNA, BORIS);
  const event: fc.Arbitrary<OwnShareEvent> = fc.oneof(
    fc.constantFrom(begin(), begin(ANNA), { type: 'end' } as const),
    fc.tuple(peer, fc.boolean(), fc.constantFrom(ID, OTHER)).map(([who, yes, id]) => answer(who, yes, id)),
    fc.record({ type: fc.constantFrom('here' as const, 'lost' as const, 'gone' as const), peer }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state: OwnShare = OFF;
      const shown = new Set<ParticipantId>();
      for (const next of events) {
        const step = stepOwnShare(state, next);
        for (const { type, to } of step.effects) {
          if (type === 'show') shown.add(to);
          if (type === 'hide') shown.delete(to);
        }
        state = step.state;
        const viewers = state.kind === 'off' ? new Map<ParticipantId, string>() : state.viewers;
        const watching = [ANNA, BORIS].filter((id) => viewers.get(id) === 'watching');
        expect([ANNA, BORIS].filter((id) => shown.has(id))).toEqual(watching);
      }
    }),
  );
});

test('an offer is watched once it is accepted, goes on after a lost connection, and ends with its own end only', () => {
  const none: OfferedShares = new Map();
  const offer = { type: 'share.offer', id: ID, what: 'desktop', control: true } as const;
  const asked = hearOffer(none, ANNA, offer);
  expect(asked.get(ANNA)?.isWatching).toBe(false);
  const watching = answerOffer(asked, ANNA, true);
  expect(hearOffer(watching, ANNA, offer).get(ANNA)?.isWatching).toBe(true);
  expect(hearOffer(watching, ANNA, { ...offer, id: OTHER }).get(ANNA)?.isWatching).toBe(false);
  expect(withoutOffer(watching, ANNA, OTHER)).toBe(watching);
  expect(withoutOffer(watching, ANNA, ID).size).toBe(0);
  expect(answerOffer(asked, ANNA, false).size).toBe(0);
  expect(answerOffer(none, ANNA, true)).toBe(none);
});
