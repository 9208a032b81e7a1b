/** What holds for the whole process, set before the app is ready where the loader allows it (security.md 1.9). */

import path from 'node:path';
import { app, Menu } from 'electron';
import { declareAppScheme } from './app-protocol.ts';
import { denyNavigation } from './navigation.ts';

type HardenOptions = {
  /** `--profile=DIR`: where this run keeps its data. */
  readonly profileDir?: string;
};

/** Call first of all, once. Throws where the sandbox was switched off by someone who need not. */
export function hardenApp({ profileDir }: HardenOptions = {}): void {
  if (profileDir !== undefined) app.setPath('userData', path.resolve(profileDir));
  keepSandbox();
  declareAppScheme();
  // No crash dump is written: it would hold pixels of the customer's screen.
  app.commandLine.appendSwitch('disable-breakpad');
  // With a menu its shortcuts (F5, Ctrl+R, Ctrl+W) would act here instead of reaching the customer's machine.
  Menu.setApplicationMenu(menuOfPlatform());
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents));
  // Chromium would offer the first certificate of the user's to whichever server asks.
  // oxlint-disable-next-line max-params -- Electron's signature
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
  // Wrong server certificates are refused by Chromium: nobody listens for `certificate-error`, which could allow them.
}

/** Chromium cannot sandbox when Linux's root runs it; only there may the sandbox be off. */
function keepSandbox(): void {
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isLinuxRoot) return;
  if (app.commandLine.hasSwitch('no-sandbox')) throw new Error('--no-sandbox is for root on Linux only');
  // Too late for the whole app, yet every window still states it for itself.
  if (!app.isReady()) app.enableSandbox();
}

/** macOS takes copy and paste in text fields from the menu; elsewhere there is none. */
function menuOfPlatform(): Menu | null {
  if (process.platform !== 'darwin') return null;
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]);
}
