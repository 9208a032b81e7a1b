/** What reached the customer's other program, as that program saw it. */
import type { Page } from '@playwright/test';
import { run } from './processes.ts';

type TargetEvent = {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly button?: number;
  readonly code?: string;
  readonly key?: string;
  readonly at: number;
};

declare global {
  interface Window {
    targetEvents?: TargetEvent[];
  }
}

export async function targetEvents(target: Page): Promise<readonly TargetEvent[]> {
  return (await target.evaluate(() => window.targetEvents)) ?? [];
}

export async function forgetEvents(target: Page): Promise<void> {
  await target.evaluate(() => {
    if (window.targetEvents !== undefined) window.targetEvents.length = 0;
  });
}

/** The person at the machine, with their own mouse and keyboard. */
export function handOn(display: string, ...command: readonly string[]): Promise<void> {
  return onDisplay(display, 'xdotool', command);
}

/** A small X program, run to its end. */
export async function onDisplay(display: string, program: string, args: readonly string[]): Promise<void> {
  const child = run(program, args, { env: { DISPLAY: display } });
  const code = await new Promise<number | null>((resolve) => child.process.once('exit', resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${child.output()}`);
}

/** The middle of an element of the target as a fraction of the display that it stands on. */
export async function middleOf(
  target: Page,
  selector: string,
  display: { readonly width: number; readonly height: number },
): Promise<{ x: number; y: number }> {
  const pixel = await target.locator(selector).evaluate((element) => {
    const box = element.getBoundingClientRect();
    const inside = {
      x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
      y: window.screenY + (window.outerHeight - window.innerHeight),
    };
    return { x: inside.x + box.left + box.width / 2, y: inside.y + box.top + box.height / 2 };
  });
  return { x: pixel.x / display.width, y: pixel.y / display.height };
}
