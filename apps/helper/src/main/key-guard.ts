/**
 * Held keys outlive a program that is killed: no system lets go of what was injected. So while somebody may hold
 * something, a second process knows what it is, and lets go of it when this one has gone without doing so.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HeldInput, InputDriver } from '@alongside/host';
import { log } from './log.ts';

/** Another Electron takes a second or two on a slow machine. */
const START_MS = 5_000;

export const KEY_GUARD_FLAG = '--key-guard';

/** How to start this very program as the guard: `runKeyGuard` with a channel to us. */
export type GuardCommand = { readonly command: string; readonly args: readonly string[] };

type GuardNews = { readonly held: HeldInput; readonly down: boolean };

export type KeyGuard = {
  /** Begins to guard, once; it costs a process, so not before somebody is given control. */
  readonly open: () => void;
  /** Resolves once the guard will know of it: what nobody would let go of is not pressed. */
  readonly note: (news: GuardNews) => Promise<void>;
  readonly close: () => void;
};

export function createKeyGuard({ command, args }: GuardCommand): KeyGuard {
  let child: ChildProcess | null = null;
  let ready: Promise<unknown> = Promise.resolve();
  const forget = (why: string): void => {
    if (child === null) return;
    child = null;
    log('key guard gone', { why });
  };
  return {
    open() {
      if (child !== null) return;
      const started = spawn(command, [...args, KEY_GUARD_FLAG], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        // Whatever ends our whole group must not end the one who cleans up after it.
        detached: true,
      });
      started.once('error', () => forget('not started'));
      started.once('exit', () => forget('ended'));
      child = started;
      // Its first word says that it listens; one that never comes must not keep the CSR from working.
      const late = new Promise((resolve) => setTimeout(resolve, START_MS));
      const heard = once(started, 'message').catch(() => log('key guard did not start'));
      ready = Promise.race([heard, late]);
    },
    async note(news) {
      await ready;
      if (child?.connected === true) child.send(news);
    },
    close() {
      const ending = child;
      child = null;
      // It lets go of what may be left, and ends by itself.
      if (ending?.connected === true) ending.disconnect();
    },
  };
}

/** The same driver, with the guard told before each press and after each release. */
export function guardDriver(driver: InputDriver, guard: KeyGuard): InputDriver {
  const told = async <T>({ held, down }: GuardNews, act: () => Promise<T>): Promise<T> => {
    if (down) await guard.note({ held, down });
    const done = await act();
    if (!down) await guard.note({ held, down });
    return done;
  };
  return {
    kind: driver.kind,
    move: (to) => driver.move(to),
    wheel: (dx, dy) => driver.wheel(dx, dy),
    type: (text, signal) => driver.type(text, signal),
    pointer: () => driver.pointer(),
    sample: () => driver.sample(),
    watchDevices: (onEvent) => driver.watchDevices(onEvent),
    close: () => driver.close(),
    key: (code, down) => told({ held: { kind: 'key', code }, down }, () => driver.key(code, down)),
    button: (button, down) =>
      told({ held: { kind: 'button', button }, down }, () => driver.button(button, down)),
  };
}
