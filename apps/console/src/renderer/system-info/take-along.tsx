/** A reading to take along: copied, printed, or saved as a file. */

import { Button, Menu } from '@mantine/core';
import { reportsAsCsv, reportsAsHtml, reportsAsJson } from '@alongside/session';
import type { Snapshot } from '@alongside/session';
import { useTexts, useUiChoices } from '@alongside/ui';
import { IconChevronDown } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { PrintedReports } from './printed-reports.tsx';
import { reportNames } from './report-names.ts';
import classes from './system-info-panel.module.css';

/** `cancelled`: they closed the dialog. */
export type SaveFile = (file: {
  readonly name: string;
  readonly text: string;
}) => Promise<'saved' | 'cancelled' | 'failed'>;

type TakeAlongProps = {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onSave: SaveFile;
};

const FORMATS = ['JSON', 'HTML', 'CSV'] as const;

export function TakeAlong({ name, snapshot, onCopy, onSave }: TakeAlongProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const [said, setSaid] = useState('');
  const [isPrinting, setPrinting] = useState(false);
  const donePrinting = useCallback(() => {
    setPrinting(false);
  }, []);
  const { reports, at } = snapshot;
  const names = reportNames(t, { name, at, lang });
  const texts: Readonly<Record<(typeof FORMATS)[number], () => string>> = {
    JSON: () => reportsAsJson(reports, at),
    HTML: () => reportsAsHtml(reports, names),
    CSV: () => reportsAsCsv(reports, names),
  };
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const day = new Date(at).toISOString().slice(0, 10);
    const saved = await onSave({
      name: `system-information-${day}.${format.toLowerCase()}`,
      text: texts[format](),
    });
    setSaid(saved === 'failed' ? t('systemInfo.saveFailed') : '');
  };
  const copy = async (): Promise<void> => {
    const isCopied = await onCopy(reportsAsCsv(reports, names));
    setSaid(isCopied ? t('systemInfo.copied') : t('errors.clipboard-refused'));
  };
  return (
    <footer className={classes.footer}>
      {isPrinting && <PrintedReports snapshot={snapshot} names={names} onDone={donePrinting} />}
      <span className={classes.note} role="status">
        {said}
      </span>
      <Button variant="default" size="xs" onClick={() => void copy()}>
        {t('systemInfo.copy')}
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setPrinting(true);
        }}
      >
        {t('systemInfo.print')}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronDown size={14} stroke={2} aria-hidden />}
          >
            {t('systemInfo.saveAs')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} onClick={() => void save(format)}>
              {format}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </footer>
  );
}
