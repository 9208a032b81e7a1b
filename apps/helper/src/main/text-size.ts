/**
 * How large everything in our windows is: Ctrl (⌘ on a Mac) with +, − and 0, as in every browser. One size for all
 * windows, which grow along as far as the screen lets them.
 */
import type { BrowserWindow, Input } from 'electron';
import { sizeAfter, type SizeKey } from './text-size-steps.ts';

export type TextSize = {
  /** 1 is the usual size. */
  readonly factor: () => number;
  /** Keeps the window's page at the size, and listens to its keys. `fit` gives the window the room for it. */
  readonly follow: (window: BrowserWindow, fit: () => void) => void;
};

export function createTextSize(): TextSize {
  const windows = new Map<BrowserWindow, () => void>();
  let factor = 1;
  const set = (next: number): void => {
    if (next === factor) return;
    factor = next;
    for (const [window, fit] of windows) {
      window.webContents.setZoomFactor(factor);
      fit();
    }
  };
  return {
    factor: () => factor,
    follow(window, fit) {
      windows.set(window, fit);
      window.once('closed', () => windows.delete(window));
      // Chromium begins each page at the size that it knows for its origin, which may be none yet.
      window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(factor));
      window.webContents.on('before-input-event', (event, input) => {
        const key = sizeKeyOf(input);
        if (key === undefined) return;
        event.preventDefault();
        set(sizeAfter(factor, key));
      });
    },
  };
}

const KEYS: Readonly<Partial<Record<string, SizeKey>>> = {
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '0': 'usual',
};

function sizeKeyOf({ type, key, control, meta, alt }: Input): SizeKey | undefined {
  return type === 'keyDown' && (control || meta) && !alt ? KEYS[key] : undefined;
}
