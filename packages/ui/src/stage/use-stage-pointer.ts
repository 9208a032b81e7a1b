/** Mouse, pen and touch over the picture, as commands. One per stage; quiet unless control is ours. */

import type { MouseButton } from '@alongside/protocol';
import { useEffect } from 'react';
import type { RefObject } from 'react';
import { pictureBox, pointOnStage } from './geometry.ts';
import type { PointOnStage } from './geometry.ts';
import type { InputSender } from './input-sender.ts';
import { wheelSteps } from './wheel.ts';

const BUTTONS: readonly (MouseButton | undefined)[] = ['left', 'middle', 'right'];

type StagePointer = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly sender: InputSender;
  /** Whether control is ours now. */
  readonly active: boolean;
  /** Why nothing is taken over there now; another one lets go of everything and begins anew. */
  readonly pause: string;
  /** The stage was pressed: it takes the keyboard. */
  readonly onPress: (client: { readonly x: number; readonly y: number }) => void;
};

export function useStagePointer({ video, sender, active, pause, onPress }: StagePointer): void {
  useEffect(() => {
    const element = video.current;
    if (element === null || !active) return;
    const pointers = new AbortController();
    const { signal } = pointers;
    const held = new Set<MouseButton>();
    const locate = (event: MouseEvent): PointOnStage | undefined => {
      const box = pictureBox(element.getBoundingClientRect(), {
        width: element.videoWidth,
        height: element.videoHeight,
      });
      return box === undefined ? undefined : pointOnStage({ x: event.clientX, y: event.clientY }, box);
    };

    const onDown = (event: PointerEvent): void => {
      const point = locate(event);
      const button = BUTTONS[event.button];
      if (point?.inside !== true || button === undefined) return;
      onPress({ x: event.clientX, y: event.clientY });
      // A drag that leaves the picture goes on, and its release is not lost.
      element.setPointerCapture(event.pointerId);
      held.add(button);
      sender.button(button, true, point.at);
    };
    const onUp = (event: PointerEvent): void => {
      const point = locate(event);
      const button = BUTTONS[event.button];
      if (point === undefined || button === undefined || !held.delete(button)) return;
      sender.button(button, false, point.at);
    };
    const onMove = (event: PointerEvent): void => {
      // With one button down, another one's press and release come as moves.
      if (event.button >= 0) {
        const isDown = (event.buttons & (1 << buttonBit(event.button))) !== 0;
        return isDown ? onDown(event) : onUp(event);
      }
      const point = locate(event);
      if (point !== undefined && (point.inside || held.size > 0)) sender.move(point.at);
    };
    const onLost = (): void => {
      if (held.size === 0) return;
      held.clear();
      sender.send([{ kind: 'release-all' }]);
    };
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const point = locate(event);
      if (point?.inside !== true) return;
      sender.send([{ kind: 'wheel', ...wheelSteps(event), at: point.at }]);
    };
    const keepToStage = (event: MouseEvent): void => {
      event.preventDefault();
    };

    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointercancel', onLost, { signal });
    // Not at `pointerdown`: a press on the stage must still close an open menu, which listens for `mousedown`.
    element.addEventListener('mousedown', keepToStage, { signal });
    element.addEventListener('contextmenu', keepToStage, { signal });
    element.addEventListener('wheel', onWheel, { signal, passive: false });
    return () => {
      onLost();
      pointers.abort();
    };
  }, [video, sender, active, pause, onPress]);
}

/** `button` counts left, middle, right; `buttons` has the bits left, right, middle. */
function buttonBit(button: number): number {
  return button === 1 ? 2 : button === 2 ? 1 : button;
}
