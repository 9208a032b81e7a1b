/**
 * Where one window is shared: finds its pixels and lets nothing through that would reach another. Pressing brings it to
 * the front first; moving does not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openConfinedWindow, type ConfinedWindow, type PixelPoint, type Surface } from '@alongside/host';
import type { InputCommand, SharedWindow } from '@alongside/protocol';
import { windowHandle } from './window-source.ts';

/** A window manager that takes longer than this to raise a window has refused. */
const RAISE_MS = 1_500;
const RAISE_ASK_MS = 15;

export class WindowHands {
  #id: string | null = null;
  #window: Promise<ConfinedWindow | undefined> = Promise.resolve(undefined);

  /** Undefined while the window cannot be seen. */
  async surface(window: SharedWindow): Promise<Surface | undefined> {
    const bounds = await (await this.#open(window))?.region();
    return bounds === undefined ? undefined : { bounds };
  }

  async mayInject(window: SharedWindow, command: InputCommand, at: PixelPoint | undefined): Promise<boolean> {
    const confined = await this.#open(window);
    if (confined === undefined) return false;
    if (await confined.takes(at)) return true;
    if (!isPress(command)) return false;
    await confined.raise();
    const deadline = performance.now() + RAISE_MS;
    while (performance.now() < deadline) {
      if (await confined.takes(at)) return true;
      await sleep(RAISE_ASK_MS);
    }
    return false;
  }

  close(): void {
    void this.#window.then((window) => window?.close());
    this.#id = null;
    this.#window = Promise.resolve(undefined);
  }

  #open({ id }: SharedWindow): Promise<ConfinedWindow | undefined> {
    if (this.#id === id) return this.#window;
    this.close();
    this.#id = id;
    const handle = windowHandle(id);
    this.#window =
      handle === undefined
        ? Promise.resolve(undefined)
        : openConfinedWindow(handle).then((opened) => (opened.ok ? opened.value : undefined));
    return this.#window;
  }
}

function isPress(command: InputCommand): boolean {
  switch (command.kind) {
    case 'button':
    case 'key':
      return command.down;
    case 'wheel':
    case 'text':
      return true;
    default:
      return false;
  }
}
