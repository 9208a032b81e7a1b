/** A window of ours shows the page that it was opened with, for good. */

import type { WebContents } from 'electron';

/** For every web contents there is, ours or not. Pages that we load ourselves do not pass through these events. */
export function denyNavigation(contents: WebContents): void {
  const deny = (event: { readonly preventDefault: () => void }): void => event.preventDefault();
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
