/** One instance per profile; a second start and a clicked link both end up in the first. */

import path from 'node:path';
import { app } from 'electron';
import { deepLinkIn, isDeepLink } from './deep-link-url.ts';

type SingleInstance = {
  /** Such as `alongside-helper`. */
  readonly scheme: string;
  /** A link of ours, of bounded length, otherwise unchecked: anyone may have made it. */
  readonly onDeepLink: (url: string) => void;
  /** A second start without a link: bring the window forward. */
  readonly onSecondStart: () => void;
};

/** False: another instance runs and has been told; this one is quitting and must do nothing more. */
export function takeSingleInstance({ scheme, onDeepLink, onSecondStart }: SingleInstance): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  // Linux runs a program for this, and waits for it: 15 ms that the first screen need not.
  app.once('browser-window-created', (_event, window) => {
    window.webContents.once('did-finish-load', () => claimScheme(scheme));
  });
  app.on('second-instance', (_event, argv) => {
    const url = deepLinkIn(argv, scheme);
    if (url === undefined) onSecondStart();
    else onDeepLink(url);
  });
  // macOS hands links over by this event, at the first start too.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (isDeepLink(url, scheme)) onDeepLink(url);
  });
  const first = deepLinkIn(process.argv, scheme);
  if (first !== undefined) onDeepLink(first);
  return true;
}

function claimScheme(scheme: string): void {
  // Unpacked, the program is Electron itself and has to be told which app to run.
  const [, entry] = process.argv;
  if (app.isPackaged || entry === undefined) app.setAsDefaultProtocolClient(scheme);
  else app.setAsDefaultProtocolClient(scheme, process.execPath, [path.resolve(entry)]);
}
