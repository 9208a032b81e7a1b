/**
 * Carries out a CSR's input in order, one command after the other. Owns the queue, what may be skipped when the machine
 * is slower than the CSR, and the stop. Knows nothing of grants: who has none never submits, and `mayInject` has the
 * last word on every single command.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  fail,
  MODIFIER_CODES,
  ok,
  unreachable,
  WHEEL_NOTCH,
  type InputCommand,
  type Result,
  type SurfacePoint,
} from '@alongside/protocol';
import type { HeldLedger } from './held-ledger.ts';
import { heldId, type InputDriver, type InputFault, type PixelPoint } from './input-driver.ts';
import type { LocalInputMonitor } from './local-input-monitor.ts';
import { mapToSurface, type Surface } from './map-to-surface.ts';

/** Commands waiting, moves not counted apart. More than a person can make in seconds: the sender is broken or hostile. */
const MAX_QUEUED = 1_024;
/** A window manager holds a click back this long at most, or somebody else is holding the button. */
const CLICK_TAKEN_MS = 2_000;
const CLICK_ASK_MS = 5;

export type InjectorOptions = {
  readonly driver: InputDriver;
  readonly ledger: HeldLedger;
  readonly monitor: Pick<LocalInputMonitor, 'expectMove'>;
  /** What is shared as it is now; undefined while nothing is, and then nothing is injected. */
  readonly surface: () => Surface | undefined | Promise<Surface | undefined>;
  /**
   * Asked right before each injection, with the pixel it would act on (for keys and text: undefined). Releases are
   * never refused, they then happen where the pointer is.
   */
  readonly mayInject?: (command: InputCommand, at: PixelPoint | undefined) => boolean | Promise<boolean>;
  readonly onFault?: (code: InputFault, command: InputCommand) => void;
};

export class Injector {
  readonly #options: InjectorOptions;
  #queue: InputCommand[] = [];
  #run: AbortController | undefined = new AbortController();
  #working: Promise<void> | undefined;
  #lastSeq = -1;
  /** Buttons that we let go of, while the system has not been seen to have done so. */
  readonly #lettingGo = new Set<string>();

  constructor(options: InjectorOptions) {
    this.#options = options;
  }

  /** Queues a command. A move replaces one that is still waiting right before it, and one older than the last is dropped. */
  submit(command: InputCommand): Result<undefined, 'stopped' | 'overloaded'> {
    if (this.#run === undefined) return fail('stopped');
    if (command.kind === 'move') {
      if (command.seq <= this.#lastSeq) return ok();
      this.#lastSeq = command.seq;
      if (this.#queue.at(-1)?.kind === 'move') this.#queue.pop();
    }
    if (this.#queue.length >= MAX_QUEUED) {
      // Skipping single commands would leave half of a click or shortcut: all or nothing.
      this.#queue = [{ kind: 'release-all' }];
      return fail('overloaded');
    }
    this.#queue.push(command);
    this.#start();
    return ok();
  }

  /** Drops all that waits, cuts typing short and lets go of everything held. Resolves when nothing is held any more. */
  async stop(): Promise<void> {
    this.#run?.abort();
    this.#run = undefined;
    this.#queue = [];
    const underWay = this.#working;
    await this.#options.ledger.releaseAll();
    await underWay;
    // A press that was under way during the first round may have landed after it.
    await this.#options.ledger.releaseAll();
  }

  /** Takes commands again, from a pointer sequence of its own. */
  resume(): void {
    this.#run ??= new AbortController();
    this.#lastSeq = -1;
  }

  #start(): void {
    if (this.#run === undefined || this.#working !== undefined || this.#queue.length === 0) return;
    this.#working = this.#work(this.#run.signal).finally(() => {
      this.#working = undefined;
      // Stopped and resumed while the last command of the earlier run was finishing.
      this.#start();
    });
  }

  async #work(signal: AbortSignal): Promise<void> {
    for (let command = this.#queue.shift(); command !== undefined; command = this.#queue.shift()) {
      await this.#execute(command, signal);
      if (signal.aborted) return;
    }
  }

