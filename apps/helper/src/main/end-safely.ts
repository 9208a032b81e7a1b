/** However the program ends, the machine is the customer's again first: nothing shared, nothing held, nothing kept. */
import { app } from 'electron';
import type { HelperCore } from '../core/helper-core.ts';
import type { MachineInput } from './input-sink.ts';
import { logBug } from './log.ts';
import type { Profile } from './profile.ts';

/** A system that does not take releases must not keep the program from ending. */
const LET_GO_MS = 1_000;

export function endSafely(parts: {
  readonly core: HelperCore;
  readonly input: MachineInput;
  readonly profile: Profile;
}): void {
  let end: Promise<void> | null = null;
  const letGo = (): Promise<void> => {
    parts.core.close();
    const late = new Promise<void>((resolve) => setTimeout(resolve, LET_GO_MS));
    return Promise.race([parts.input.close(), late]);
  };
  let isFree = false;
  app.on('before-quit', (event) => {
    if (isFree) return;
    event.preventDefault();
    end ??= letGo().finally(() => {
      isFree = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
  app.on('quit', () => parts.profile.remove());
  const onBug = (error: unknown): void => {
    logBug(error, 'main');
    void letGo().finally(() => {
      parts.profile.remove();
      app.exit(1);
    });
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
}
