/** What a page may use of the machine through the browser: what its window was given, in its main frame, else nothing. */

import type { Session, WebContents } from 'electron';
import { isAppPage } from './app-origin.ts';

/**
 * All that a window of ours can be given. The network ones let a page reach a relay on the own network or machine;
 * where to exactly is the content policy's matter.
 */
export type Permission =
  | 'media'
  | 'display-capture'
  | 'speaker-selection'
  | 'clipboard-sanitized-write'
  | 'fullscreen'
  | 'keyboardLock'
  | 'local-network-access'
  | 'local-network'
  | 'loopback-network';

const given = new WeakMap<WebContents, ReadonlySet<string>>();
const guarded = new WeakSet<Session>();

export function givePermissions(contents: WebContents, permissions: readonly Permission[]): void {
  given.set(contents, new Set(permissions));
}

/** Both handlers are needed: many web APIs only check, some only ask. */
export function guardPermissions(session: Session): void {
  if (guarded.has(session)) return;
  guarded.add(session);
  // oxlint-disable-next-line max-params -- Electron's signature
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const { requestingUrl, isMainFrame } = details;
    callback(isMainFrame && isGiven(contents, permission) && isAppPage(requestingUrl));
  });
  // oxlint-disable-next-line max-params -- Electron's signature
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const { isMainFrame, embeddingOrigin } = details;
    return (
      isMainFrame &&
      isAppPage(embeddingOrigin ?? requestingOrigin) &&
      isGiven(contents, permission) &&
      isAppPage(requestingOrigin)
    );
  });
  session.setDevicePermissionHandler(() => false);
  // Files reach the disk through the main process alone, which checks names and grants.
  session.on('will-download', (event) => event.preventDefault());
}

function isGiven(contents: WebContents | null, permission: string): boolean {
  return contents !== null && given.get(contents)?.has(permission) === true;
}
