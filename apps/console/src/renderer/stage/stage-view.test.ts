import {
  DEFAULT_QUALITY,
  UNASKED_MACHINE,
  grantIdSchema,
  participantIdSchema,
  requestIdSchema,
} from '@alongside/protocol';
import type { Participant, Session } from '@alongside/protocol';
import { initialCsrView } from '@alongside/session';
import type { CsrView } from '@alongside/session';
import type { LinkState, PeerView } from '@alongside/rtc';
import { describe, expect, it } from 'vitest';
import { stageViewOf } from './stage-view.ts';

const self = participantIdSchema.parse('s'.repeat(22));
const id = participantIdSchema.parse('c'.repeat(22));
const grantId = grantIdSchema.parse('g'.repeat(22));

const customer: Participant = {
  id,
  name: 'Ann',
  role: 'primary-customer',
  client: 'helper',
  state: 'present',
  joinedAt: 0,
  inviteId: null,
  joinedBy: 'link',
};
const peer: PeerView = {
  state: 'connected',
  refusal: null,
  trust: null,
  keys: null,
  hello: null,
  screen: null,
  microphone: null,
  camera: null,
  stats: null,
  quality: { chosen: DEFAULT_QUALITY, sent: null },
};
// Only its identity matters here, and Node has no media.
const screen = {} as MediaStream;
const viewed: CsrView = {
  ...initialCsrView(self),
  access: {
    ...initialCsrView(self).access,
    'view-desktop': { kind: 'given', grantId, expiresAt: null, mouseOnly: false },
  },
};
const controlled: CsrView = {
  ...viewed,
  access: {
    ...viewed.access,
    'control-desktop': { kind: 'given', grantId, expiresAt: null, mouseOnly: false },
  },
  control: { holder: self, epoch: 3, paused: null },
};

function stage(
  people: readonly Participant[],
  peers: readonly PeerView[] = [],
  views: readonly CsrView[] = [],
) {
  const session = { participants: people } as Pick<Session, 'participants'> as Session;
  const link: Pick<LinkState, 'session' | 'peers'> = {
    session,
    peers: new Map(peers.map((view) => [id, view])),
  };
  return stageViewOf({ link, views: new Map(views.map((view) => [id, view])) });
}

describe('the stage', () => {
  it('asks for an invitation, then for admission, then waits for the connection', () => {
    expect(stage([]).kind).toBe('nobody');
    expect(stage([{ ...customer, state: 'lobby' }]).kind).toBe('lobby');
    expect(stage([customer]).kind).toBe('connecting');
    expect(stage([customer], [{ ...peer, state: 'connecting' }], [initialCsrView(self)]).kind).toBe(
      'connecting',
    );
  });

  it('offers to ask, unless that machine cannot show its screen', () => {
    expect(stage([customer], [peer], [initialCsrView(self)])).toMatchObject({ kind: 'idle', problem: null });
    const hello = {
      type: 'peer.hello',
      protocol: 1,
      language: 'en',
      machine: { ...UNASKED_MACHINE, captureProblem: 'not-permitted' },
    } as const;
    expect(stage([customer], [{ ...peer, hello }], [initialCsrView(self)])).toMatchObject({
      kind: 'idle',
      problem: 'capture-not-permitted',
    });
  });

  it('says what was asked while it waits for the answer', () => {
    const requestId = requestIdSchema.parse('r'.repeat(22));
    const asking: CsrView = {
      ...initialCsrView(self),
      access: { ...initialCsrView(self).access, 'control-desktop': { kind: 'asked', requestId, at: 0 } },
    };
    expect(stage([customer], [peer], [asking])).toMatchObject({
      kind: 'asked',
      capability: 'control-desktop',
    });
  });

  it('shows the picture once it is allowed and there, never before', () => {
    expect(stage([customer], [{ ...peer, screen }], [initialCsrView(self)]).kind).toBe('idle');
    expect(stage([customer], [peer], [viewed]).kind).toBe('awaiting');
    expect(stage([customer], [{ ...peer, screen }], [viewed])).toMatchObject({
      kind: 'showing',
      hand: { kind: 'viewing' },
      lost: false,
    });
  });

  it('knows whose hand is on it', () => {
    const hand = (view: CsrView) => {
      const state = stage([customer], [{ ...peer, screen }], [view]);
      return state.kind === 'showing' ? state.hand : undefined;
    };
    expect(hand(controlled)).toEqual({ kind: 'controlling' });
    expect(hand({ ...controlled, control: { ...controlled.control, paused: 'local-input' } })).toEqual({
      kind: 'paused',
      why: 'local-input',
    });
    expect(hand({ ...controlled, control: { ...controlled.control, holder: id } })).toEqual({
      kind: 'viewing',
    });
    expect(hand({ ...controlled, contact: { kind: 'lost' } })).toEqual({ kind: 'paused', why: 'peer-lost' });
  });

  it('keeps the last picture while the connection is away, and none after a refusal', () => {
    expect(stage([customer], [{ ...peer, screen, state: 'lost' }], [controlled])).toMatchObject({
      kind: 'showing',
      lost: true,
    });
    const refused: PeerView = { ...peer, screen, state: 'refused', refusal: 'words-differ' };
    expect(stage([customer], [refused], [controlled])).toMatchObject({
      kind: 'refused',
      code: 'words-differ',
    });
  });
});
