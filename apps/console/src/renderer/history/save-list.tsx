/** The sessions that are listed, as a table for a spreadsheet. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { sessionsAsCsv } from '@alongside/session';
import { useTexts } from '@alongside/ui';
import type { RecentSession, Result } from '@alongside/protocol';
import type { ErrorCode } from '@alongside/ui';
import { IconTableExport } from '@tabler/icons-react';
import { sessionName } from '../home/site-label.ts';
import type { SaveFile } from '../system-info/take-along.tsx';

type SaveListProps = {
  readonly isEmpty: boolean;
  /** All that match, not only those that are listed. */
  readonly load: () => Promise<Result<readonly RecentSession[], ErrorCode>>;
  readonly onSave: SaveFile;
};

export function SaveList({ isEmpty, load, onSave }: SaveListProps) {
  const t = useTexts();
  const save = async (): Promise<void> => {
    const sessions = await load();
    if (!sessions.ok) return;
    const columns = [
      t('home.columnSession'),
      t('home.columnCustomers'),
      t('history.representatives'),
      t('history.codes'),
      t('home.columnStarted'),
      t('home.columnDuration'),
      t('history.notes'),
    ];
    const rows = sessions.value.map((session) => [
      sessionName(t, session),
      session.customers.join(', '),
      session.representatives.join(', '),
      Object.values(session.tracking).join(' · '),
      new Date(session.startedAt).toISOString(),
      // Seconds, so that a spreadsheet can count with them.
      session.endedAt === null ? '' : String(Math.round((session.endedAt - session.startedAt) / 1000)),
      session.notes,
    ]);
    await onSave({ name: 'sessions.csv', text: sessionsAsCsv(columns, rows) });
  };
  return (
    <Tooltip label={t('history.list')}>
      <ActionIcon aria-label={t('history.list')} disabled={isEmpty} onClick={() => void save()}>
        <IconTableExport size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
