/** The one place that makes windows, with every switch that matters written out (security.md 1.9). */

import {
  app,
  BrowserWindow,
  session as sessions,
  type BrowserWindowConstructorOptions,
  type Session,
} from 'electron';
import { denyNavigation } from './navigation.ts';
import { givePermissions, guardPermissions, type Permission } from './permissions.ts';

export type HardenedWindowOptions = {
  /** Absolute path of the window's built preload. */
  readonly preload: string;
  /** What its page may use. A window that needs nothing, such as the consent window, names nothing. */
  readonly permissions: readonly Permission[];
  /** A session of its own, in memory or not; it needs its own `serveAppPages`. Default: the app's. */
  readonly session?: Session;
  /** The page goes on at full speed while the window is hidden: whoever shares a screen needs it. */
  readonly runsHidden?: boolean;
  /** Looks and place. */
  readonly window?: Omit<BrowserWindowConstructorOptions, 'webPreferences'>;
};

/**
 * Serve the window's contract on its `webContents` first, then `window.loadURL(appPageUrl('session.html'))`.
 */
export function createHardenedWindow(options: HardenedWindowOptions): BrowserWindow {
  const session = options.session ?? sessions.defaultSession;
  guardPermissions(session);
  const window = new BrowserWindow({
    show: false,
    autoHideMenuBar: true,
    ...options.window,
    webPreferences: {
      preload: options.preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      safeDialogs: true,
      disableDialogs: true,
      navigateOnDragDrop: false,
      // A spell checker fetches dictionaries and learns what is typed.
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: options.runsHidden !== true,
      devTools: !app.isPackaged,
    },
  });
  denyNavigation(window.webContents);
  givePermissions(window.webContents, options.permissions);
  return window;
}
