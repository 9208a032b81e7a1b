/** The categories of one reading, each to be opened. All that stands in them is a stranger's text. */

import { useTexts } from '@alongside/ui';
import type { SystemReport } from '@alongside/protocol';
import classes from './system-info-panel.module.css';

type ReportListProps = {
  readonly reports: readonly SystemReport[];
  /** Then what was found is open. */
  readonly isSearch: boolean;
};

/** More rows than anybody reads are found by searching. */
const MOST_ROWS = 500;

export function ReportList({ reports, isSearch }: ReportListProps) {
  const t = useTexts();
  if (reports.length === 0)
    return isSearch ? <p className={classes.note}>{t('systemInfo.nothingFound')}</p> : null;
  return (
    <div className={classes.reports}>
      {reports.map((report) => (
        <details key={report.category} className={classes.report} open={isSearch || report.rows.length === 0}>
          <summary className={classes.summary}>
            {t(`systemInfo.category.${report.category}`)}
            {report.rows.length > 0 && (
              <span className={classes.count}>{t('systemInfo.rows', { count: report.rows.length })}</span>
            )}
          </summary>
          <Report report={report} />
        </details>
      ))}
    </div>
  );
}

type ReportProps = { readonly report: SystemReport; readonly mostRows?: number };

export function Report({ report, mostRows = MOST_ROWS }: ReportProps) {
  const t = useTexts();
  const { problem, facts, columns, rows } = report;
  return (
    <>
      {problem !== null && <p className={classes.note}>{t(`systemInfo.problem.${problem}`)}</p>}
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map(({ field, value }, index) => (
            // Two cards of one model are two facts of one name and value.
            <div key={`${field} ${index}`} className={classes.fact}>
              <dt>{t(`systemInfo.field.${field}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > 0 && (
        // Scrolled by keyboard, so it has to take focus.
        <div
          className={classes.scroll}
          tabIndex={0}
          role="group"
          aria-label={t(`systemInfo.category.${report.category}`)}
        >
          <table className={classes.table}>
            <thead>
              <tr>
                {columns.map((field) => (
                  <th key={field} scope="col">
                    {t(`systemInfo.field.${field}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostRows).map((row, index) => (
                <tr key={`${index} ${row[0] ?? ''}`}>
                  {row.map((cell, column) => (
                    <td key={columns[column]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
