/**
 * A recording of this session: asks, records while all agree, tells everybody, hands what comes to the trusted side,
 * which has the disk. What may happen when stands in the machine (`session/recording`).
 */

import { isCsr } from '@alongside/protocol';
import type { ParticipantId, RecordingMark } from '@alongside/protocol';
import type { Bridge } from '@alongside/ipc';
import type { Call } from '@alongside/rtc';
import { stepRecording } from '@alongside/session';
import type {
  Agreement,
  Agreements,
  RecordingEffect,
  RecordingEvent,
  RecordingState,
} from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';
import type { ConsoleContract, RecordingProblem } from '../../contract.ts';
import type { Notices } from '../notices/notice-store.ts';
import { primaryCustomer } from '../stage/stage-view.ts';
import { logMarks } from './mark-log.ts';
import type { MarkSources } from './mark-log.ts';
import { Recorder } from './recorder.ts';
import { problemOf } from './recording-library.ts';
import { USUAL_SETTINGS } from './settings.ts';
import type { RecordingSettings } from './settings.ts';

const ACTIVITY_MS = 2_000;

type Told = 'on' | 'paused';

export type RecordingView = {
  readonly state: RecordingState;
  /** The file is being finished. */
  readonly isFinishing: boolean;
  readonly settings: RecordingSettings;
  /** Bytes so far. */
  readonly size: number;
  readonly problem: RecordingProblem | null;
  /** The last one that was finished in this session. */
  readonly kept: { readonly id: string; readonly name: string } | null;
  readonly others: ReadonlyMap<ParticipantId, Told>;
};

type RecordingDeskOptions = MarkSources & {
  readonly customers: MarkSources['customers'] & {
    readonly ask: (person: ParticipantId, capability: 'recording') => void;
    readonly withdraw: (person: ParticipantId, capability: 'recording') => void;
    readonly giveBack: (person: ParticipantId, capability: 'recording') => void;
  };
  readonly bridge: Bridge<ConsoleContract>;
  readonly call: Call;
  readonly notices: Notices;
};

export class RecordingDesk {
  readonly store: Store<RecordingView> = createStore<RecordingView>({
    state: { kind: 'off' },
    isFinishing: false,
    settings: USUAL_SETTINGS,
    size: 0,
    problem: null,
    kept: null,
    others: new Map(),
  });
  readonly #options: RecordingDeskOptions;
  readonly #ends: (() => void)[];
  #agreements: Agreements = new Map();
  #recorder: Recorder | null = null;
  #ending: (() => void)[] = [];
  /** One after the other, whatever is pressed how quickly. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: RecordingDeskOptions) {
    this.#options = options;
    const { link, customers, call, bridge } = options;
    const follow = (): void => {
      this.#follow();
    };
    this.#ends = [
      link.state.subscribe(follow),
      customers.store.subscribe(follow),
      call.state.subscribe(follow),
      link.onMessage((from, message) => {
        if (message.type === 'recording.state') this.#hear(from, message.state);
      }),
      link.onPeer(({ type, peer }) => {
        if (type === 'gone') this.#hear(peer, 'off');
        // Also where none runs any more: whoever was away may not have heard of its end.
        if (type === 'connected' || type === 'back') this.#tell([peer]);
      }),
      bridge.on('recording.failed', (problem) => {
        this.#fail(problem);
      }),
    ];
  }

  /** Nothing runs, nobody is asked, nothing is being finished. */
  get isIdle(): boolean {
    const { state, isFinishing } = this.store.get();
    return state.kind === 'off' && !isFinishing;
  }

  get seconds(): number {
    return this.#recorder?.seconds ?? 0;
  }

  begin(settings: RecordingSettings): void {
    this.#change({ settings, problem: null, kept: null, size: 0 });
    this.#agreements = this.#readAgreements();
    this.#step({ type: 'begin', agreements: this.#agreements });
  }

  pause(): void {
    this.#step({ type: 'pause' });
  }

  resume(): void {
    this.#step({ type: 'resume', agreements: this.#agreements });
  }

  stop(): void {
    this.#step({ type: 'stop' });
  }

  close(): void {
    for (const end of this.#ends) end();
    this.stop();
  }

  #change(change: Partial<RecordingView>): void {
    this.store.update((view) => ({ ...view, ...change }));
  }

