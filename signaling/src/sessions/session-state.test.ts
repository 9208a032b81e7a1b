/** The rules of a session as a model: whatever is done in whatever order, these hold. */
import { inviteIdSchema, participantIdSchema, sessionIdSchema } from '@alongside/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPlace,
  admitPlace,
  connectPlace,
  disconnectPlace,
  expelPlace,
  leadOf,
  makePrimary,
  type Place,
  refusePlace,
  removePlace,
  rosterOf,
  type SessionState,
} from './session-state.ts';

const idOf = (n: number) => participantIdSchema.parse(String(n).padStart(22, 'p'));
const LEAD = idOf(0);

function place(n: number): Place {
  const isLead = n === 0;
  return {
    id: idOf(n),
    accountId: isLead ? 'account' : null,
    name: `Person ${n}`,
    role: isLead ? 'lead-csr' : 'assistant-customer',
    client: isLead ? 'console' : 'helper',
    admitted: isLead,
    connected: isLead,
    everConnected: isLead,
    joinedAt: n,
    inviteId: isLead ? null : inviteIdSchema.parse('i'.repeat(22)),
    invitedBy: isLead ? null : 'Person 0',
    inviter: isLead ? null : LEAD,
    joinedBy: isLead ? 'account' : 'link',
    awaySince: isLead ? null : n,
  };
}

const EMPTY: SessionState = {
  id: sessionIdSchema.parse('s'.repeat(22)),
  accountId: 'account',
  name: 'Remote support 0000',
  sessionType: 'remote-support',
  tracking: {},
  organisation: 'Alongside',
  verified: false,
  configHash: null,
  startedAt: 0,
  places: [place(0)],
};

const KINDS = ['join', 'connect', 'drop', 'admit', 'refuse', 'expel', 'primary', 'leave'] as const;
type Deed = { readonly kind: (typeof KINDS)[number]; readonly actor: number; readonly target: number };

function step(state: SessionState, { kind, actor, target }: Deed): SessionState {
  const deed = { actor: idOf(actor), target: idOf(target) };
  const has = state.places.some(({ id }) => id === deed.target);
  switch (kind) {
    case 'join':
      return has ? state : addPlace(state, place(target));
    case 'connect':
      return connectPlace(state, deed.target);
    case 'drop':
      return disconnectPlace(state, deed.target, 1);
    case 'leave':
      return target === 0 ? state : removePlace(state, deed.target);
    default: {
      const rule = { admit: admitPlace, refuse: refusePlace, expel: expelPlace, primary: makePrimary }[kind];
      const next = rule(state, deed);
      return next.ok ? next.value : state;
    }
  }
}

const deeds = fc.array(fc.record({ kind: fc.constantFrom(...KINDS), actor: fc.nat(5), target: fc.nat(5) }), {
  maxLength: 60,
});

describe('a session', () => {
  it('keeps one lead, at most one primary customer, and lets nobody in but by the lead', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        let state = EMPTY;
        for (const deed of all) {
          const before = state;
          state = step(state, deed);
          expect(leadOf(state)?.id).toBe(LEAD);
          expect(state.places.filter(({ role }) => role === 'lead-csr')).toHaveLength(1);
          const primaries = state.places.filter(({ role }) => role === 'primary-customer');
          expect(primaries.length).toBeLessThanOrEqual(1);
          expect(primaries.every(({ admitted }) => admitted)).toBe(true);
          if (deed.actor !== 0 && ['admit', 'refuse', 'expel', 'primary'].includes(deed.kind)) {
            expect(state).toBe(before);
          }
          // Peers connect with everybody who does not wait in the lobby.
          const letIn = state.places.filter(({ admitted }) => admitted).map(({ id }) => id);
          expect(
            rosterOf(state).filter((each) => each.state !== 'lobby' && !letIn.includes(each.id)),
          ).toEqual([]);
          expect(
            rosterOf(state).every(({ id }) =>
              state.places.some((each) => each.id === id && each.everConnected),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows nobody who has not come yet, and a drop as away', () => {
    const joined = addPlace(EMPTY, place(1));
    expect(rosterOf(joined)).toHaveLength(1);
    const there = connectPlace(joined, idOf(1));
    expect(rosterOf(there)[1]?.state).toBe('lobby');
    const letIn = admitPlace(there, { actor: LEAD, target: idOf(1) });
    expect(letIn.ok && rosterOf(disconnectPlace(letIn.value, idOf(1), 5))[1]?.state).toBe('away');
    expect(admitPlace(joined, { actor: LEAD, target: idOf(1) })).toEqual({
      ok: false,
      code: 'no-such-participant',
    });
  });
});
