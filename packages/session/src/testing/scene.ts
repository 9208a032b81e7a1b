/** A customer's machine in tests: named CSRs, a clock that the test moves, and all that happened so far. */
import {
  ALLOW_DELAY_MS,
  NO_LIMITS,
  grantIdSchema,
  participantIdSchema,
  requestIdSchema,
  type Capability,
  type GrantId,
  type Limits,
  type ParticipantId,
  type RequestId,
} from '@alongside/protocol';
import type { AuthorityEffect } from '../authority/effects.ts';
import type { AuthorityEvent } from '../authority/events.ts';
import { initialAuthority, type AuthorityState } from '../authority/state.ts';
import { step } from '../authority/step.ts';

const padded = (name: string): string => name.padEnd(22, '-');
export const peerId = (name: string): ParticipantId => participantIdSchema.parse(padded(name));
export const requestId = (name: string): RequestId => requestIdSchema.parse(padded(name));
export const grantId = (name: string): GrantId => grantIdSchema.parse(padded(name));

export const ANNA = peerId('anna');
export const BORIS = peerId('boris');
export const CUSTOMER = peerId('grandma');
export const WORDS = [1, 2, 3, 4] as const;
export const WINDOW = { id: 'w1', title: 'Letters' } as const;
/** A yes as most customers say it. The window counts only where an application was asked for. */
export const PLAIN = { limits: NO_LIMITS, window: WINDOW } as const;
/** A machine that can do everything. */
export const ABLE = {
  captureProblem: null,
  inputProblem: null,
  applicationProblem: null,
  clipboardProblem: null,
  drawingProblem: null,
  rebootProblem: null,
  systemInfoProblem: null,
  filesProblem: null,
} as const;

type WithoutAt<E> = E extends unknown ? Omit<E, 'at'> : never;
export type Happening = WithoutAt<AuthorityEvent>;

type Play = {
  state: AuthorityState;
  at: number;
  /** Of the last event. */
  effects: readonly AuthorityEffect[];
  readonly happen: (event: Happening) => readonly AuthorityEffect[];
  readonly wait: (ms: number) => void;
};

export type Scene = Play & {
  /** Connected, with words on both screens. */
  readonly arrive: (peer: ParticipantId, keys?: string) => void;
  readonly ask: (peer: ParticipantId, capability: Capability, name: string) => readonly AuthorityEffect[];
  /** Says yes as soon as *Allow* works. The grant bears the request's name. */
  readonly allow: (name: string, allowAll?: boolean, limits?: Limits) => readonly AuthorityEffect[];
  readonly give: (peer: ParticipantId, capability: Capability, name: string) => readonly AuthorityEffect[];
};

export function createScene(): Scene {
  const play: Play = {
    state: initialAuthority(),
    at: 1_000_000,
    effects: [],
    happen(event) {
      const next = step(play.state, { ...event, at: play.at });
      play.state = next.state;
      play.effects = next.effects;
      return next.effects;
    },
    wait(ms) {
      play.at += ms;
    },
  };
  return Object.assign(play, habitsOf(play));
}

/** What happens again and again in the tests. */
function habitsOf(scene: Play): Omit<Scene, keyof Play> {
  const habits: Omit<Scene, keyof Play> = {
    arrive(peer, keys = 'keys-1') {
      scene.happen({
        type: 'peer.present',
        peer,
        name: peer.replaceAll('-', ''),
        role: 'assisting-csr',
        keys,
      });
      scene.happen({ type: 'peer.trust', peer, level: 'words-shown', words: WORDS });
    },
    ask: (peer, capability, name) =>
      scene.happen({
        type: 'consent.request',
        peer,
        capability,
        requestId: requestId(name),
        grantId: grantId(name),
      }),
    allow(name, allowAll = false, limits = NO_LIMITS) {
      scene.wait(ALLOW_DELAY_MS);
      return scene.happen({
        type: 'prompt.answered',
        requestId: requestId(name),
        answer: 'allow',
        allowAll,
        ...PLAIN,
        limits,
      });
    },
    give(peer, capability, name) {
      habits.ask(peer, capability, name);
      return habits.allow(name);
    },
  };
  return habits;
}

/** Effects in a form that reads well in an expectation. */
export function brief(effects: readonly AuthorityEffect[]): readonly string[] {
  return effects.map((effect) => {
    switch (effect.type) {
      case 'tell': {
        const { message } = effect;
        const what = message.type === 'consent.answer' ? message.outcome : 'grants';
        return `tell ${short(effect.peer)} ${what}`;
      }
      case 'record':
        return effect.fact.kind === 'grant.ended'
          ? `record grant.ended ${effect.fact.why}`
          : `record ${effect.fact.kind}`;
      case 'prompt.show':
        return `show ${short(effect.request.requestId)}`;
      case 'prompt.close':
        return `close ${short(effect.requestId)}`;
      case 'capture.start':
        return `capture ${short(effect.peer)} ${effect.window?.title ?? effect.display ?? 'primary'}`;
      case 'capture.stop':
        return `uncapture ${short(effect.peer)}`;
      case 'reboot':
        return `reboot ${short(effect.peer)}`;
      case 'input.held-back':
        return `held-back ${effect.reason}`;
      case 'input.stop':
      case 'input.resumed':
      case 'changed':
        return effect.type;
    }
  });
}

function short(id: string): string {
  return id.replace(/-+$/, '');
}