  #fail(problem: RecordingProblem): void {
    this.#change({ problem });
    this.#step({ type: 'failed' });
  }

  #step(event: RecordingEvent): void {
    const before = this.store.get().state;
    const { state, effects } = stepRecording(before, event);
    if (state === before && effects.length === 0) return;
    this.#change({ state });
    for (const effect of effects) this.#run(effect);
    if (toldOf(before) !== toldOf(state)) this.#tell([...this.#options.link.state.get().peers.keys()]);
  }

  #run(effect: RecordingEffect): void {
    const { customers } = this.#options;
    switch (effect.type) {
      case 'ask':
        for (const customer of effect.customers) customers.ask(customer, 'recording');
        return;
      case 'withdraw':
        for (const [customer, agreement] of this.#agreements) {
          if (agreement === 'asked') customers.withdraw(customer, 'recording');
        }
        return;
      case 'begin':
        return this.#then(() => this.#open());
      case 'pause':
        return this.#then(() => {
          this.#recorder?.pause();
          this.#mark({ kind: 'paused' });
        });
      case 'resume':
        return this.#then(() => this.#recorder?.resume());
      case 'end':
        // The next one is asked for anew.
        for (const customer of this.#agreements.keys()) customers.giveBack(customer, 'recording');
        return this.#then(() => this.#finish());
    }
  }

  #then(work: () => Promise<void> | void): void {
    // Whatever the encoders throw, it is the same to the person: said in the panel, and nothing that is there is lost.
    this.#work = this.#work.then(work).catch(() => {
      this.#fail('failed');
    });
  }

  async #open(): Promise<void> {
    const { link, bridge, notices } = this.#options;
    const { session, site } = link.state.get();
    const customer = primaryCustomer(session);
    const begun = await bridge.call('recording.begin', {
      about: {
        session: session?.id ?? 'none',
        title: customer?.name ?? session?.organisation ?? 'Alongside',
        startedAt: Date.now(),
      },
      sealed: site?.recording.encrypted === true,
    });
    if (!begun.ok) {
      const problem = problemOf(begun.code);
      notices.say('bad', (t) => t(`recording.problem.${problem}`));
      return this.#fail(problem);
    }
    await this.#record();
  }

  async #record(): Promise<void> {
    const { bridge } = this.#options;
    const { settings } = this.store.get();
    const { width, height } = this.#screenTrack()?.getSettings() ?? {};
    this.#recorder = await Recorder.open({
      quality: settings.quality,
      picture: width === undefined || height === undefined ? null : { width, height },
      hasScreen: settings.screen,
      write: (bytes) => {
        bridge.sendFrame('recording', bytes);
        this.#change({ size: this.store.get().size + bytes.length });
      },
      onBroken: () => {
        this.#fail('failed');
      },
    });
    const activity = setInterval(() => {
      this.#mark({ kind: 'activity', frames: Math.min(1_000, this.#recorder?.takeFrames() ?? 0) });
    }, ACTIVITY_MS);
    this.#ending = [
      logMarks(this.#options, (mark) => {
        this.#mark(mark);
      }),
      () => {
        clearInterval(activity);
      },
    ];
    this.#feed();
  }

  async #finish(): Promise<void> {
    const { bridge, link, notices } = this.#options;
    for (const end of this.#ending) end();
    this.#ending = [];
    const recorder = this.#recorder;
    this.#recorder = null;
    this.#change({ isFinishing: true });
    try {
      await recorder?.close();
    } finally {
      const kept = await bridge.call('recording.end');
      this.#change({ isFinishing: false });
      if (kept.ok && kept.value !== null) {
        const { id, name, seconds, size, sha256 } = kept.value;
        this.#change({ kept: { id, name } });
        link.record({ kind: 'recording.kept', at: Date.now(), seconds, size, sha256 });
        notices.say('good', (t) => t('recording.kept', { name }));
      } else if (!kept.ok) {
        const problem = problemOf(kept.code);
        this.#change({ problem });
        notices.say('bad', (t) => t(`recording.problem.${problem}`));
      }
    }
  }

  #mark(mark: Parameters<Parameters<typeof logMarks>[1]>[0]): void {
    // Before it runs, and while it is paused, nothing is written down either; that it was paused is.
    const { state } = this.store.get();
    if (this.#recorder === null || (state.kind !== 'on' && mark.kind !== 'paused')) return;
    const stamped = { ...mark, at: this.#recorder.seconds } as RecordingMark;
    void this.#options.bridge.call('recording.mark', stamped);
  }

  #follow(): void {
    const before = this.#agreements;
    this.#agreements = this.#readAgreements();
    this.#step({ type: 'agreements', agreements: this.#agreements, before });
    this.#feed();
  }

  #feed(): void {
    this.#recorder?.show(this.#screenTrack());
    this.#recorder?.hear(this.#voices());
  }

  #screenTrack(): MediaStreamTrack | null {
    const { session, peers } = this.#options.link.state.get();
    const customer = primaryCustomer(session);
    const screen = customer === undefined ? null : peers.get(customer.id)?.screen;
    return screen?.getVideoTracks().find(({ readyState }) => readyState === 'live') ?? null;
  }

  #voices(): readonly MediaStream[] {
    const { link, call } = this.#options;
    const { settings } = this.store.get();
    const { microphone, others } = call.state.get();
    const heard = [...link.state.get().peers].flatMap(([id, peer]) =>
      others.get(id)?.voice === 'internet' && peer.microphone !== null ? [peer.microphone] : [],
    );
    return [
      ...(settings.ownVoice && microphone !== null ? [microphone] : []),
      ...(settings.otherVoices ? heard : []),
    ];
  }

  /** Of everybody whose machine has been met: nobody else can be seen or heard yet. */
  #readAgreements(): Agreements {
    const { link, customers } = this.#options;
    const people = link.state.get().session?.participants ?? [];
    return new Map(
      people.flatMap(({ id, role, state }) => {
        const access = customers.store.get().get(id)?.access.recording;
        return isCsr(role) || state === 'lobby' || access === undefined
          ? []
          : [[id, agreementOf(access.kind)]];
      }),
    );
  }

  #hear(from: ParticipantId, told: Told | 'off'): void {
    const role = this.#options.link.state.get().session?.participants.find(({ id }) => id === from)?.role;
    const others = new Map(this.store.get().others);
    if (told === 'off' || role === undefined || !isCsr(role)) others.delete(from);
    else others.set(from, told);
    this.#change({ others });
  }

  #tell(people: readonly ParticipantId[]): void {
    const state = toldOf(this.store.get().state);
    for (const person of people) void this.#options.link.send(person, { type: 'recording.state', state });
  }
}

function toldOf(state: RecordingState): Told | 'off' {
  if (state.kind === 'on') return 'on';
  return state.kind === 'paused' ? 'paused' : 'off';
}

function agreementOf(access: string): Agreement {
  if (access === 'given') return 'given';
  return access === 'asked' || access === 'waiting' ? 'asked' : 'none';
}
