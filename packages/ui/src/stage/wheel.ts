/** From the browser's wheel, in three units, to the wire's one: 120 to a notch. Pure. */

import { WHEEL_NOTCH } from '@alongside/protocol';

/** Chromium scrolls 100 px to a notch on every system; a trackpad sends less, and keeps being smooth. */
const PIXELS_PER_NOTCH = 100;
const LINES_PER_NOTCH = 3;
/** What a frame can carry. */
const MOST = 32_767;

type WheelInput = { readonly deltaX: number; readonly deltaY: number; readonly deltaMode: number };

export function wheelSteps(input: WheelInput): { readonly dx: number; readonly dy: number } {
  const perNotch = input.deltaMode === 1 ? LINES_PER_NOTCH : input.deltaMode === 2 ? 1 : PIXELS_PER_NOTCH;
  const steps = (delta: number): number =>
    Math.max(-MOST, Math.min(MOST, Math.round((delta / perNotch) * WHEEL_NOTCH)));
  return { dx: steps(input.deltaX), dy: steps(input.deltaY) };
}
