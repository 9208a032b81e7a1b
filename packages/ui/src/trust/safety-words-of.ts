/** From the numbers that two machines agreed on to the words that two people compare. */

import type { Lang } from '../i18n/lang.ts';
import { SAFETY_WORD_TABLE } from './safety-word-table.ts';

/** In the customer's language on both sides, or the words could not be compared. Indexes are bytes (0…255). */
export function safetyWordsOf(indexes: readonly number[], language: Lang): readonly string[] {
  return indexes.map((index) => {
    const word = SAFETY_WORD_TABLE[language][index];
    if (word === undefined) throw new RangeError(`no safety word ${index}`);
    return word;
  });
}
