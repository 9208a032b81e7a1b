/** Mouse and pen over the picture as pointing and drawing, while one of them is chosen. */

import { useEffect } from 'react';
import type { RefObject } from 'react';
import { pictureBox, pointOnStage } from '@alongside/ui';
import type { Pen } from './pen.ts';

/** `work`: the mouse works over there. */
export type StageTool = 'work' | 'point' | 'draw';

type Drawing = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly tool: StageTool;
  readonly pen: Pen | undefined;
};

export function useDrawing({ video, tool, pen }: Drawing): void {
  useEffect(() => {
    const element = video.current;
    if (element === null || pen === undefined || tool === 'work') return;
    const pointers = new AbortController();
    const { signal } = pointers;
    let isDown = false;
    const locate = (event: MouseEvent) => {
      const size = { width: element.videoWidth, height: element.videoHeight };
      const box = pictureBox(element.getBoundingClientRect(), size);
      return box === undefined ? undefined : pointOnStage({ x: event.clientX, y: event.clientY }, box);
    };
    const onDown = (event: PointerEvent): void => {
      const point = locate(event);
      if (tool !== 'draw' || event.button !== 0 || point?.inside !== true) return;
      element.setPointerCapture(event.pointerId);
      isDown = true;
      // The line itself says where the hand is.
      pen.point(null);
      pen.begin(point.at);
    };
    const onMove = (event: PointerEvent): void => {
      const point = locate(event);
      if (point === undefined) return;
      if (isDown) pen.draw(point.at);
      else pen.point(point.inside ? point.at : null);
    };
    const onUp = (): void => {
      if (isDown) pen.end();
      isDown = false;
    };
    const onLeave = (): void => {
      pen.point(null);
    };
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointercancel', onUp, { signal });
    element.addEventListener('pointerleave', onLeave, { signal });
    return () => {
      pointers.abort();
      pen.end();
      pen.point(null);
    };
  }, [video, tool, pen]);
}
