/** Our own windows on the screen, so that nothing injected reaches them. Knows where they are, not what they show. */
import type { SurfacePoint } from '@alongside/protocol';
import { app, BrowserWindow, type Rectangle } from 'electron';
import type { OwnWindows } from '../core/ports.ts';
import { electronBounds } from './displays.ts';

/**
 * Around the window that Electron knows, the system draws a frame: its buttons close and move the window too. X11 does
 * not tell how wide it is, so there we take more than any usual theme has.
 */
const FRAME_MARGIN = process.platform === 'linux' ? { top: 44, side: 10 } : { top: 2, side: 2 };

export function createOwnWindows(): OwnWindows {
  return {
    covers(at, { id }) {
      const bounds = electronBounds(id);
      // A monitor that is gone cannot be clicked on; treating it as ours lets nothing through.
      if (bounds === undefined) return true;
      const point = pointOn(bounds, at);
      return BrowserWindow.getAllWindows().some(
        (window) => isShown(window) && isIn(window.getBounds(), point),
      );
    },
    hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
    onChange(listener) {
      app.on('browser-window-focus', listener);
      app.on('browser-window-blur', listener);
      return () => {
        app.off('browser-window-focus', listener);
        app.off('browser-window-blur', listener);
      };
    },
  };
}

function pointOn(bounds: Rectangle, at: SurfacePoint): { readonly x: number; readonly y: number } {
  return { x: bounds.x + at.x * bounds.width, y: bounds.y + at.y * bounds.height };
}

function isShown(window: BrowserWindow): boolean {
  return !window.isDestroyed() && window.isVisible() && !window.isMinimized();
}

function isIn(bounds: Rectangle, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const { top, side } = FRAME_MARGIN;
  return (
    x >= bounds.x - side &&
    x <= bounds.x + bounds.width + side &&
    y >= bounds.y - top &&
    y <= bounds.y + bounds.height + side
  );
}
