/**
 * The machine's mouse and keyboard for the core: packages/host with our own windows kept out once more at the very
 * moment of injection. Runs in any Node process; who may inject is the core's matter.
 */
import {
  createInjector,
  createInputDriver,
  createLocalInputMonitor,
  HeldLedger,
  probeInput,
  type InputDriver,
  type PixelPoint,
  type ProbeOptions,
  type Surface,
} from '@alongside/host';
import { unreachable, type DisplayInfo, type InputCommand, type InputProblem } from '@alongside/protocol';
import type { InputSink, OwnWindows, Ports, SharedSurface } from '../core/ports.ts';
import { guardDriver, type KeyGuard } from './key-guard.ts';
import { WindowHands } from './window-hands.ts';

export type MachineInput = InputSink & {
  /** Why nothing can be injected; null when it can. */
  readonly problem: () => InputProblem | null;
  /** Looks whether anything could be injected; quick, and loads nothing. */
  readonly check: () => Promise<void>;
  /** Makes ready what injects, again after a permission was given: too much work to stand before the first screen. */
  readonly open: () => Promise<void>;
  /** Resolves when nothing is held any more. */
  readonly close: () => Promise<void>;
};

type MachineInputOptions = ProbeOptions & {
  readonly ownWindows: OwnWindows;
  readonly log: Ports['log'];
  readonly guard: KeyGuard;
};

export function createMachineInput(options: MachineInputOptions): MachineInput {
  let hands: Hands | null = null;
  let opening: Promise<void> | null = null;
  let watcher: (() => void) | null = null;
  let problem: InputProblem | null = 'unsupported';

  const open = async (): Promise<void> => {
    if (hands !== null) return;
    const driver = await createInputDriver(options);
    problem = driver.ok ? null : driver.code;
    if (!driver.ok) return;
    hands = new Hands(driver.value, options);
    hands.watch(watcher);
  };

  return {
    problem: () => problem,
    async check() {
      if (hands !== null) return;
      const means = await probeInput(options);
      problem = means.ok ? null : means.code;
    },
    async open() {
      opening ??= open().finally(() => (opening = null));
      await opening;
    },
    inject: (command, surface) => hands?.inject(command, surface),
    stop: () => void hands?.stop(),
    watch(onLocalInput) {
      if (onLocalInput !== null) options.guard.open();
      watcher = onLocalInput;
      hands?.watch(onLocalInput);
    },
    async close() {
      await opening;
      await hands?.close();
      options.guard.close();
    },
  };
}

/** One driver with its queue, its ledger of what is held, and the watch for the customer's own hand. */
class Hands {
  readonly #driver: InputDriver;
  readonly #injector;
  readonly #monitor;
  readonly #log: Ports['log'];
  readonly #ownWindows: OwnWindows;
  readonly #window = new WindowHands();
  #surface: SharedSurface | undefined;
  #isStopped = false;
  #onLocalInput: (() => void) | null = null;

  constructor(bare: InputDriver, { ownWindows, log, guard }: MachineInputOptions) {
    const driver = guardDriver(bare, guard);
    const ledger = new HeldLedger(driver);
    this.#driver = driver;
    this.#log = log;
    this.#ownWindows = ownWindows;
    this.#monitor = createLocalInputMonitor({
      driver,
      ledger,
      onLocalInput: () => this.#onLocalInput?.(),
    });
    this.#injector = createInjector({
      driver,
      ledger,
      monitor: this.#monitor,
      surface: () => this.#pixels(),
      mayInject: (command, at) => this.#mayInject(command, at),
      onFault: (code, command) => log('input fault', { code, kind: command.kind }),
    });
  }

  inject(command: InputCommand, surface: SharedSurface): void {
    this.#surface = surface;
    if (this.#isStopped) this.#injector.resume();
    this.#isStopped = false;
    const taken = this.#injector.submit(command);
    if (!taken.ok) this.#log('input not taken', { code: taken.code });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#injector.stop();
  }

  watch(onLocalInput: (() => void) | null): void {
    this.#onLocalInput = onLocalInput;
    if (onLocalInput === null) this.#monitor.disarm();
    else void this.#monitor.arm();
  }

  async close(): Promise<void> {
    this.#monitor.disarm();
    await this.stop();
    this.#window.close();
    await this.#driver.close();
  }

  #pixels(): Surface | undefined | Promise<Surface | undefined> {
    const surface = this.#surface;
    if (surface === undefined) return undefined;
    return surface.kind === 'display' ? surface.display : this.#window.surface(surface.window);
  }

  /** Between the gate and the pixel a window may have come up: the last look is the one that counts. */
  #mayInject(command: InputCommand, at: PixelPoint | undefined): boolean | Promise<boolean> {
    const surface = this.#surface;
    if (surface === undefined) return false;
    if (surface.kind === 'display') return !reachesOwn(command, surface.display, this.#ownWindows);
    return this.#window.mayInject(surface.window, command, at);
  }
}

function reachesOwn(command: InputCommand, display: DisplayInfo, own: OwnWindows): boolean {
  switch (command.kind) {
    case 'move':
    case 'button':
    case 'wheel':
      return own.covers(command.at, display);
    case 'key':
    case 'text':
      return own.hasFocus();
    case 'release-all':
      return false;
    default:
      return unreachable(command);
  }
}
