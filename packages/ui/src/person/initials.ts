/** How a person looks without a picture: initials and one steady colour. Pure. */

import { PERSON_FILLS } from '../theme/roles.ts';

const HANGUL = /^[가-힣]+$/;
const SEGMENTER = new Intl.Segmenter();

/** "Ann Lee" → "AL"; "김민수" → "민수", as Koreans shorten names; anything else its first letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  if (words.length === 1 && HANGUL.test(first)) return first.slice(-2);
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => firstCharacter(word))
    .join('')
    .toLocaleUpperCase();
}

/** The same id has the same colour on every screen. FNV-1a, for its spread over short ids. */
export function personColour(id: string): string {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `var(--person-${hash % PERSON_FILLS.length})`;
}

/** What a reader calls one character: an emoji of several code points stays whole. */
function firstCharacter(word: string): string {
  for (const { segment } of SEGMENTER.segment(word)) return segment;
  return '';
}
