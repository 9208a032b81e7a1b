/**
 * Stands in for our scheme where it could not be declared (see `app-origin.ts`). Requests for our host are answered
 * here and never reach a network; all others go out as the app's own, under the origin that relays know.
 * Remove it when every runtime in use loads the app before it is ready, as Electron's own does.
 */

import type { Session } from 'electron';
import { declaredOrigin, isAppPage } from './app-origin.ts';

const origin = `${declaredOrigin.protocol}//${declaredOrigin.host}`;

/** Returns what ends it. */
export function serveLateOrigin(
  session: Session,
  answer: (request: Request) => Promise<Response>,
): () => void {
  const route = async (request: Request): Promise<Response> =>
    isAppPage(request.url)
      ? await answer(request)
      : await session.fetch(request, { bypassCustomProtocolHandlers: true });
  // Where a page may connect at all is the content policy's matter, as with the scheme.
  for (const scheme of ['http', 'https']) session.protocol.handle(scheme, route);
  session.webRequest.onBeforeSendHeaders((details, proceed) => {
    const { Origin: _sent, origin: _alsoSent, ...others } = details.requestHeaders;
    proceed({ requestHeaders: { ...others, Origin: origin } });
  });
  return () => {
    for (const scheme of ['http', 'https']) session.protocol.unhandle(scheme);
    session.webRequest.onBeforeSendHeaders(null);
  };
}
