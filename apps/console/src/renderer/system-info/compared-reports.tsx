/** What is different between two readings, in sentences. */

import { useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { CategoryChanges, SystemChange } from '@alongside/session';
import classes from './system-info-panel.module.css';

export function ComparedReports({ changes }: { readonly changes: readonly CategoryChanges[] }) {
  const t = useTexts();
  if (changes.length === 0) return <p className={classes.note}>{t('systemInfo.same')}</p>;
  return (
    <div className={classes.reports}>
      {changes.map(({ category, changes: ofIt }) => (
        <section key={category} className={classes.report}>
          <h3 className={classes.summary}>{t(`systemInfo.category.${category}`)}</h3>
          <ul className={classes.changes}>
            {ofIt.map((change, index) => (
              <li key={`${index} ${change.what}`} data-kind={change.kind}>
                {sentenceOf(t, change)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function sentenceOf(t: Translate, change: SystemChange): string {
  if (change.kind !== 'changed') {
    const what = change.detail === '' ? change.what : `${change.what} (${change.detail})`;
    return t(`systemInfo.${change.kind}`, { what });
  }
  const field = t(`systemInfo.field.${change.field}`);
  return t('systemInfo.changed', {
    what: change.what === '' ? field : `${change.what}, ${field}`,
    from: change.from || t('systemInfo.unknown'),
    to: change.to || t('systemInfo.unknown'),
  });
}
