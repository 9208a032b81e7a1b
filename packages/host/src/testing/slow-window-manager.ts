/**
 * A window manager that takes its time: as the real ones do, it freezes the pointer at each click and passes the click
 * on when it has moved the focus. For tests of what must not be mistaken or overtaken meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { XEvent } from 'x11';
import { openX } from '../x11/x-connection.ts';

export type SlowWindowManager = Disposable & {
  /** When each click was passed on, by `performance.now()`. */
  readonly passedOnAt: readonly number[];
};

const BUTTON_PRESS_MASK = 0x04;
const FREEZE = 0;
const DO_NOT_FREEZE = 1;
const ANY_BUTTON = 0;
const ANY_MODIFIER = 0x8000;
const REPLAY_POINTER = 2;

export async function openSlowWindowManager(display: string, delayMs: number): Promise<SlowWindowManager> {
  const opened = await openX(display);
  if (!opened.ok) throw new Error(opened.code);
  const connection = opened.value;
  const { client, root } = connection;
  const passedOnAt: number[] = [];
  const passOn = async ({ name }: XEvent): Promise<void> => {
    if (name !== 'ButtonPress') return;
    await sleep(delayMs);
    if (!connection.isOpen) return;
    passedOnAt.push(performance.now());
    client.AllowEvents(REPLAY_POINTER, 0);
  };
  client.on('event', (event) => void passOn(event));
  client.GrabButton(root, 0, BUTTON_PRESS_MASK, FREEZE, DO_NOT_FREEZE, 0, 0, ANY_BUTTON, ANY_MODIFIER);
  await connection.sync();
  return { passedOnAt, [Symbol.dispose]: () => connection.close() };
}
