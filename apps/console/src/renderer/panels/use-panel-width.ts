/** How wide side panels are: one width, chosen by dragging, kept between sessions. */

import { useStore } from '@alongside/ui';
import { useEffect, useRef } from 'react';
import type { ConsoleApp } from '../app/console-app.ts';

export const MIN_PANEL_WIDTH = 280;
export const MAX_PANEL_WIDTH = 360;
/** A drag is many widths; the last one is kept. */
const KEEP_AFTER_MS = 400;

export function usePanelWidth(app: ConsoleApp): {
  readonly width: number;
  readonly setWidth: (width: number) => void;
} {
  const width = useStore(app.panelWidth, (value) => value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    width,
    setWidth: (wanted) => {
      const next = Math.round(Math.min(MAX_PANEL_WIDTH, Math.max(MIN_PANEL_WIDTH, wanted)));
      app.panelWidth.set(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        app.remember({ panelWidth: next });
      }, KEEP_AFTER_MS);
    },
  };
}
