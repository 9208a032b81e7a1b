/** Which files a question is about, as this machine has found them. */
import { useTexts, useUiChoices } from '@alongside/ui';
import { IconFile } from '@tabler/icons-react';
import type { FilesAsked } from '../../contract/consent-contract.ts';
import classes from './folders-choice.module.css';
import { totalOf } from './wordings.ts';

export function FilesAskedList({ files }: { readonly files: FilesAsked }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const total = totalOf(t, lang, files);
  return (
    <div className={classes.box}>
      <ul className={classes.names}>
        {files.names.map((name, index) => (
          <li key={`${index} ${name}`} className={classes.name}>
            <IconFile size={18} stroke={1.75} aria-hidden />
            <span>{name}</span>
          </li>
        ))}
      </ul>
      {files.count > files.names.length && <p className={classes.hint}>{t('folders.more')}</p>}
      {total !== null && <p className={classes.hint}>{total}</p>}
    </div>
  );
}
