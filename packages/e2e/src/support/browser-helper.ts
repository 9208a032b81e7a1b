/** The helper in an installed browser, driven over the debugging port that only tests ask it to open. */
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { WindowSource } from './customer.ts';
import { firstLine, run } from './processes.ts';
import { ROOT } from './programs.ts';

const START_TIMEOUT_MS = 30_000;

export type BrowserHelper = AsyncDisposable & {
  readonly page: Page;
  readonly windows: WindowSource;
  readonly pid: number;
};

export async function launchBrowserHelper(options: {
  display: string;
  relay: string;
  args: readonly string[];
}): Promise<BrowserHelper> {
  const args = [
    'apps/helper/src/main/browser-main.ts',
    `--relay=${options.relay}`,
    '--remote-debugging',
    ...options.args,
  ];
  const running = run(process.execPath, args, {
    cwd: ROOT,
    env: { DISPLAY: options.display, LANGUAGE: 'en' },
  });
  const endpoint = await firstLine(
    running,
    (line) => /DevTools listening on (ws:\S+)/.exec(line)?.[1],
    START_TIMEOUT_MS,
  );
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the browser shows nothing');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    page,
    windows: windowsOf(context),
    pid: running.pid,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await running.close();
    },
  };
}

function windowsOf(context: BrowserContext): WindowSource {
  return {
    windows: () => context.pages(),
    waitForEvent: (_event, options) => context.waitForEvent('page', options),
  };
}