  async #execute(command: InputCommand, signal: AbortSignal): Promise<void> {
    const done = await this.#inject(command, signal);
    if (!done.ok) this.#options.onFault?.(done.code, command);
  }

  async #inject(command: InputCommand, signal: AbortSignal): Promise<Result<undefined, InputFault>> {
    const { driver, ledger } = this.#options;
    switch (command.kind) {
      case 'move':
        return this.#moveTo(command, command.at);
      case 'button': {
        const { kind, button, down } = command;
        if (!down) {
          await this.#moveTo(command, command.at);
          this.#lettingGo.add(heldId({ kind, button }));
          return ledger.up({ kind, button });
        }
        const isThere =
          (await this.#isAllowedAt(command, command.at)) && (await this.#moveTo(command, command.at)).ok;
        return isThere && !signal.aborted ? ledger.down({ kind, button }) : ok();
      }
      case 'wheel': {
        const isThere =
          (await this.#isAllowedAt(command, command.at)) && (await this.#moveTo(command, command.at)).ok;
        if (!isThere || signal.aborted) return ok();
        return driver.wheel(command.dx / WHEEL_NOTCH, command.dy / WHEEL_NOTCH);
      }
      case 'key': {
        const { kind, code, down } = command;
        await this.#waitForClicks(signal);
        if (!down) return ledger.up({ kind, code });
        const isWanted = await this.#isAllowed(command, undefined);
        return isWanted && !signal.aborted ? ledger.down({ kind, code }) : ok();
      }
      case 'text':
        await this.#waitForClicks(signal);
        return (await this.#isAllowed(command, undefined)) ? this.#type(command.text, signal) : ok();
      case 'release-all':
        await ledger.releaseAll();
        return ok();
      default:
        return unreachable(command);
    }
  }

  /**
   * Keys must not overtake a click. X window managers freeze the pointer, and not the keyboard, until they have moved
   * the focus to what was clicked; typed meanwhile, the first keys would go to the window that had it before.
   */
  async #waitForClicks(signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + CLICK_TAKEN_MS;
    while (this.#lettingGo.size > 0 && !signal.aborted && performance.now() < deadline) {
      const sample = await this.#options.driver.sample();
      if (!sample.ok || ![...this.#lettingGo].some((id) => sample.value.pressed.has(id))) break;
      await sleep(CLICK_ASK_MS);
    }
    this.#lettingGo.clear();
  }

  /** Composed text stands for itself: a modifier still held from composing it would make shortcuts of it. */
  async #type(text: string, signal: AbortSignal): Promise<Result<undefined, InputFault>> {
    const { driver, ledger } = this.#options;
    for (const code of MODIFIER_CODES) await ledger.up({ kind: 'key', code });
    return signal.aborted ? ok() : driver.type(text, signal);
  }

  async #moveTo(command: InputCommand, at: SurfacePoint): Promise<Result<undefined, InputFault>> {
    const pixel = await this.#pixelOf(at);
    if (pixel === undefined || !(await this.#isAllowed(command, pixel))) return ok();
    const settle = this.#options.monitor.expectMove(pixel);
    const moved = await this.#options.driver.move(pixel);
    settle(moved.ok);
    return moved;
  }

  async #isAllowedAt(command: InputCommand, at: SurfacePoint): Promise<boolean> {
    const pixel = await this.#pixelOf(at);
    return pixel !== undefined && (await this.#isAllowed(command, pixel));
  }

  async #isAllowed(command: InputCommand, at: PixelPoint | undefined): Promise<boolean> {
    if ((await this.#options.surface()) === undefined) return false;
    return (await this.#options.mayInject?.(command, at)) ?? true;
  }

  async #pixelOf(at: SurfacePoint): Promise<PixelPoint | undefined> {
    const surface = await this.#options.surface();
    return surface === undefined ? undefined : mapToSurface(at, surface);
  }
}

export function createInjector(options: InjectorOptions): Injector {
  return new Injector(options);
}
