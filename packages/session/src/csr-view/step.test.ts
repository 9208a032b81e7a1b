import { REQUEST_LIFE_MS, type Grant, type PeerMessage } from '@alongside/protocol';
import { describe, expect, test } from 'vitest';
import { ANNA, BORIS, grantId, requestId } from '../testing/scene.ts';
import { initialCsrView, inputEpoch, seesScreen, type CsrView } from './state.ts';
import { nextExpiry, stepCsrView, type CsrViewEvent } from './step.ts';

const view = initialCsrView(ANNA);
const askControl: CsrViewEvent = {
  type: 'ask',
  at: 5,
  capability: 'control-desktop',
  requestId: requestId('r1'),
};

function after(start: CsrView, ...events: readonly CsrViewEvent[]): CsrView {
  return events.reduce((now, event) => stepCsrView(now, event).state, start);
}

const hears = (message: PeerMessage): CsrViewEvent => ({ type: 'message', at: 1, message });

const control: Grant = {
  id: grantId('g1'),
  capability: 'control-desktop',
  csr: ANNA,
  givenAt: 1,
  expiresAt: 3_600_001,
  mouseOnly: false,
  folders: null,
};
const granted = (grants: Grant[], epoch: number): CsrViewEvent => {
  const holder = grants.find(({ capability }) => capability === 'control-desktop')?.csr ?? null;
  return hears({ type: 'grants.changed', now: 1, grants, control: { holder, epoch, paused: null } });
};

test('asking sends the request once and waits', () => {
  const asked = stepCsrView(view, askControl);
  expect(asked.effects).toEqual([
    {
      type: 'send',
      message: { type: 'consent.request', requestId: requestId('r1'), capability: 'control-desktop' },
    },
  ]);
  expect(asked.state.access['control-desktop']).toEqual({
    kind: 'asked',
    requestId: requestId('r1'),
    at: 5,
  });
  expect(stepCsrView(asked.state, { ...askControl, requestId: requestId('r2') }).effects).toEqual([]);
});

test.each(['declined', 'expired', 'not-trusted', 'not-possible', 'too-many'] as const)(
  'an answer of %s is shown until it is read',
  (outcome) => {
    const answered = after(
      view,
      askControl,
      hears({ type: 'consent.answer', requestId: requestId('r1'), outcome }),
    );
    expect(answered.access['control-desktop']).toEqual({ kind: 'refused', outcome });
    const read = after(answered, { type: 'dismiss', capability: 'control-desktop' });
    expect(read.access['control-desktop']).toEqual({ kind: 'idle' });
  },
);

test('a late or foreign answer changes nothing', () => {
  const asked = after(view, askControl);
  const answer = { type: 'consent.answer', outcome: 'declined' } as const;
  expect(after(asked, hears({ ...answer, requestId: requestId('other') }))).toEqual(asked);
  expect(after(view, hears({ ...answer, requestId: requestId('r1') }))).toEqual(view);
});

test('granted control gives the picture and the epoch for input, in whichever order the two messages come', () => {
  const allowed = hears({ type: 'consent.answer', requestId: requestId('r1'), outcome: 'allowed' });
  for (const events of [
    [granted([control], 3), allowed],
    [allowed, granted([control], 3)],
  ]) {
    const now = after(view, askControl, ...events);
    expect(now.access['control-desktop']).toEqual({
      kind: 'given',
      grantId: grantId('g1'),
      expiresAt: 3_600_001,
      mouseOnly: false,
    });
    expect(seesScreen(now)).toBe(true);
    expect(inputEpoch(now)).toBe(3);
  }
});

test('a request that another grant covers is over without a grant of its own', () => {
  const now = after(
    view,
    granted([control], 1),
    { type: 'ask', at: 1, capability: 'view-desktop', requestId: requestId('r2') },
    hears({ type: 'consent.answer', requestId: requestId('r2'), outcome: 'allowed' }),
  );
  expect(now.access['view-desktop']).toEqual({ kind: 'idle' });
  expect(seesScreen(now)).toBe(true);
});

test('what the customer takes back is shown as ended, and may be asked again', () => {
  const ended = after(view, granted([control], 1), granted([], 2));
  expect(ended.access['control-desktop']).toEqual({ kind: 'ended' });
  expect(inputEpoch(ended)).toBeNull();
  expect(stepCsrView(ended, askControl).effects).toHaveLength(1);
});

test("another CSR's control is theirs", () => {
  const now = after(view, granted([{ ...control, csr: BORIS }], 4));
  expect(now.control.holder).toBe(BORIS);
  expect(inputEpoch(now)).toBeNull();
  expect(seesScreen(now)).toBe(false);
});

test('no input is sent while the machine holds it back', () => {
  const now = after(
    view,
    hears({
      type: 'grants.changed',
      now: 1,
      grants: [control],
      control: { holder: ANNA, epoch: 2, paused: 'local-input' },
    }),
  );
  expect(inputEpoch(now)).toBeNull();
  expect(seesScreen(now)).toBe(true);
});

