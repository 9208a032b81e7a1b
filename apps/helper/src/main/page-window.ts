/** A window with its page, its preload, its contract, and a browser session of its own. */
import path from 'node:path';
import type { Contract, Handlers, Served } from '@alongside/ipc';
import { serveElectron } from '@alongside/ipc/electron-main';
import {
  appPageUrl,
  createHardenedWindow,
  isAppPage,
  serveAppPages,
  type AppPages,
  type HardenedWindowOptions,
} from '@alongside/shell';
import { session as sessions, type BrowserWindow, type Session } from 'electron';
import { logBug } from './log.ts';

const DIST = path.resolve(import.meta.dirname, '..');

export type PageHome = { readonly session: Session; readonly pages: AppPages };

type PageHomeOptions = {
  readonly connectTo?: readonly string[];
  /** What its page stores is there again for a program that broke off; else it goes with the program. */
  readonly persists?: boolean;
};

/** One for each kind of window: nothing that a page of one kind leaves behind is there for another. */
export function openPageHome(
  name: string,
  { connectTo = [], persists = false }: PageHomeOptions = {},
): PageHome {
  const partition = `${persists ? 'persist:' : ''}alongside-${name}`;
  const session = sessions.fromPartition(partition, { cache: false });
  return { session, pages: serveAppPages({ rootDir: path.join(DIST, 'renderer'), session, connectTo }) };
}

export type PageWindow<C extends Contract> = {
  readonly window: BrowserWindow;
  readonly emit: Served<C>['emit'];
  /** Loads the page, anew where it was loaded before. */
  readonly load: () => Promise<void>;
};

export function openPageWindow<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  options: Pick<HardenedWindowOptions, 'permissions' | 'window' | 'runsHidden'> & { readonly home: PageHome },
): PageWindow<C> {
  const { home, ...hardened } = options;
  const window = createHardenedWindow({
    ...hardened,
    session: home.session,
    preload: path.join(DIST, 'preload', `${contract.name}.cjs`),
  });
  const served = serveElectron(contract, handlers, {
    webContents: window.webContents,
    isTrusted: isAppPage,
    onBug: logBug,
  });
  window.once('closed', served.close);
  return {
    window,
    emit: served.emit,
    // Electron rejects where the window is closed before the page is there: then there is nothing to wait for.
    load: async () =>
      await window
        .loadURL(appPageUrl(`${contract.name}.html`))
        .catch((error: unknown) => logBug(error, `${contract.name}.load`)),
  };
}
