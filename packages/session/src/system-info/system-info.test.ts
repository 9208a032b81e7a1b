import { SYSTEM_CATEGORIES, type SystemReport } from '@alongside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSnapshots } from './compare.ts';
import { reportsAsCsv, reportsAsHtml, reportsAsJson, type ReportNames } from './export.ts';
import { beginSnapshot, endSnapshot, searchReports, takePart, type Snapshot } from './snapshot.ts';

const ID = 'a'.repeat(22);
const NAMES: ReportNames = {
  title: 'Report',
  taken: 'today',
  category: (category) => category,
  field: (field) => field,
  problem: (problem) => problem,
};

const software = (rows: readonly (readonly string[])[]): SystemReport => {
  return { category: 'software', problem: null, facts: [], columns: ['name', 'version'], rows };
};
const snapshot = (...reports: readonly SystemReport[]): Snapshot => {
  return { id: ID, at: 0, state: 'whole', reports };
};
const part = (report: SystemReport, more = false, id = ID) => {
  const { category, problem, facts, columns, rows } = report;
  return {
    type: 'system-info.part' as const,
    id,
    more,
    category,
    problem,
    facts: [...facts],
    columns: [...columns],
    rows: rows.map((row) => [...row]),
  };
};

test('parts are put together in the order of the categories, whatever comes first', () => {
  let taken = beginSnapshot(ID, 5);
  taken = takePart(taken, part(software([['a', '1']]), true));
  taken = takePart(
    taken,
    part({ ...software([]), category: 'system', columns: [], facts: [{ field: 'model', value: 'X' }] }),
  );
  taken = takePart(taken, part(software([['b', '2']])));
  expect(taken.reports.map(({ category }) => category)).toEqual(['system', 'software']);
  expect(taken.reports[1]?.rows).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('what belongs to another request, does not fit its columns, or comes too late changes nothing', () => {
  const begun = beginSnapshot(ID, 5);
  expect(takePart(begun, part(software([['a', '1']]), false, 'b'.repeat(22)))).toBe(begun);
  expect(takePart(begun, part(software([['a'], ['b', '2']]))).reports[0]?.rows).toEqual([['b', '2']]);
  const over = endSnapshot(begun, 'broken');
  expect(takePart(over, part(software([['a', '1']])))).toBe(over);
  expect(endSnapshot(over, 'whole')).toBe(over);
});

test('a search finds what holds all words, in values or under their names', () => {
  const reports = [
    software([
      ['vim', '9'],
      ['nano', '7'],
    ]),
    { ...software([['vim-common', '9']]), category: 'startup' as const },
  ];
  expect(searchReports(reports, ' VIM ', NAMES).map(({ rows }) => rows.length)).toEqual([1, 1]);
  expect(searchReports(reports, 'software 7', NAMES).map(({ rows }) => rows)).toEqual([[['nano', '7']]]);
  expect(searchReports(reports, 'emacs', NAMES)).toEqual([]);
  expect(searchReports(reports, '', NAMES)).toBe(reports);
});

test('a comparison names what came, went and changed, and nothing that is never still', () => {
  const before = snapshot(
    software([
      ['vim', '9.0'],
      ['nano', '7'],
    ]),
    {
      ...software([]),
      category: 'operating-system',
      columns: [],
      facts: [
        { field: 'kernel', value: '6.1' },
        { field: 'uptime', value: '1d' },
      ],
    },
  );
  const after = snapshot(
    software([
      ['vim', '9.1'],
      ['emacs', '29'],
    ]),
    {
      ...software([]),
      category: 'operating-system',
      columns: [],
      facts: [
        { field: 'kernel', value: '6.2' },
        { field: 'uptime', value: '2d' },
      ],
    },
  );
  expect(compareSnapshots(before, after)).toEqual([
    {
      category: 'software',
      changes: [
        { kind: 'changed', what: 'vim', field: 'version', from: '9.0', to: '9.1' },
        { kind: 'removed', what: 'nano', detail: '7' },
        { kind: 'added', what: 'emacs', detail: '29' },
      ],
    },
    {
      category: 'operating-system',
      changes: [{ kind: 'changed', what: '', field: 'kernel', from: '6.1', to: '6.2' }],
    },
  ]);
});

test('what could not be read is not taken for gone', () => {
  const failed: SystemReport = { ...software([]), problem: 'failed' };
  expect(compareSnapshots(snapshot(software([['vim', '9']])), snapshot(failed))).toEqual([]);
  expect(compareSnapshots(snapshot(failed), snapshot(software([['vim', '9']])))).toEqual([]);
});

const cell = fc.string({
  maxLength: 12,
  unit: fc.constantFrom('a', '"', ',', '\n', '=', '<', '&', '-', '@', '가'),
});
const report: fc.Arbitrary<SystemReport> = fc.record({
  category: fc.constantFrom(...SYSTEM_CATEGORIES),
  problem: fc.constant(null),
  facts: fc.array(fc.record({ field: fc.constant('model' as const), value: cell }), { maxLength: 3 }),
  columns: fc.constant(['name', 'version'] as const),
  rows: fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
});

test('a reading compared with itself is the same', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 5 }), (reports) => {
      expect(
        compareSnapshots(
          snapshot(...reports),
          snapshot(
            ...reports.filter(
              (each, index) => reports.findIndex(({ category }) => category === each.category) === index,
            ),
          ),
        ),
      ).toEqual([]);
    }),
  );
});

test('no value of a stranger becomes a tag or a formula, and CSV reads back as it was', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 4 }), (reports) => {
      const html = reportsAsHtml(reports, NAMES);
      expect(
        html.replaceAll(
          /<\/?(?:!doctype html|html|head|meta [^>]*|title|style|body|h1|h2|p|table|tr|t[dh])>/g,
          '',
        ),
      ).not.toMatch(/<[a-z/!]/i);
      for (const line of readCsv(reportsAsCsv(reports, NAMES))) {
        expect(line).toHaveLength(4);
        for (const value of line) expect(value).not.toMatch(/^[=+\-@]/);
      }
      expect(JSON.parse(reportsAsJson(reports, 0))).toMatchObject({ reports });
    }),
  );
});

/** RFC 4180. */
function readCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const line = lines.at(-1);
    const value = quoted?.replaceAll('""', '"') ?? plain ?? '';
    if (line === undefined || line.at(-1) === undefined || lines.length === 0) lines.push([value]);
    else line.push(value);
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0).map((line) => line.filter((_, index) => index < 9));
}
