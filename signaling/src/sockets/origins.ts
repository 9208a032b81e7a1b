/** Which web origins may talk to the relay: pure. */

/** The apps' own pages in Electron. */
const APP_ORIGIN = 'app://alongside';
/** `helper --browser` and development servers: whoever can listen there already runs on this machine. */
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d{0,4}$/;

export type OriginRule = (origin: string | undefined) => boolean;

/** No Origin at all is a native client: tickets say who it is, and a browser always sends one here. */
export function isAllowedOrigin(ownOrigin: string, origin: string | undefined): boolean {
  return origin === undefined || origin === ownOrigin || origin === APP_ORIGIN || LOOPBACK.test(origin);
}
