import { describe, expect, test } from 'vitest';
import type { Participant, ParticipantId, Role, Session, SessionId } from '@alongside/protocol';
import { pairOf, peersOf } from './pairing.ts';

const person = (letter: string, role: Role, state: Participant['state'] = 'present'): Participant => ({
  id: letter.repeat(22) as ParticipantId,
  name: letter,
  role,
  client: 'console',
  state,
  joinedAt: 1,
  inviteId: null,
  joinedBy: 'account',
});
const sessionWith = (...participants: Participant[]): Session => ({
  id: 'S'.repeat(22) as SessionId,
  name: 'Remote support 1',
  sessionType: 'remote-support',
  organisation: 'Alongside',
  verified: false,
  startedAt: 1,
  participants,
});

const lead = person('B', 'lead-csr');
const helper = person('C', 'assisting-csr');
const customer = person('A', 'primary-customer');
const second = person('D', 'assistant-customer');
const secretOf = () => 'secret';

describe('who is to be connected', () => {
  test('everybody else who is present or away, and nobody in the lobby', () => {
    const away = person('E', 'assistant-customer', 'away');
    const session = sessionWith(lead, customer, away, person('F', 'assistant-customer', 'lobby'));
    expect([...peersOf({ self: lead, session }).keys()]).toEqual([customer.id, away.id]);
  });

  test('nobody, as long as we wait in the lobby or have no place', () => {
    const self = person('F', 'assistant-customer', 'lobby');
    expect(peersOf({ self, session: sessionWith(self, lead) }).size).toBe(0);
    expect(peersOf(null).size).toBe(0);
  });
});

describe('as what', () => {
  test('the lower id begins, whoever it is, and both sides agree', () => {
    const session = sessionWith(lead, helper, customer, second);
    for (const self of session.participants) {
      for (const other of session.participants.filter(({ id }) => id !== self.id)) {
        const ours = pairOf({ self, session }, other, secretOf);
        const theirs = pairOf({ self: other, session }, self, secretOf);
        expect(ours.initiator).toBe(!theirs.initiator);
        expect([ours.role, theirs.role].toSorted()).toEqual(['csr', 'customer']);
        expect(ours.session).toBe(theirs.session);
      }
    }
  });

  test('a customer is strict with CSRs, and nobody else is', () => {
    const session = sessionWith(lead, helper, customer, second);
    const strict = (self: Participant, other: Participant) =>
      pairOf({ self, session }, other, secretOf).strict;
    expect(strict(customer, lead)).toBe(true);
    expect(strict(lead, customer)).toBe(false);
    expect(strict(customer, second)).toBe(false);
    expect(strict(lead, helper)).toBe(false);
  });

  test('a link secret counts between a CSR and a customer only', () => {
    const session = sessionWith(lead, helper, customer, second);
    const secret = (self: Participant, other: Participant) =>
      pairOf({ self, session }, other, secretOf).secret;
    expect(secret(customer, lead)).toBe('secret');
    expect(secret(lead, customer)).toBe('secret');
    expect(secret(customer, second)).toBeNull();
    expect(secret(lead, helper)).toBeNull();
  });
});
