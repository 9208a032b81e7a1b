/** A reading on paper: every category opened, every row, beside the window and not in it. */

import type { Snapshot } from '@alongside/session';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { Report } from './report-list.tsx';
import type { ReportNames } from '@alongside/session';
import classes from './system-info-panel.module.css';

type PrintedReportsProps = {
  readonly snapshot: Snapshot;
  readonly names: ReportNames;
  /** The system has it, or the person does not want it after all. */
  readonly onDone: () => void;
};

export function PrintedReports({ snapshot, names, onDone }: PrintedReportsProps) {
  useEffect(() => {
    window.addEventListener('afterprint', onDone);
    window.print();
    return () => {
      window.removeEventListener('afterprint', onDone);
    };
  }, [onDone]);
  return createPortal(
    <div className={classes.printed}>
      <h1>{names.title}</h1>
      <p>{names.taken}</p>
      {snapshot.reports.map((report) => (
        <section key={report.category}>
          <h2>{names.category(report.category)}</h2>
          <Report report={report} mostRows={Infinity} />
        </section>
      ))}
    </div>,
    document.body,
  );
}
