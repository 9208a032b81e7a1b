/**
 * Drawings over the shared monitor: a window in the very shape of the lines, so that it needs no compositor, covers
 * nothing else, and lets every click through.
 */
import type { DisplayInfo } from '@alongside/protocol';
import { shapeOf, type Board } from '@alongside/session';
import { BaseWindow } from 'electron';
import type { Ports } from '../core/ports.ts';
import { electronBounds } from './displays.ts';

/** Seen on light and dark. */
const COLOUR = '#e5217a';

/** macOS has no windows of another shape. */
export function canDraw(): boolean {
  return process.platform !== 'darwin';
}

export function createOverlayWindow(): Ports['overlay'] {
  let window: BaseWindow | null = null;
  const close = (): void => {
    if (window?.isDestroyed() === false) window.destroy();
    window = null;
  };
  return {
    show(board: Board, display: DisplayInfo | undefined) {
      const bounds = display === undefined ? undefined : electronBounds(display.id);
      const shape = bounds === undefined ? [] : shapeOf(board, bounds);
      if (bounds === undefined || shape.length === 0) return close();
      window ??= openWindow();
      window.setBounds(bounds);
      window.setShape(shape);
      if (!window.isVisible()) window.showInactive();
    },
  };
}

function openWindow(): BaseWindow {
  const window = new BaseWindow({
    show: false,
    frame: false,
    resizable: false,
    movable: false,
    minimizable: false,
    focusable: false,
    skipTaskbar: true,
    hasShadow: false,
    alwaysOnTop: true,
    enableLargerThanScreen: true,
    backgroundColor: COLOUR,
    title: 'Alongside',
    // Under X11 no window manager may frame it, focus it or keep it off a panel.
    ...(process.platform === 'linux' ? { type: 'notification' } : {}),
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setIgnoreMouseEvents(true);
  return window;
}
