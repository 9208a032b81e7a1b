/** Our own scheme: pages of the app come from `app://alongside/…` and from nowhere else. */

import { protocol as defaultProtocol, type Session } from 'electron';
import { createPages } from './pages.ts';

const scheme = 'app';
const host = 'alongside';

export type AppPages = {
  /** From the next load on, pages may also connect to these origins (the relay's, once it is known). */
  readonly setConnectOrigins: (origins: readonly string[]) => void;
  readonly close: () => void;
};

/** Must run before the app is ready, once. `hardenApp` does. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  defaultProtocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the built renderer in `rootDir`. Runs once the app is ready, once for each session that has windows. */
export function serveAppPages(options: {
  readonly rootDir: string;
  readonly connectTo?: readonly string[];
  readonly session?: Session;
}): AppPages {
  const protocol = options.session?.protocol ?? defaultProtocol;
  const pages = createPages(options);
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (url.host !== host || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, body } = await pages.get(url.pathname);
    return new Response(body, { status, headers });
  });
  let closed = false;
  return {
    setConnectOrigins: (origins) => pages.setConnectOrigins(origins),
    close() {
      if (!closed) protocol.unhandle(scheme);
      closed = true;
    },
  };
}

/** `session.html` → its address. */
export function appPageUrl(page: string): string {
  return `${scheme}://${host}/${page}`;
}

/** Whether an address, or an origin, is that of our own pages. Fit for `isTrusted` of the IPC carrier. */
export function isAppPage(url: string): boolean {
  // Node gives schemes that it does not know the origin `null`, hence the comparison by parts.
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === `${scheme}:` && parsed.host === host;
}
