/** A machine for tests: every port by hand, what was done to it written down, time that stands until it is moved. */
import {
  encodeInput,
  participantIdSchema,
  grantIdSchema,
  type DisplayInfo,
  type InputCommand,
  type ParticipantId,
  type PeerMessage,
  type TextCodec,
} from '@alongside/protocol';
import { encodeSentInput } from '../../contract/input-frame.ts';
import type { Sharing } from '../../contract/sharing-view.ts';
import { createHelperCore, type HelperCore } from '../helper-core.ts';
import type { Clock, Ports } from '../ports.ts';

export const DISPLAY: DisplayInfo = {
  id: '1',
  label: 'One',
  bounds: { x: 0, y: 0, width: 1000, height: 500 },
  scaleFactor: 1,
  primary: true,
};

const MACHINE = { captureProblem: null, inputProblem: null } as const;
const START: ReturnType<Ports['start']> = {
  client: 'helper',
  intent: { join: '', name: '' },
  relay: null,
  bakedRelay: null,
  machine: MACHINE,
  keyNames: 'other',
  pressedJoin: false,
  notice: null,
};

export const idOf = (letter: string): ParticipantId => participantIdSchema.parse(letter.repeat(22));

const utf8: TextCodec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
};

const noop = (): void => undefined;

/** What was done to the machine, newest last, and what was said to peers. */
type Log = { readonly done: string[]; readonly told: { to: ParticipantId; message: PeerMessage }[] };
type Heard = { sharing: Sharing | undefined };

export class FakeMachine {
  readonly done: string[] = [];
  readonly told: { to: ParticipantId; message: PeerMessage }[] = [];
  readonly ownWindow = { covered: false, focused: false, changed: noop };
  readonly core: HelperCore;
  readonly #heard: Heard = { sharing: undefined };
  readonly #clock = new FakeClock();
  /** What the core has asked to be called back for. */
  readonly #hooks = { panic: noop, hand: noop, promptClosed: noop };

  constructor() {
    this.core = createHelperCore({
      clock: this.#clock,
      session: fakeSession({ done: this.done, told: this.told }, this.#heard),
      ...this.#questions(),
      ...this.#body(),
      keyNames: 'other',
      log: noop,
    });
  }

  get sharing(): Sharing | undefined {
    return this.#heard.sharing;
  }

  wait(ms: number): void {
    this.#clock.move(ms);
  }

  pressPanicKey(): void {
    this.#hooks.panic();
  }

  moveHand(): void {
    this.#hooks.hand();
  }

  closePrompt(): void {
    this.#hooks.promptClosed();
  }

  send(from: ParticipantId, epoch: number, command: InputCommand): void {
    this.core.session.input(encodeSentInput(from, encodeInput({ epoch, command }, utf8)));
  }

  #questions(): Pick<Ports, 'prompts' | 'banner' | 'newGrantId' | 'start' | 'machine'> {
    let grants = 0;
    return {
      prompts: {
        show: (prompt, onClosed) => {
          this.done.push(`prompt ${prompt.capability}`);
          this.#hooks.promptClosed = onClosed;
        },
        close: () => void this.done.push('prompt closed'),
      },
      banner: { show: (banner) => void this.done.push(banner === null ? 'banner hidden' : 'banner shown') },
      newGrantId: () => grantIdSchema.parse(String(grants++).padStart(22, '0')),
      start: () => START,
      machine: () => MACHINE,
    };
  }

  #body(): Pick<Ports, 'displays' | 'capture' | 'input' | 'ownWindows' | 'panicKey'> {
    return {
      displays: { list: () => [DISPLAY], onChange: () => noop },
      capture: {
        open: (display) => void this.done.push(`gate open ${display}`),
        close: () => void this.done.push('gate closed'),
      },
      input: {
        inject: (command) => void this.done.push(`inject ${command.kind}`),
        stop: () => void this.done.push('input stopped'),
        watch: (onLocalInput) => void (this.#hooks.hand = onLocalInput ?? noop),
      },
      ownWindows: {
        covers: () => this.ownWindow.covered,
        hasFocus: () => this.ownWindow.focused,
        onChange: (listener) => {
          this.ownWindow.changed = listener;
          return noop;
        },
      },
      panicKey: {
        arm: (onPress) => {
          this.#hooks.panic = onPress ?? noop;
          return true;
        },
      },
    };
  }
}

function fakeSession({ done, told }: Log, heard: Heard): Ports['session'] {
  return {
    emit(name, payload) {
      done.push(name);
      if (name === 'sharing.changed') heard.sharing = payload as Sharing;
      if (name === 'peer.tell') told.push(payload as Log['told'][number]);
    },
    confirmRelay: () => ({ ok: true, value: 'go-on' }),
    explainFailure: () => 'unreachable',
    close: () => void done.push('closed'),
  };
}

class FakeClock implements Clock {
  #now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  move(ms: number): void {
    this.#now += ms;
    for (const timer of Array.from(this.#timers)) {
      if (timer.at <= this.#now && this.#timers.delete(timer)) timer.run();
    }
  }
}
