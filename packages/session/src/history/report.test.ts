/** What people wrote stays text in whatever opens the file. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionAsHtml, sessionsAsCsv } from './report.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</title><b>',
  '&lt;b&gt;',
];

/** A page of these three texts. */
function tagsWith(title: string, value: string, line: string): readonly string[] {
  const facts = [[title, value]] as const;
  const html = sessionAsHtml({ lang: 'en', title, facts, sections: [{ title: value, lines: [line] }] });
  return html.match(/<[^>]*>/g) ?? [];
}

test('no markup of a stranger comes through, wherever it stands', () => {
  const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string());
  const plain = tagsWith('title', 'value', 'line');
  fc.assert(
    fc.property(text, text, text, (title, value, line) => {
      expect(tagsWith(title, value, line)).toEqual(plain);
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-x', "'-x"],
  ['@x', "'@x"],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
])('%j becomes %j in CSV', (value, cell) => {
  expect(sessionsAsCsv(['Name'], [[value]])).toBe(`Name\r\n${cell}\r\n`);
});
