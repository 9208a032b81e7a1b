/** The helper in the installed browser, as a customer starts it, with its windows at hand for a test. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { run, type Running } from './processes.ts';
import { ROOT } from './programs.ts';

const START_TIMEOUT_MS = 30_000;

export type HelperWindows = AsyncDisposable & {
  readonly running: Running;
  readonly browser: Browser;
  /** Where its profile is made, and must be gone from at the end. */
  readonly folder: string;
  /** The open window whose page has this name (`session`, `consent`). */
  window(name: 'session' | 'consent'): Promise<Page>;
  isOpen(name: 'session' | 'consent'): boolean;
};

export async function openHelperWindows(options: {
  readonly display: string;
  readonly args: readonly string[];
  /** As in `LANG`. */
  readonly language?: string;
}): Promise<HelperWindows> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-run-'));
  const main = join(ROOT, 'apps/helper/src/main/browser-main.ts');
  const running = run(process.execPath, [main, '--remote-debugging', ...options.args], {
    cwd: ROOT,
    env: { DISPLAY: options.display, XDG_RUNTIME_DIR: folder, LANG: options.language ?? 'en_US.UTF-8' },
  });
  const browser = await chromium.connectOverCDP(await debuggingAddress(folder, running));
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  const find = (name: string): Page | undefined =>
    pages().find((page) => new URL(page.url()).pathname === `/${name}.html`);
  return {
    running,
    browser,
    folder,
    isOpen: (name) => find(name) !== undefined,
    async window(name) {
      const deadline = Date.now() + START_TIMEOUT_MS;
      for (;;) {
        const page = find(name);
        if (page !== undefined) return page;
        if (Date.now() > deadline) throw new Error(`no ${name} window:\n${running.output()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async [Symbol.asyncDispose]() {
      await running.close();
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The browser writes its port into its profile when it is ready. */
async function debuggingAddress(folder: string, running: Running): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const files = readdirSync(folder).map((name) => join(folder, name, 'DevToolsActivePort'));
    const file = files.find((each) => existsSync(each));
    const port = file === undefined ? '' : readFileSync(file, 'utf8').split('\n')[0];
    if (port) return `http://127.0.0.1:${port}`;
    if (Date.now() > deadline || running.process.exitCode !== null) {
      throw new Error(`the browser helper did not start:\n${running.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
