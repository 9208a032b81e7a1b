/** How long after a click the picture around it changed: what to compare, and the figure of the last few. Pure. */

/** Red, green, blue, alpha of each pixel, as a canvas gives them. */
type Pixels = ArrayLike<number>;

const CHANNELS = 4;
/** What a codec makes finer by itself stays below. */
const MIN_DIFFERENCE = 24;
const MIN_SHARE = 0.01;
const KEPT = 9;

/** Whether more than a hundredth of the pixels look different. Both of one size. */
export function hasChanged(before: Pixels, after: Pixels): boolean {
  const pixels = before.length / CHANNELS;
  let changed = 0;
  for (let at = 0; at < before.length; at += CHANNELS) {
    if (differs(before, after, at)) changed += 1;
    if (changed > pixels * MIN_SHARE) return true;
  }
  return false;
}

function differs(before: Pixels, after: Pixels, at: number): boolean {
  for (let channel = at; channel < at + CHANNELS; channel += 1) {
    if (Math.abs((before[channel] ?? 0) - (after[channel] ?? 0)) > MIN_DIFFERENCE) return true;
  }
  return false;
}

/** The newest last, none too old. In ms. */
export function addTime(times: readonly number[], ms: number): readonly number[] {
  return [...times, ms].slice(-KEPT);
}

export function medianOf(times: readonly number[]): number | null {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? null;
}
