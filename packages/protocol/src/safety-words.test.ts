import { expect, test } from 'vitest';
import { SAFETY_WORDS, safetyWordsOf } from './safety-words.ts';
import { safetyWordIndexes } from './trust.ts';

/** How many letters must be changed, added or left out to make one of the other. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of Array.from(a).entries()) {
    const line = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min((above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1, replaced));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}

test.each(['en', 'ko'] as const)(
  'a byte is a word in %s: 256 of them, each once, each normalised',
  (language) => {
    const words = SAFETY_WORDS[language];
    expect(words).toHaveLength(256);
    expect(new Set(words).size).toBe(256);
    for (const word of words) expect(word.normalize('NFC')).toBe(word);
  },
);

test('English words are short and lower case, Korean ones two to four syllables', () => {
  for (const word of SAFETY_WORDS.en) expect(word).toMatch(/^[a-z]{2,9}$/);
  for (const word of SAFETY_WORDS.ko) expect(word).toMatch(/^[가-힣]{2,4}$/);
});

test.each(['en', 'ko'] as const)('no two words in %s are easily taken for each other', (language) => {
  // Hangul syllables come apart into their letters, which is what one hears.
  const words = SAFETY_WORDS[language].map((word) => word.normalize('NFD'));
  const close = words.flatMap((word, index) =>
    words.slice(index + 1).flatMap((other) => (distance(word, other) < 3 ? [`${word} ${other}`] : [])),
  );
  expect(close).toEqual([]);
});

test('the words of a digest are the same on both sides, in either language', () => {
  const indexes = safetyWordIndexes(Uint8Array.of(0, 255, 7, 7, 99));
  expect(indexes).toEqual([0, 255, 7, 7]);
  for (const language of ['en', 'ko'] as const) {
    const list = SAFETY_WORDS[language];
    expect(safetyWordsOf(indexes, language)).toEqual([list[0], list[255], list[7], list[7]]);
  }
});

test('a number that is no byte has no word', () => {
  for (const index of [-1, 256, 1.5, Number.NaN])
    expect(() => safetyWordsOf([index], 'en')).toThrow(RangeError);
});

test('the order never changes, since both ends must show the same word', () => {
  const pinned = { en: 'acorn airport album almond', ko: '가로등 가방 가위 가족' } as const;
  for (const language of ['en', 'ko'] as const) {
    const words = SAFETY_WORDS[language];
    expect(words.slice(0, 4).join(' ')).toBe(pinned[language]);
    expect(checksum(words.join(' '))).toBe(CHECKSUMS[language]);
  }
});

/** Changed only together with the protocol's version. */
const CHECKSUMS = { en: 2364486185, ko: 1059030993 } as const;

/** FNV-1a over UTF-16 units: enough to notice, with nothing but the language itself. */
function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return sum;
}
