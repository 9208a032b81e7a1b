/** The sessions that are listed, as a table for a spreadsheet. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { sessionsAsCsv } from '@alongside/session';
import { useTexts } from '@alongside/ui';
import type { RecentSession } from '@alongside/protocol';
import { IconTableExport } from '@tabler/icons-react';
import { sessionName } from '../home/site-label.ts';
import type { SaveFile } from '../system-info/take-along.tsx';

type SaveListProps = { readonly sessions: readonly RecentSession[]; readonly onSave: SaveFile };

export function SaveList({ sessions, onSave }: SaveListProps) {
  const t = useTexts();
  const save = (): void => {
    const columns = [
      t('home.columnSession'),
      t('home.columnCustomers'),
      t('history.codes'),
      t('home.columnStarted'),
      t('home.columnDuration'),
      t('history.notes'),
    ];
    const rows = sessions.map((session) => [
      sessionName(t, session),
      session.customers.join(', '),
      Object.values(session.tracking).join(' · '),
      new Date(session.startedAt).toISOString(),
      // Seconds, so that a spreadsheet can count with them.
      session.endedAt === null ? '' : String(Math.round((session.endedAt - session.startedAt) / 1000)),
      session.notes,
    ]);
    void onSave({ name: 'sessions.csv', text: sessionsAsCsv(columns, rows) });
  };
  return (
    <Tooltip label={t('history.list')}>
      <ActionIcon aria-label={t('history.list')} disabled={sessions.length === 0} onClick={save}>
        <IconTableExport size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
