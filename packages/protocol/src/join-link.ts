/**
 * Join links and spoken codes as people paste and type them.
 * `https://HOST/j/TOKEN#SECRET`: the token is the relay's, the secret never reaches it.
 */
import { fail, ok, type Result } from './result.ts';
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from './relay-limits.ts';

// This package knows no URL class, and a strict form is safer than a parser's leniency: no user, no query.
const HOST = String.raw`((?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?)`;
const RANDOM = '([A-Za-z0-9_-]{22})';
const WEB_LINK = new RegExp(`^(https?)://${HOST}/j/${RANDOM}#${RANDOM}$`, 'i');
const DEEP_LINK = new RegExp(`^alongside-helper://join/(http~)?${HOST}/${RANDOM}#${RANDOM}$`, 'i');
const MAX_LINK_LENGTH = 400;

export type JoinCredential =
  | { readonly kind: 'link'; readonly relay: string; readonly token: string; readonly secret: string }
  | { readonly kind: 'code'; readonly code: string };

/** What a person meant by what they typed or pasted; deep links count as links. */
export function decodeJoinInput(raw: string): Result<JoinCredential, 'not-a-code-or-link'> {
  const text = raw.trim();
  if (text.length === 0 || text.length > MAX_LINK_LENGTH) return fail('not-a-code-or-link');
  const code = decodeJoinCode(text);
  if (code !== undefined) return ok({ kind: 'code', code });
  return decodeJoinLink(text);
}

/** Reads as Crockford says: case, spaces and dashes do not matter, O is 0, I and L are 1. */
export function decodeJoinCode(raw: string): string | undefined {
  const code = raw.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const isCode =
    code.length === JOIN_CODE_LENGTH && Array.from(code).every((char) => JOIN_CODE_ALPHABET.includes(char));
  return isCode ? code : undefined;
}

/** `ABCD-EFGH`, the way a code is shown and read out. */
export function formatJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export function encodeJoinLink(link: { relay: string; token: string; secret: string }): string {
  return `${link.relay}/j/${link.token}#${link.secret}`;
}

/** For the system's link handler: `alongside-helper://join/HOST/TOKEN#SECRET`, an `http:` relay marked `http~HOST`. */
export function encodeDeepLink(link: { relay: string; token: string; secret: string }): string {
  const host = link.relay.replace(/^https:\/\//, '').replace(/^http:\/\//, 'http~');
  return `alongside-helper://join/${host}/${link.token}#${link.secret}`;
}

function decodeJoinLink(text: string): Result<JoinCredential, 'not-a-code-or-link'> {
  const web = WEB_LINK.exec(text);
  if (web !== null) return linkOf({ scheme: web[1], host: web[2], token: web[3], secret: web[4] });
  const deep = DEEP_LINK.exec(text);
  const scheme = deep?.[1] === 'http~' ? 'http' : 'https';
  return linkOf({ scheme, host: deep?.[2], token: deep?.[3], secret: deep?.[4] });
}

type LinkParts = Readonly<Record<'scheme' | 'host' | 'token' | 'secret', string | undefined>>;

function linkOf({ scheme, host, token, secret }: LinkParts): Result<JoinCredential, 'not-a-code-or-link'> {
  if (scheme === undefined || host === undefined || token === undefined || secret === undefined) {
    return fail('not-a-code-or-link');
  }
  return ok({ kind: 'link', relay: `${scheme.toLowerCase()}://${host.toLowerCase()}`, token, secret });
}
