import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberedName, safeFileName } from './safe-name.ts';

test.each([
  ['report.pdf', 'report.pdf'],
  ['보고서 2026.hwp', '보고서 2026.hwp'],
  ['e\u0301.txt', '\u00e9.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\System32\\cmd.exe', 'cmd.exe'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['in\u200bvoice.pdf', 'invoice.pdf'],
  ['a:b|c?.txt', 'a_b_c_.txt'],
  ['name.txt::$DATA', 'name.txt__$DATA'],
  ['CON', '_CON'],
  ['nul.tar.gz', '_nul.tar.gz'],
  ['COM\u00b9.txt', '_COM\u00b9.txt'],
  ['lpt9 .txt', '_lpt9 .txt'],
  ['dots...', 'dots'],
  ['  blanks  ', 'blanks'],
  ['.bashrc', 'bashrc'],
  ['..', 'file'],
  ['', 'file'],
  ['\0\u0007', 'file'],
  ['a\nb.txt', 'ab.txt'],
])('%j becomes %j', (stranger, safe) => {
  expect(safeFileName(stranger)).toBe(safe);
});

test('a long name is cut, its extension stays', () => {
  const safe = safeFileName(`${'가'.repeat(300)}.docx`);
  expect(safe.endsWith('가.docx')).toBe(true);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
});

test('a number goes before the extension', () => {
  expect(numberedName('report.pdf', 2)).toBe('report (2).pdf');
  expect(numberedName('Makefile', 3)).toBe('Makefile (3)');
});

const HOSTILE = [
  '..',
  '.',
  '/',
  '\\',
  ':',
  '\0',
  '\u202e',
  '\u200b',
  '\ufeff',
  'CON',
  'aux',
  'NUL',
  'COM\u00b2',
  '.txt',
  ' ',
  '.',
  '%2e%2e',
  '\ud800',
  '\u0085',
  '~',
  '$',
  '`',
  '가',
  '\u0065\u0301',
  '🙂',
  '<',
  '"',
  '|',
  '*',
  '?',
  'Zone.Identifier',
  'a'.repeat(120),
];
const hostileName = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

test('2,000 hostile names stay inside the folder, bearable everywhere, and the same when made safe again', () => {
  fc.assert(
    fc.property(hostileName, (stranger) => {
      const safe = safeFileName(stranger);
      expect(safeFileName(safe)).toBe(safe);
      for (const system of [path.posix, path.win32]) {
        expect(system.basename(safe)).toBe(safe);
        const folder = system.resolve('/downloads');
        expect(system.dirname(system.resolve(folder, safe))).toBe(folder);
      }
      expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u);
      expect(safe).not.toMatch(/^[. ]|[. ]$/);
      expect(safe.split('.')[0]?.trimEnd()).not.toMatch(/^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])$/i);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safe).not.toBe('');
    }),
    { numRuns: 2_000 },
  );
});
