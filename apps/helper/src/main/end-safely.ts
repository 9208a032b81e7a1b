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
  /** Whether the program comes back by itself, after a reboot. */
  readonly comesBack: () => boolean;
}): void {
  let end: Promise<void> | null = null;
  const removeAll = (): void => {
    if (!parts.comesBack()) parts.profile.remove();
  };
  const letGo = (): Promise<void> => {
    parts.comesBack();
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
  app.on('quit', removeAll);
  const onBug = (error: unknown): void => {
    logBug(error, 'main');
    void letGo().finally(() => {
      removeAll();
      app.exit(1);
    });
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
}
