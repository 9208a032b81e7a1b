/** T17: three CSRs ask, work, give back, drop and return at once, over channels that delay as they like. */
import { type ParticipantId } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialCsrView, inputEpoch, type CsrView } from '../csr-view/state.ts';
import { stepCsrView, type CsrViewEvent } from '../csr-view/step.ts';
import {
  PLAIN,
  createScene,
  grantId,
  peerId,
  requestId,
  type Happening,
  type Scene,
} from '../testing/scene.ts';
import { holderOf, mayInject } from './control.ts';
import type { AuthorityMessage } from './effects.ts';

const CSRS = ['anna', 'boris', 'carla'].map(peerId);
const INTERLEAVINGS = 10_000;

const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who: fc.nat({ max: 2 }), does: fc.constant('ask' as const) }) },
  { weight: 4, arbitrary: fc.record({ who: fc.nat({ max: 2 }), does: fc.constant('input' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.nat({ max: 2 }),
      does: fc.constantFrom(
        'stop' as const,
        'drop' as const,
        'return' as const,
        'return-with-new-keys' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant(0),
      does: fc.constantFrom('allow' as const, 'revoke' as const, 'panic' as const, 'move-surface' as const),
    }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

type Race = {
  readonly scene: Scene;
  readonly views: Map<ParticipantId, CsrView>;
  /** Which stretch of undisturbed control the machine is in; counted here, not by the epoch. */
  tenure: number;
  accepted: number;
  stale: number;
  requests: number;
  /** What the machine has told each CSR and is still under way. */
  readonly mail: Map<ParticipantId, AuthorityMessage[]>;
  readonly schedule: (deliver: () => void) => void;
};

test(`${INTERLEAVINGS} interleavings: one holder, no stale input, all released at every change`, async () => {
  let accepted = 0;
  let stale = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(deed, { minLength: 8, maxLength: 24 }), async (s, deeds) => {
      const race = startRace((deliver) => void s.schedule(Promise.resolve()).then(deliver));
      for (const csr of CSRS) happen(race, presence(csr, `${csr}-keys`));
      for (const csr of CSRS) {
        happen(race, { type: 'peer.trust', peer: csr, level: 'words-shown', words: [1, 2, 3, 4] });
      }
      for (const one of deeds) race.schedule(() => act(race, one));
      while (s.count() > 0) await s.waitOne();
      checkMirrors(race);
      accepted += race.accepted;
      stale += race.stale;
    }),
    { numRuns: INTERLEAVINGS },
  );
  // Both must have occurred, or nothing was shown. About a hundred of each come, never the same number.
  expect(accepted).toBeGreaterThan(20);
  expect(stale).toBeGreaterThan(20);
}, 120_000);

function startRace(schedule: Race['schedule']): Race {
  return {
    scene: createScene(),
    views: new Map(CSRS.map((csr) => [csr, initialCsrView(csr)])),
    tenure: 0,
    accepted: 0,
    stale: 0,
    requests: 0,
    mail: new Map(CSRS.map((csr) => [csr, []])),
    schedule,
  };
}

function act(race: Race, { who, does }: Deed): void {
  const csr = CSRS[who] ?? CSRS[0];
  if (csr === undefined) return;
  const { scene } = race;
  const isHere = scene.state.peers.get(csr)?.presence.kind === 'here';
  switch (does) {
    case 'ask':
      race.requests += 1;
      return mirror(race, csr, {
        type: 'ask',
        at: scene.at,
        capability: 'control-desktop',
        requestId: requestId(`r${race.requests}`),
      });
    case 'stop':
      return mirror(race, csr, { type: 'stop' });
    case 'input':
      return sendInput(race, csr);
    case 'drop':
      race.mail.set(csr, []);
      mirror(race, csr, { type: 'peer', state: 'lost' });
      return happen(race, { type: 'peer.lost', peer: csr });
    case 'return':
    case 'return-with-new-keys':
      if (isHere) return;
      happen(race, presence(csr, does === 'return' ? `${csr}-keys` : `${csr}-keys-${race.requests}`));
      happen(race, { type: 'peer.trust', peer: csr, level: 'words-shown', words: [1, 2, 3, 4] });
      return mirror(race, csr, { type: 'peer', state: 'here' });
    case 'allow':
      return allowShown(race);
    case 'revoke':
      return happen(race, { type: 'revoke-all', why: 'revoked' });
    case 'panic':
      return happen(race, { type: 'revoke-all', why: 'panic' });
    case 'move-surface':
      return happen(race, { type: 'surface.changed', display: null });
  }
}

function allowShown(race: Race): void {
  const { scene } = race;
  if (scene.state.desk.kind === 'clear') return;
  scene.wait(1_000);
  const { requestId: shown } = scene.state.desk.shown;
  happen(race, { type: 'prompt.answered', requestId: shown, answer: 'allow', allowAll: false, ...PLAIN });
}

/** The pointer channel: no order, no mercy, and it outlives a drop. */
function sendInput(race: Race, csr: ParticipantId): void {
  const view = race.views.get(csr);
  const epoch = view === undefined ? null : inputEpoch(view);
  if (epoch === null) return;
  race.schedule(() => {
    const { scene } = race;
    if (!mayInject(scene.state, { peer: csr, epoch, hand: 'pointer', at: scene.at })) {
      race.stale += 1;
      return;
    }
    race.accepted += 1;
    expect(holderOf(scene.state)).toBe(csr);
    // What was sent knowing an earlier stretch of control carries its epoch.
    expect(epoch).toBe(scene.state.epoch);
    expect(toldEpochs.get(race)?.get(epoch)).toBe(race.tenure);
  });
}

/** In which stretch each epoch was told, by the machine's own words on the wire. */
const toldEpochs = new WeakMap<Race, Map<number, number>>();

function happen(race: Race, happening: Happening): void {
  const { scene } = race;
  const before = stretchOf(scene);
  const effects = scene.happen(happening);
  const isOther = before !== stretchOf(scene);
  if (isOther) race.tenure += 1;
  // Releasing comes first: nothing of the old holder is still down when the new one begins.
  if (isOther) expect(effects[0]).toEqual({ type: 'input.stop' });
  expect(scene.state.grants.filter(({ capability }) => capability === 'control-desktop').length).toBeLessThan(
    2,
  );
  for (const effect of effects) if (effect.type === 'tell') deliver(race, effect.peer, effect.message);
}

/** Who holds, by which grant, whether connected, on which surface: told apart without the epoch. */
function stretchOf({ state }: Scene): string {
  const control = state.grants.find(({ capability }) => capability === 'control-desktop');
  if (control === undefined) return 'nobody';
  const presence = state.peers.get(control.csr)?.presence.kind;
  return `${control.id} ${presence} ${state.surface.version}`;
}

/** In order, as the control channel does; what is under way when a peer drops is lost with the connection. */
function deliver(race: Race, csr: ParticipantId, message: AuthorityMessage): void {
  if (message.type === 'grants.changed') {
    const told = toldEpochs.get(race) ?? new Map<number, number>();
    // The first telling counts: an epoch that stayed the same through a change would be found out.
    if (!told.has(message.control.epoch)) told.set(message.control.epoch, race.tenure);
    toldEpochs.set(race, told);
  }
  const mail = race.mail.get(csr);
  mail?.push(message);
  race.schedule(() => {
    const next = mail === race.mail.get(csr) ? mail?.shift() : undefined;
    if (next !== undefined) mirror(race, csr, { type: 'message', at: race.scene.at, message: next });
  });
}

function mirror(race: Race, csr: ParticipantId, event: CsrViewEvent): void {
  const view = race.views.get(csr);
  if (view === undefined) return;
  const next = stepCsrView(view, event);
  race.views.set(csr, next.state);
  for (const { message } of next.effects) {
    if (message.type === 'consent.request') {
      const { requestId: id, capability } = message;
      race.schedule(() =>
        happen(race, {
          type: 'consent.request',
          peer: csr,
          requestId: id,
          capability,
          grantId: grantId(`g${race.requests}-${race.scene.at}`),
        }),
      );
    }
    if (message.type === 'grant.release') {
      race.schedule(() => happen(race, { type: 'grant.release', peer: csr, grantId: message.grantId }));
    }
  }
}

/** All has arrived: everyone who is connected shows the same winner as the machine. */
function checkMirrors({ scene, views }: Race): void {
  for (const csr of CSRS) {
    if (scene.state.peers.get(csr)?.presence.kind !== 'here') continue;
    expect(views.get(csr)?.control.holder).toBe(holderOf(scene.state));
    expect(views.get(csr)?.control.epoch).toBe(scene.state.epoch);
  }
}

function presence(csr: ParticipantId, keys: string): Happening {
  return { type: 'peer.present', peer: csr, name: csr, role: 'assisting-csr', keys };
}
