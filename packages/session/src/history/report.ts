/** A session, or a list of them, as a file of its own. Pure; all of it is people's text. */
import { csvLine, escapeHtml } from '../documents/escaping.ts';

export type SessionReport = {
  readonly lang: string;
  readonly title: string;
  /** What it was: name and value, in words. */
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
};

export function sessionsAsCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map(csvLine).join('');
}

/** A page that prints well and loads nothing. */
export function sessionAsHtml({ lang, title, facts, sections }: SessionReport): string {
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
body { font: 14px/1.6 system-ui, sans-serif; margin: 32px auto; max-width: 820px; padding: 0 16px; color: #1b1b1f; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; }
dt { color: #5b5b66; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
li { overflow-wrap: anywhere; white-space: pre-wrap; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<dl>
${facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}
</dl>
${sections.map(sectionOf).join('\n')}
</body>
</html>
`;
}

function sectionOf({ title, lines }: SessionReport['sections'][number]): string {
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n');
  return `<h2>${escapeHtml(title)}</h2>\n<ol>\n${items}\n</ol>`;
}
