/** A reading of a machine as a file: JSON, CSV (RFC 4180), or a page of its own. Pure; all of it is a stranger's text. */
import type { SystemReport } from '@alongside/protocol';
import { csvLine, escapeHtml } from '../documents/escaping.ts';

/** As the reader of the file will see them. */
export type ReportNames = {
  readonly title: string;
  readonly taken: string;
  readonly category: (category: SystemReport['category']) => string;
  readonly field: (field: SystemReport['columns'][number]) => string;
  readonly problem: (problem: NonNullable<SystemReport['problem']>) => string;
};

/** `at`: ms since the epoch. */
export function reportsAsJson(reports: readonly SystemReport[], at: number): string {
  return `${JSON.stringify({ format: 'alongside-system-info/1', at: new Date(at).toISOString(), reports }, null, 2)}\n`;
}

/** One line for each value: category, what it belongs to, what it is, the value. */
export function reportsAsCsv(reports: readonly SystemReport[], names: ReportNames): string {
  const lines = reports.flatMap((report) => {
    const category = names.category(report.category);
    const facts = report.facts.map(({ field, value }) => [category, '', names.field(field), value]);
    const cells = report.rows.flatMap(([first = '', ...rest]) =>
      rest.map((value, index) => [category, first, fieldName(report, index + 1, names), value]),
    );
    const problem = report.problem === null ? [] : [[category, '', '', names.problem(report.problem)]];
    return [...problem, ...facts, ...cells];
  });
  return lines.map(csvLine).join('');
}

function fieldName({ columns }: SystemReport, index: number, names: ReportNames): string {
  const field = columns[index];
  return field === undefined ? '' : names.field(field);
}

export function reportsAsHtml(reports: readonly SystemReport[], names: ReportNames): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(names.title)}</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 32px auto; max-width: 960px; padding: 0 16px; }
table { border-collapse: collapse; margin: 8px 0 24px; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: 4px 12px 4px 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escapeHtml(names.title)}</h1>
<p>${escapeHtml(names.taken)}</p>
${reports.map((report) => section(report, names)).join('\n')}
</body>
</html>
`;
}

function section(report: SystemReport, names: ReportNames): string {
  const { category, problem, facts, columns, rows } = report;
  const row = (cells: readonly string[], tag = 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const parts = [
    problem === null ? '' : `<p>${escapeHtml(names.problem(problem))}</p>`,
    facts.length === 0
      ? ''
      : `<table>${facts.map(({ field, value }) => row([names.field(field), value])).join('')}</table>`,
    rows.length === 0
      ? ''
      : `<table>${row(columns.map(names.field), 'th')}${rows.map((cells) => row(cells)).join('')}</table>`,
  ];
  return `<h2>${escapeHtml(names.category(category))}</h2>${parts.join('')}`;
}
