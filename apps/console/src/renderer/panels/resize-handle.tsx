/** The edge of a side panel: dragged, or moved with the arrow keys. */

import { useTexts } from '@alongside/ui';
import type { KeyboardEvent, PointerEvent } from 'react';
import { MAX_PANEL_WIDTH, MIN_PANEL_WIDTH } from './use-panel-width.ts';
import classes from './side-column.module.css';

const STEP = 8;

type ResizeHandleProps = { readonly width: number; readonly onWidth: (width: number) => void };

export function ResizeHandle({ width, onWidth }: ResizeHandleProps) {
  const t = useTexts();
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onWidth(window.innerWidth - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onWidth(width + step);
  };
  return (
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('session.panelResize')}
      aria-valuenow={width}
      aria-valuemin={MIN_PANEL_WIDTH}
      aria-valuemax={MAX_PANEL_WIDTH}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
