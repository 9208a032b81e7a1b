/** The customer's monitors as Electron's `screen` tells them, in the coordinates that injection uses. */
import { ALL_DISPLAYS, type DisplayInfo } from '@alongside/protocol';
import { screen, type Display, type Rectangle } from 'electron';
import type { Displays } from '../core/ports.ts';

const MAX_LABEL_LENGTH = 80;

export function createDisplays(): Displays {
  return {
    list() {
      const primary = screen.getPrimaryDisplay().id;
      const monitors = usableDisplays()
        .map((display) => infoOf(display, display.id === primary))
        .toSorted((a, b) => Number(b.primary) - Number(a.primary));
      return monitors.length > 1 ? [...monitors, allOf(monitors)] : monitors;
    },
    onChange(listener) {
      // Moved work areas are no news to anybody; moved pixels are.
      const onMetrics = (_event: unknown, _display: Display, changed: string[]): void => {
        if (changed.some((metric) => metric === 'bounds' || metric === 'scaleFactor')) listener();
      };
      screen.on('display-added', listener);
      screen.on('display-removed', listener);
      screen.on('display-metrics-changed', onMetrics);
      return () => {
        screen.off('display-added', listener);
        screen.off('display-removed', listener);
        screen.off('display-metrics-changed', onMetrics);
      };
    },
  };
}

function usableDisplays(): readonly Display[] {
  return screen.getAllDisplays().filter(({ bounds }) => bounds.width > 0 && bounds.height > 0);
}

function allOf(monitors: readonly DisplayInfo[]): DisplayInfo {
  const bounds = around(monitors.map((monitor) => monitor.bounds));
  const scaleFactor = Math.max(...monitors.map((monitor) => monitor.scaleFactor));
  return { id: ALL_DISPLAYS, label: '', bounds, scaleFactor, primary: false };
}

/** In Electron's own units; undefined for a monitor that was unplugged meanwhile. */
export function electronBounds(id: string): Rectangle | undefined {
  if (id !== ALL_DISPLAYS) return electronDisplay(id)?.bounds;
  const all = usableDisplays().map(({ bounds }) => bounds);
  return all.length === 0 ? undefined : around(all);
}

/** The smallest rectangle that holds them all. */
function around(all: readonly Rectangle[]): Rectangle {
  const x = Math.min(...all.map((one) => one.x));
  const y = Math.min(...all.map((one) => one.y));
  return {
    x,
    y,
    width: Math.max(...all.map((one) => one.x + one.width)) - x,
    height: Math.max(...all.map((one) => one.y + one.height)) - y,
  };
}

/** Undefined for all at once, and for a monitor that was unplugged meanwhile. */
export function electronDisplay(id: string): Display | undefined {
  return screen.getAllDisplays().find((display) => String(display.id) === id);
}

function infoOf(display: Display, primary: boolean): DisplayInfo {
  return {
    id: String(display.id),
    label: display.label.slice(0, MAX_LABEL_LENGTH),
    bounds: physicalBounds(display),
    scaleFactor: display.scaleFactor,
    primary,
  };
}

function physicalBounds(display: Display): DisplayInfo['bounds'] {
  const { bounds, scaleFactor } = display;
  // macOS injects in points, which is what Electron counts in.
  if (process.platform === 'darwin') return { ...bounds };
  if (process.platform === 'win32') return { ...screen.dipToScreenRect(null, bounds) };
  const size = { width: bounds.width * scaleFactor, height: bounds.height * scaleFactor };
  // X11 places monitors in pixels; only the system knows where, once scales are mixed.
  const origin = nativeOrigin(display) ?? { x: bounds.x * scaleFactor, y: bounds.y * scaleFactor };
  return { ...origin, ...size };
}

/** Newer than the oldest Electron that we run on. */
function nativeOrigin(display: Partial<Display>): { readonly x: number; readonly y: number } | undefined {
  const origin = display.nativeOrigin;
  return origin === undefined ? undefined : { x: origin.x, y: origin.y };
}
