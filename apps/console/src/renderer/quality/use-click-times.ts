/** Measures while the CSR works: each click whose surroundings change within a second gives one figure. */

import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { Store } from '@alongside/ui';
import { pictureBox, pointOnStage } from '@alongside/ui';
import { addTime, hasChanged } from './click-times.ts';

/** Of the customer's pixels, around the click. */
const SIDE = 96;
const WAIT_MS = 1_000;
/** The pointer that arrives is a change as well, and not the one that is looked for. */
const AT_REST_MS = 150;

type ClickTimes = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly active: boolean;
  /** The last figures, in ms. */
  readonly times: Store<readonly number[]>;
};

export function useClickTimes({ video, active, times }: ClickTimes): void {
  useEffect(() => {
    const element = video.current;
    const canvas = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    if (element === null || canvas === null || !active) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    let movedAt = 0;
    let stop = (): void => undefined;
    const onMove = (): void => {
      movedAt = performance.now();
    };
    const onDown = (event: PointerEvent): void => {
      stop();
      const since = performance.now();
      const corner = cornerOf(element, event);
      if (since - movedAt < AT_REST_MS || corner === undefined) return;
      const read = (): Uint8ClampedArray => readSquare(canvas, element, corner);
      stop = untilChanged(element, read, (at) => {
        times.set(addTime(times.get(), at - since));
      });
    };
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointerdown', onDown, { signal });
    return () => {
      stop();
      listeners.abort();
    };
  }, [video, active, times]);
}

type Corner = { readonly x: number; readonly y: number };

function cornerOf(element: HTMLVideoElement, event: PointerEvent): Corner | undefined {
  const size = { width: element.videoWidth, height: element.videoHeight };
  const box = pictureBox(element.getBoundingClientRect(), size);
  if (box === undefined) return undefined;
  const { at, inside } = pointOnStage({ x: event.clientX, y: event.clientY }, box);
  return inside ? { x: at.x * size.width - SIDE / 2, y: at.y * size.height - SIDE / 2 } : undefined;
}

function readSquare(
  canvas: OffscreenCanvasRenderingContext2D,
  element: HTMLVideoElement,
  { x, y }: Corner,
): Uint8ClampedArray {
  canvas.drawImage(element, x, y, SIDE, SIDE, 0, 0, SIDE, SIDE);
  return canvas.getImageData(0, 0, SIDE, SIDE).data;
}

/** Answers once with the time at which the changed frame is shown; the way to give up comes back. */
function untilChanged(
  element: HTMLVideoElement,
  read: () => Uint8ClampedArray,
  onChange: (at: number) => void,
): () => void {
  const before = read();
  const until = performance.now() + WAIT_MS;
  let handle = element.requestVideoFrameCallback(look);
  function look(now: number): void {
    if (hasChanged(before, read())) return onChange(now);
    if (now < until) handle = element.requestVideoFrameCallback(look);
  }
  return () => {
    element.cancelVideoFrameCallback(handle);
  };
}
