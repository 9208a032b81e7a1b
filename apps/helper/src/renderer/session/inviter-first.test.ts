import { DEFAULT_QUALITY, participantIdSchema, type Participant } from '@alongside/protocol';
import type { LinkState } from '@alongside/rtc';
import { expect, test } from 'vitest';
import { inviterFirst } from './inviter-first.ts';

const idOf = (name: string) => participantIdSchema.parse(name.padEnd(22, '-'));
const person = (name: string, role: Participant['role']): Participant => ({
  id: idOf(name),
  name,
  role,
  client: 'console',
  state: 'present',
  joinedAt: 0,
  inviteId: null,
  joinedBy: 'account',
});
const INVITER = person('inviter', 'assisting-csr');
const LEAD = person('lead', 'lead-csr');
const OTHER = person('cousin', 'assistant-customer');

function seen(level: 'link-proved' | 'words-shown' | null, inviter: string | null = 'inviter'): LinkState {
  const trust = level === null ? null : { level, words: [], language: 'en' as const };
  const view = {
    state: 'connected',
    refusal: null,
    trust,
    keys: null,
    hello: null,
    screen: null,
    microphone: null,
    camera: null,
    stats: null,
    quality: { chosen: DEFAULT_QUALITY, sent: null },
  } as const;
  return {
    relay: { kind: 'open' },
    self: idOf('me'),
    name: 'me',
    invitedBy: 'inviter',
    inviter: inviter === null ? null : idOf(inviter),
    leadOffer: null,
    calls: [],
    site: null,
    siteProblem: null,
    session: null,
    usedInvites: [],
    peers: new Map([[INVITER.id, view]]),
  };
}

test('by a link, only the inviter has the secret and is met first, whatever role the relay gives', () => {
  const rules = inviterFirst('secret');
  expect(rules.secretOf(INVITER, seen(null))).toBe('secret');
  expect(rules.secretOf(LEAD, seen(null))).toBeNull();
  expect(rules.mayMeet(INVITER, seen(null))).toBe(true);
  expect(rules.mayMeet(LEAD, seen(null))).toBe(false);
  expect(rules.mayMeet(OTHER, seen(null))).toBe(true);
});

test('words alone do not open the door to the others, a proof does, and for good', () => {
  const rules = inviterFirst('secret');
  expect(rules.mayMeet(LEAD, seen('words-shown'))).toBe(false);
  expect(rules.mayMeet(LEAD, seen('link-proved'))).toBe(true);
  expect(rules.mayMeet(LEAD, seen(null))).toBe(true);
});

test('a relay that names no inviter, or another one, gains nothing', () => {
  const rules = inviterFirst('secret');
  expect(rules.mayMeet(LEAD, seen('link-proved', null))).toBe(false);
  expect(rules.secretOf(LEAD, seen(null, 'lead'))).toBe('secret');
});

test('where a code was typed everybody is met, and nobody has a secret', () => {
  const rules = inviterFirst(null);
  expect(rules.mayMeet(LEAD, seen(null))).toBe(true);
  expect(rules.secretOf(INVITER, seen(null))).toBeNull();
});
