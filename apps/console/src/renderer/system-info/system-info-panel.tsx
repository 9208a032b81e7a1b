/** What the customer's machine is made of: asked for, read category by category, searched, compared, taken along. */

import { Button, NativeSelect, Progress, TextInput } from '@mantine/core';
import { SYSTEM_CATEGORIES } from '@alongside/protocol';
import { compareSnapshots, searchReports } from '@alongside/session';
import type { Snapshot } from '@alongside/session';
import { EmptyState, formatExactTime, useTexts, useUiChoices } from '@alongside/ui';
import { IconDeviceDesktopAnalytics } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { ComparedReports } from './compared-reports.tsx';
import { ReportList } from './report-list.tsx';
import { reportNames } from './report-names.ts';
import { TakeAlong } from './take-along.tsx';
import type { SaveFile } from './take-along.tsx';
import classes from './system-info-panel.module.css';

export type SystemInfoPanelProps = {
  readonly name: string;
  /** The newest last. */
  readonly snapshots: readonly Snapshot[];
  readonly isAsked: boolean;
  /** Reads it again; null where it is over. */
  readonly onRequest: (() => void) | null;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onSave: SaveFile;
};

export function SystemInfoPanel(props: SystemInfoPanelProps) {
  const { name, snapshots, isAsked, onRequest } = props;
  const t = useTexts();
  if (isAsked) return <p className={classes.note}>{t('systemInfo.waiting', { name })}</p>;
  if (snapshots.length > 0) return <Snapshots {...props} />;
  return (
    <EmptyState
      icon={<IconDeviceDesktopAnalytics size={20} stroke={1.75} />}
      title={t('systemInfo.emptyTitle')}
      action={onRequest !== null && <Button onClick={onRequest}>{t('systemInfo.request')}</Button>}
    >
      {t('systemInfo.emptyHint')}
    </EmptyState>
  );
}

function Snapshots({ name, snapshots, onRequest, onCopy, onSave }: SystemInfoPanelProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const [chosen, setChosen] = useState<string | null>(null);
  const [otherId, setOther] = useState('');
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const shown = snapshots.find(({ id }) => id === chosen) ?? snapshots.at(-1);
  if (shown === undefined) return null;
  const other = snapshots.find(({ id }) => id === otherId && id !== shown.id);
  const [before, after] = other !== undefined && other.at > shown.at ? [shown, other] : [other, shown];
  const options = snapshots.map(({ id, at }) => ({ value: id, label: formatExactTime(lang, at) }));
  return (
    <div className={classes.panel}>
      <div className={classes.row}>
        <NativeSelect
          label={t('systemInfo.snapshot')}
          data={options.toReversed()}
          value={shown.id}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
        />
        {snapshots.length > 1 && (
          <NativeSelect
            label={t('systemInfo.compareWith')}
            data={[
              { value: '', label: t('systemInfo.noComparison') },
              ...options.filter(({ value }) => value !== shown.id),
            ]}
            value={other?.id ?? ''}
            onChange={(event) => {
              setOther(event.currentTarget.value);
            }}
          />
        )}
        {onRequest !== null && (
          <Button
            className={classes.refresh ?? ''}
            variant="default"
            disabled={snapshots.at(-1)?.state === 'reading'}
            onClick={() => {
              setChosen(null);
              onRequest();
            }}
          >
            {t('systemInfo.refresh')}
          </Button>
        )}
      </div>
      <ReadingProgress snapshot={shown} />
      {before === undefined ? (
        <>
          <TextInput
            type="search"
            aria-label={t('systemInfo.search')}
            placeholder={t('systemInfo.search')}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
          />
          <ReportList
            reports={searchReports(shown.reports, sought, reportNames(t, { name, at: shown.at, lang }))}
            isSearch={sought.trim() !== ''}
          />
        </>
      ) : (
        <ComparedReports changes={compareSnapshots(before, after)} />
      )}
      <TakeAlong name={name} snapshot={shown} onCopy={onCopy} onSave={onSave} />
    </div>
  );
}

function ReadingProgress({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useTexts();
  const { state, reports } = snapshot;
  const [done, count] = [reports.length, SYSTEM_CATEGORIES.length];
  if (state === 'whole') return null;
  if (state === 'broken') return <p className={classes.note}>{t('systemInfo.broken')}</p>;
  return (
    <div className={classes.progress} role="status">
      <Progress value={(done / count) * 100} size="sm" aria-label={t('systemInfo.title')} />
      <span className={classes.note}>{t('systemInfo.reading', { done, count })}</span>
    </div>
  );
}
