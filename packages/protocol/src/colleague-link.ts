/**
 * Links for colleagues: `https://HOST/console/#join=TOKEN` opens the web console and joins once somebody is signed in;
 * the console takes the same text where it is pasted. The token is no authority by itself: it takes an account too.
 */
import { fail, ok, type Result } from './result.ts';

const LINK = /^(https?:\/\/[a-z0-9.:[\]-]{1,260})\/console\/#join=([A-Za-z0-9_-]{22})$/i;

export type ColleagueLink = { readonly relay: string; readonly token: string };

export function encodeColleagueLink({ relay, token }: ColleagueLink): string {
  return `${relay}/console/#join=${token}`;
}

export function decodeColleagueLink(raw: string): Result<ColleagueLink, 'not-a-colleague-link'> {
  const [, relay, token] = LINK.exec(raw.trim()) ?? [];
  if (relay === undefined || token === undefined) return fail('not-a-colleague-link');
  return ok({ relay: relay.toLowerCase(), token });
}
