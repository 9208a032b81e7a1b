/** The sizes there are, and how one comes from one to the next. */

export type SizeKey = 'larger' | 'smaller' | 'usual';

const STEPS: readonly number[] = [1, 1.25, 1.5, 1.75, 2];

/** The next step in that direction; at either end it stays. */
export function sizeAfter(factor: number, key: SizeKey): number {
  if (key === 'usual') return 1;
  const at = STEPS.indexOf(factor) + (key === 'larger' ? 1 : -1);
  return STEPS[at] ?? factor;
}

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** As near to what is wanted as the area lets it be, in whole pixels. */
export function fitInto(area: Area, wanted: Area): Area {
  const width = Math.round(Math.min(wanted.width, area.width));
  const height = Math.round(Math.min(wanted.height, area.height));
  const x = Math.round(Math.max(area.x, Math.min(wanted.x, area.x + area.width - width)));
  const y = Math.round(Math.max(area.y, Math.min(wanted.y, area.y + area.height - height)));
  return { x, y, width, height };
}
