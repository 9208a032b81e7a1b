/** A test's own X display with a driver on it and the test tools that act as the person there. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createInputDriver } from '../create-input-driver.ts';
import type { InputDriver } from '../input/input-driver.ts';
import { startXvfb } from './xvfb.ts';

export type XMachine = AsyncDisposable & {
  readonly display: string;
  /** Of the X server, for a test that holds it up. */
  readonly serverId: number;
  readonly driver: InputDriver;
  /** Moves and types as somebody else than we. */
  readonly person: (...xdotool: readonly string[]) => Promise<string>;
};

/** Once per test file: nut-js keeps to the display that it found first. */
export async function startXMachine(screen?: string): Promise<XMachine> {
  const xvfb = await startXvfb(screen);
  process.env['DISPLAY'] = xvfb.display;
  const created = await createInputDriver();
  if (!created.ok) throw new Error(`no input driver: ${created.code}`);
  const driver = created.value;
  return {
    display: xvfb.display,
    serverId: xvfb.processId,
    driver,
    person: async (...xdotool) => (await promisify(execFile)('xdotool', xdotool)).stdout,
    [Symbol.asyncDispose]: async () => {
      await driver.close();
      await xvfb[Symbol.asyncDispose]();
    },
  };
}
