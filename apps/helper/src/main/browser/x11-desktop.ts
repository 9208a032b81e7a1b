/**
 * Monitors and windows of the customer's desktop where there is no Electron to ask: read from the X server, kept, and
 * read again when it says that something has changed.
 */
import {
  listDisplaysX11,
  mapToSurface,
  watchDesktopX11,
  windowAt,
  windows,
  type DesktopChange,
  type DesktopWatch,
  type WindowInfo,
} from '@alongside/host';
import type { DisplayInfo } from '@alongside/protocol';
import type { Displays, OwnWindows } from '../../core/ports.ts';

/** Also where no window manager tells of another focus, and whatever else is missed. */
const REREAD_MS = 1_000;

export type X11Desktop = {
  readonly displays: Displays;
  readonly ownWindows: OwnWindows;
  /** Windows are read only while somebody could inject into them. */
  readonly watchWindows: (isWanted: boolean) => void;
  readonly close: () => void;
};

export async function openX11Desktop(ownProcess: () => number | undefined): Promise<X11Desktop> {
  const desktop = new Desktop(ownProcess);
  await desktop.open();
  return {
    displays: { list: () => desktop.displays, onChange: (listener) => listen(desktop.onDisplays, listener) },
    ownWindows: {
      covers: (at, display) => desktop.covers(at, display),
      hasFocus: () => desktop.hasFocus,
      onChange: (listener) => listen(desktop.onWindows, listener),
    },
    watchWindows: (isWanted) => desktop.watchWindows(isWanted),
    close: () => desktop.close(),
  };
}

class Desktop {
  displays: readonly DisplayInfo[] = [];
  readonly onDisplays = new Set<() => void>();
  readonly onWindows = new Set<() => void>();
  readonly #ownProcess: () => number | undefined;
  #watch: DesktopWatch | null = null;
  /** Null until they have been read: until then every point is ours. */
  #windows: readonly WindowInfo[] | null = null;
  /** Counted up whenever somebody else may have the keyboard; the windows that were read are of one such moment. */
  #focusNow = 0;
  #focusRead: number | null = null;
  #reading: 'no' | 'yes' | 'again' = 'no';
  #reread: NodeJS.Timeout | undefined;

  constructor(ownProcess: () => number | undefined) {
    this.#ownProcess = ownProcess;
  }

  async open(): Promise<void> {
    await this.#readDisplays();
    const watch = await watchDesktopX11((change) => this.#onChange(change));
    if (watch.ok) this.#watch = watch.value;
  }

  get hasFocus(): boolean {
    const isOld = this.#focusRead !== this.#focusNow;
    return isOld || (this.#windows?.some((each) => each.isActive && this.#isOwn(each)) ?? true);
  }

  covers(at: { readonly x: number; readonly y: number }, display: DisplayInfo): boolean {
    if (this.#windows === null) return true;
    const point = mapToSurface(at, display);
    if (point === undefined) return true;
    const hit = windowAt(point, this.#windows);
    return hit !== undefined && this.#isOwn(hit);
  }

  watchWindows(isWanted: boolean): void {
    clearInterval(this.#reread);
    this.#windows = null;
    this.#focusRead = null;
    if (!isWanted) return;
    this.#reread = setInterval(() => void this.#readWindows(), REREAD_MS);
    void this.#readWindows();
  }

  close(): void {
    clearInterval(this.#reread);
    this.#watch?.close();
    this.onDisplays.clear();
    this.onWindows.clear();
  }

  #isOwn({ processId }: WindowInfo): boolean {
    return processId !== undefined && processId === this.#ownProcess();
  }

  #onChange(change: DesktopChange): void {
    if (change === 'displays') void this.#readDisplays();
    if (change === 'focus') this.#focusNow += 1;
    if (this.#reread !== undefined) void this.#readWindows();
  }

  async #readDisplays(): Promise<void> {
    const read = await listDisplaysX11();
    const displays = read.ok ? read.value : [];
    if (JSON.stringify(displays) === JSON.stringify(this.displays)) return;
    this.displays = displays;
    for (const listener of this.onDisplays) listener();
  }

  /** One reading at a time; what happens meanwhile is read after it. */
  async #readWindows(): Promise<void> {
    if (this.#reading !== 'no') {
      this.#reading = 'again';
      return;
    }
    this.#reading = 'yes';
    const hadFocus = this.hasFocus;
    const focus = this.#focusNow;
    const read = await windows();
    this.#windows = read.ok ? read.value : null;
    this.#focusRead = focus;
    if (this.#readAgain()) return this.#readWindows();
    if (hadFocus !== this.hasFocus) for (const listener of this.onWindows) listener();
  }

  #readAgain(): boolean {
    const again = this.#reading === 'again';
    this.#reading = 'no';
    return again;
  }
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  const entry = (): void => listener();
  listeners.add(entry);
  return () => {
    listeners.delete(entry);
  };
}
