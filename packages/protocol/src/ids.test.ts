import { expect, test } from 'vitest';
import { displayNameSchema, freeTextSchema, idSchema, MAX_NAME_LENGTH, timestampSchema } from './ids.ts';

test.each([
  ['Latin', 'Anna Müller-Lüdenscheidt'],
  ['Korean', '김철수'],
  ['Arabic', 'محمد'],
  ['emoji', 'Ben 👩‍💻'.replace('\u200d', '')],
  ['emoji with its selector', 'Ben \u2764\ufe0f'],
  ['as long as may be', 'x'.repeat(MAX_NAME_LENGTH)],
])('a name may be %s', (_what, name) => {
  expect(displayNameSchema.safeParse(name).success).toBe(true);
});

test.each([
  ['empty', ''],
  ['blank', '  \t '],
  ['too long', 'x'.repeat(MAX_NAME_LENGTH + 1)],
  ['two lines', 'Anna\nBank'],
  ['a control character', 'Anna\u0007'],
  ['a turn of direction, which makes text read backwards', 'Anna\u202eknaB'],
  ['an isolate', 'Anna\u2066'],
  ['zero width, which makes two names look the same', 'An\u200bna'],
  ['half a surrogate pair', 'Anna\ud83d'],
  ['a line separator', 'An\u2028na'],
  ['a Hangul filler, which is drawn as nothing', '\u3164'],
  ['a blank braille pattern', '\u2800'],
  ['a soft hyphen', 'Ban\u00adk'],
  ['a tag character', 'Anna\u{e0041}'],
])('a name may not be %s', (_what, name) => {
  expect(displayNameSchema.safeParse(name).success).toBe(false);
});

test('a name loses the blanks around it', () => {
  expect(displayNameSchema.parse('  Anna ')).toBe('Anna');
});

test('free text may be any lines, but only text', () => {
  const text = freeTextSchema(10);
  expect(text.safeParse('두 줄\n👍').success).toBe(true);
  for (const bad of ['x'.repeat(11), 'nul\0', '\udc00']) expect(text.safeParse(bad).success).toBe(false);
});

test('an id is 128 bits of base64url and nothing else', () => {
  expect(idSchema.safeParse('AZaz09_-AZaz09_-AZaz09').success).toBe(true);
  for (const bad of ['', 'AZaz09_-AZaz09_-AZaz0', 'AZaz09_-AZaz09_-AZaz09x', 'AZaz09+/AZaz09_-AZaz09', 22]) {
    expect(idSchema.safeParse(bad).success).toBe(false);
  }
});

test('a time is a whole number of milliseconds that a date can hold', () => {
  for (const bad of [-1, 1.5, Number.NaN, Infinity, 8_640_000_000_000_001, '0']) {
    expect(timestampSchema.safeParse(bad).success).toBe(false);
  }
});
