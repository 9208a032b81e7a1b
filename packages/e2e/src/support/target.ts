/** What reached the customer's other program, as that program saw it. */
import type { Page } from '@playwright/test';
import { run } from './processes.ts';

export type TargetEvent = {
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
export async function handOn(display: string, ...command: readonly string[]): Promise<void> {
  const child = run('xdotool', command, { env: { DISPLAY: display } });
  const code = await new Promise<number | null>((resolve) => child.process.once('exit', resolve));
  if (code !== 0) throw new Error(`xdotool ${command.join(' ')}: ${child.output()}`);
}
