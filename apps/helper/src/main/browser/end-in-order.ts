/** However the program ends, the machine is the customer's again first: nothing shared, nothing held, nothing kept. */
import type { HelperCore } from '../../core/helper-core.ts';
import { logBug } from '../log.ts';
import type { Profile } from '../profile.ts';
import type { BrowserProgram } from './browser-program.ts';
import type { LoopbackSessionWindow } from './loopback-session-window.ts';

/** Long enough to tell peers and relay, short enough that nobody waits for it. */
const GOODBYE_MS = 800;
/** A system that does not take releases must not keep the program from ending. */
const LET_GO_MS = 1_000;

export type Ending = { readonly close: () => Promise<void> };

export function endInOrder(parts: {
  readonly core: HelperCore;
  readonly window: LoopbackSessionWindow;
  readonly machine: { readonly close: () => Promise<void> };
  readonly browser: BrowserProgram;
  readonly profile: Profile;
  /** Asks for the end. */
  readonly end: () => void;
}): Ending {
  const { core, window, machine, browser, profile, end } = parts;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const onBug = (error: unknown): void => {
    logBug(error, 'main');
    process.exitCode = 1;
    end();
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return {
    async close() {
      core.close();
      const letGo = Promise.race([machine.close(), after(LET_GO_MS)]);
      window.sayGoodbye();
      await Promise.all([letGo, browser.isRunning ? after(GOODBYE_MS) : undefined]);
      window.closeServer();
      await browser.close();
      profile.remove();
    },
  };
}

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