test('a window of the machine in front is left by going elsewhere, so input is sent on', () => {
  const paused = 'own-window' as const;
  const control2 = { holder: ANNA, epoch: 2, paused };
  const now = after(view, hears({ type: 'grants.changed', now: 1, grants: [control], control: control2 }));
  expect(inputEpoch(now)).toBe(2);
});

test('stopping gives back what is given and withdraws what is asked; it is not shown as taken away', () => {
  const sharing = after(view, granted([control], 1), {
    type: 'ask',
    at: 1,
    capability: 'view-desktop',
    requestId: requestId('r2'),
  });
  const stopped = stepCsrView(sharing, { type: 'stop' });
  expect(stopped.effects.map(({ message }) => message.type)).toEqual(['grant.release', 'consent.withdraw']);
  expect(inputEpoch(stopped.state)).toBeNull();
  // The machine's word of before crosses our stop on its way.
  const crossing = after(stopped.state, granted([control], 1));
  expect(crossing.access['control-desktop'].kind).toBe('returned');
  expect(after(crossing, granted([], 2)).access['control-desktop']).toEqual({ kind: 'idle' });
});

test('a lost peer has dropped what was asked; what we gave back is said again on return', () => {
  const asked = after(view, askControl, { type: 'peer', state: 'lost' });
  expect(asked.access['control-desktop']).toEqual({ kind: 'idle' });
  expect(stepCsrView(asked, askControl).effects).toEqual([]);
  const returned = after(view, granted([control], 1), { type: 'stop' }, { type: 'peer', state: 'lost' });
  const back = stepCsrView(returned, { type: 'peer', state: 'here' });
  expect(back.effects).toEqual([
    { type: 'send', message: { type: 'grant.release', grantId: grantId('g1') } },
  ]);
});

test('only a display that is there and not shown already is asked for', () => {
  const display = (id: string) => ({
    id,
    label: id,
    bounds: { x: 0, y: 0, width: 10, height: 10 },
    scaleFactor: 1,
    primary: id === 'a',
  });
  const now = after(
    view,
    hears({ type: 'screen.displays', displays: [display('a'), display('b')], shared: 'a', window: null }),
  );
  const choose = (id: string) => stepCsrView(now, { type: 'choose-display', display: id }).effects;
  expect(choose('b')).toEqual([{ type: 'send', message: { type: 'screen.choose', display: 'b' } }]);
  expect(choose('a')).toEqual([]);
  expect(choose('c')).toEqual([]);
});

test('a machine that says nothing at all lets the request expire here too, and hears that nobody waits', () => {
  const asked = after(view, askControl);
  const due = nextExpiry(asked);
  expect(due).toBe(5 + REQUEST_LIFE_MS + 2_000);
  expect(stepCsrView(asked, { type: 'tick', at: (due ?? 0) - 1 })).toEqual({ state: asked, effects: [] });
  const expired = stepCsrView(asked, { type: 'tick', at: due ?? 0 });
  expect(expired.state.access['control-desktop']).toEqual({ kind: 'refused', outcome: 'expired' });
  expect(expired.effects).toEqual([
    { type: 'send', message: { type: 'consent.withdraw', requestId: requestId('r1') } },
  ]);
  expect(nextExpiry(expired.state)).toBeNull();
});

describe('waiting for control that somebody else has', () => {
  const waits: CsrViewEvent = { ...askControl, type: 'wait' };
  const taken = granted([{ ...control, csr: BORIS }], 4);

  test('asks as soon as nobody has it, once', () => {
    const waiting = after(view, taken, waits);
    expect(waiting.access['control-desktop'].kind).toBe('waiting');
    const free = stepCsrView(waiting, granted([], 5));
    expect(free.effects).toEqual([
      {
        type: 'send',
        message: { type: 'consent.request', requestId: requestId('r1'), capability: 'control-desktop' },
      },
    ]);
    expect(stepCsrView(free.state, granted([], 6)).effects).toEqual([]);
  });

  test('is over when it is withdrawn, and asks at once where nobody has it', () => {
    const gone = after(view, taken, waits, { type: 'withdraw', capability: 'control-desktop' });
    expect(stepCsrView(gone, granted([], 5)).effects).toEqual([]);
    expect(stepCsrView(view, waits).state.access['control-desktop'].kind).toBe('asked');
  });
});

test('what is left of a grant counts by our clock, whatever the other machine’s says', () => {
  const limited = { ...control, givenAt: 900_000, expiresAt: 960_000 };
  const message: PeerMessage = {
    type: 'grants.changed',
    now: 930_000,
    grants: [limited],
    control: { holder: ANNA, epoch: 1, paused: null },
  };
  const now = after(view, { type: 'message', at: 50, message });
  expect(now.access['control-desktop']).toMatchObject({ kind: 'given', expiresAt: 30_050 });
});
