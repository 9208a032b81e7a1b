/** Our own scheme: pages of the app come from `app://alongside/…` and from nowhere else. */

import { app, protocol as defaultProtocol, session as sessions, type Session } from 'electron';
import { declaredOrigin, isAppPage, isLate, lateOrigin, setAppOrigin } from './app-origin.ts';
import { serveLateOrigin } from './late-origin.ts';
import { answerMedia, type MediaFile } from './media-answer.ts';
import { createPages } from './pages.ts';

const scheme = 'app';

export type AppPages = {
  /** From the next load on, pages may also connect to these origins (the relay's, once it is known). */
  readonly setConnectOrigins: (origins: readonly string[]) => void;
  readonly close: () => void;
};

type AppPagesOptions = {
  /** The built renderer. */
  readonly rootDir: string;
  readonly connectTo?: readonly string[];
  /** What is played: by the path of its address, such as `/recordings/ID`; null where there is none. */
  readonly media?: (path: string) => Promise<MediaFile | null>;
  /** Default: the app's own. */
  readonly session?: Session;
};

/** Must run before the app is ready, once. `hardenApp` does. */
export function declareAppScheme(): void {
  setAppOrigin(app.isReady() ? lateOrigin : declaredOrigin);
  if (isLate()) return;
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true };
  defaultProtocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Runs once the app is ready, once for each session that has windows. */
export function serveAppPages(options: AppPagesOptions): AppPages {
  const session = options.session ?? sessions.defaultSession;
  const pages = createPages(options);
  const answer = async (request: Request): Promise<Response> => {
    if (!isAppPage(request.url) || request.method !== 'GET') return new Response(null, { status: 404 });
    const { pathname } = new URL(request.url);
    const media = await options.media?.(pathname);
    if (media !== undefined && media !== null) return answerMedia(media, request.headers.get('range'));
    const { status, headers, body } = await pages.get(pathname);
    return new Response(body, { status, headers });
  };
  const stop = isLate() ? serveLateOrigin(session, answer) : serveScheme(session, answer);
  let closed = false;
  return {
    setConnectOrigins: (origins) => pages.setConnectOrigins(origins),
    close() {
      if (!closed) stop();
      closed = true;
    },
  };
}

function serveScheme(session: Session, answer: (request: Request) => Promise<Response>): () => void {
  session.protocol.handle(scheme, answer);
  return () => session.protocol.unhandle(scheme);
}
