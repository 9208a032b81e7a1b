/** A machine for tests: every port by hand, what was done to it written down, time that stands until it is moved. */
import {
  encodeInput,
  participantIdSchema,
  grantIdSchema,
  type ClipboardContent,
  type DisplayInfo,
  type FilesView,
  type InputCommand,
  type ParticipantId,
  type PeerMessage,
  type TextCodec,
  ok,
} from '@alongside/protocol';
import { encodeSentInput } from '../../contract/input-frame.ts';
import type { ZonesView } from '../../contract/zones-view.ts';
import type { Sharing } from '../../contract/sharing-view.ts';
import { createHelperCore, type HelperCore } from '../helper-core.ts';
import { FakeDownloads } from './fake-downloads.ts';
import { NO_FOLDERS, type Clock, type Ports, type SharedSurface } from '../ports.ts';

export const DISPLAY: DisplayInfo = {
  id: '1',
  label: 'One',
  bounds: { x: 0, y: 0, width: 1000, height: 500 },
  scaleFactor: 1,
  primary: true,
};

const MACHINE = {
  captureProblem: null,
  inputProblem: null,
  applicationProblem: null,
  clipboardProblem: null,
  drawingProblem: null,
  rebootProblem: null,
  systemInfoProblem: null,
  filesProblem: null,
} as const;
export const LETTERS = { id: 'window:7:0', title: 'Letters', picture: '' } as const;
const START: ReturnType<Ports['start']> = {
  client: 'helper',
  intent: { join: '', name: '' },
  relay: null,
  bakedRelay: null,
  machine: MACHINE,
  keyNames: 'other',
  pressedJoin: false,
  place: null,
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
type Heard = { sharing: Sharing | undefined; files: FilesView | undefined; zones: ZonesView | undefined };

export class FakeMachine {
  readonly done: string[] = [];
  readonly told: { to: ParticipantId; message: PeerMessage }[] = [];
  readonly ownWindow = { covered: false, focused: false, changed: noop };
  readonly core: HelperCore;
  canReboot = true;
  /** What reading this machine comes to. */
  activeWindow: string | null = null;
  systemInfo: Ports['systemInfo'] = () => Promise.resolve();
  readonly downloads = new FakeDownloads();
  /** Where the window lies that was hidden. */
  hiddenWindow: Awaited<ReturnType<Ports['zones']['regionOf']>> = undefined;
  folders: Ports['folders'] = NO_FOLDERS;
  /** What is left should the program break off now. */
  kept: Parameters<Ports['keep']>[0] | null = null;
  /** Where the next page goes back to. */
  place: ReturnType<Ports['start']>['place'] = null;
  readonly #heard: Heard = { sharing: undefined, files: undefined, zones: undefined };
  readonly #clock = new FakeClock();
  /** What the core has asked to be called back for. */
  readonly #hooks = {
    panic: noop,
    hand: noop,
    promptClosed: noop,
    windowGone: noop,
    copied: (_content: ClipboardContent): void => undefined,
  };

  constructor() {
    this.core = createHelperCore({
      askers: 'csrs',
      clock: this.#clock,
      session: fakeSession({ done: this.done, told: this.told }, this.#heard),
      ...this.#questions(),
      ...this.#body(),
      keyNames: 'other',
      reboot: () => {
        this.done.push('reboot');
        return Promise.resolve(this.canReboot);
      },
      downloads: this.downloads,
      zones: {
        isPossible: true,
        pictureOf: () => Promise.resolve(null),
        regionOf: () => Promise.resolve(this.hiddenWindow),
        forget: noop,
      },
      folders: {
        places: () => this.folders.places(),
        within: (allowed) => this.folders.within(allowed),
        choose: null,
      },
      saveFile: () => Promise.resolve(ok('not-here' as const)),
      activeWindow: () => Promise.resolve(this.activeWindow),
      systemInfo: (signal, onCategory) => this.systemInfo(signal, onCategory),
      keep: (kept) => void (this.kept = kept),
      log: noop,
    });
  }

  get sharing(): Sharing | undefined {
    return this.#heard.sharing;
  }

  get zones(): ZonesView | undefined {
    return this.#heard.zones;
  }

  get files(): FilesView | undefined {
    return this.#heard.files;
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

  copy(text: string): void {
    this.#hooks.copied({ kind: 'text', text });
  }

  closeWindow(): void {
    this.#hooks.windowGone();
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
      start: () => ({ ...START, place: this.place }),
      machine: () => MACHINE,
    };
  }

  #desktop(): Pick<Ports, 'windows' | 'clipboard' | 'overlay'> {
    return {
      overlay: {
        show: ({ lines, pointers }) => void this.done.push(`overlay ${lines.length} ${pointers.size}`),
      },
      clipboard: {
        watch: (onChange) => {
          this.done.push(onChange === null ? 'clipboard unwatched' : 'clipboard watched');
          this.#hooks.copied = onChange ?? noop;
          return Promise.resolve();
        },
        write: (content) => {
          this.done.push(`write ${content.kind}`);
          return Promise.resolve(true);
        },
      },
      windows: {
        list: () => Promise.resolve([LETTERS]),
        watch: (window, onGone) => {
          this.done.push(`watch ${window.title}`);
          this.#hooks.windowGone = onGone;
          return () => void this.done.push('unwatch');
        },
      },
    };
  }

  #body(): Pick<
    Ports,
    'displays' | 'windows' | 'clipboard' | 'overlay' | 'capture' | 'input' | 'ownWindows' | 'panicKey'
  > {
    return {
      displays: { list: () => [DISPLAY], onChange: () => noop },
      ...this.#desktop(),
      capture: {
        open: (surface) => void this.done.push(`gate open ${gated(surface)}`),
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

function gated(surface: SharedSurface | null): string {
  if (surface === null) return 'anything';
  return surface.kind === 'display' ? surface.display.id : surface.window.title;
}

function fakeSession({ done, told }: Log, heard: Heard): Ports['session'] {
  return {
    emit(name, payload) {
      done.push(name);
      if (name === 'sharing.changed') heard.sharing = payload as Sharing;
      if (name === 'files.changed') heard.files = payload as FilesView;
      if (name === 'zones.changed') heard.zones = payload as ZonesView;
      if (name === 'peer.tell') told.push(payload as Log['told'][number]);
    },
    confirmRelay: () => ({ ok: true, value: 'go-on' }),
    explainFailure: () => 'unreachable',
    keepPlace: (place) => void done.push(place === null ? 'place forgotten' : 'place kept'),
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
