/** The list *Recent sessions*: searched, with notes to go on writing, and its empty, loading and error states. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  EmptyState,
  ErrorState,
  formatDuration,
  LoadingState,
  TimeAgo,
  useTexts,
  useUiChoices,
} from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import type { RecentSession, SessionType } from '@alongside/protocol';
import { IconFileText, IconHistory, IconMessage, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { ChatDialog } from './chat-dialog.tsx';
import type { LoadChat } from './chat-dialog.tsx';
import { RecordDialog } from '../history/record-dialog.tsx';
import type { LoadRecord } from '../history/record-dialog.tsx';
import type { LoadSnapshots } from '../history/kept-snapshots.tsx';
import { NO_FILTER, queryOf, SessionFilter } from '../history/session-filter.tsx';
import type { RecordingLibrary } from '../recording/recording-library.ts';
import { SaveList } from '../history/save-list.tsx';
import type { SaveFile } from '../system-info/take-along.tsx';
import { NotesDialog } from './notes-dialog.tsx';
import { sessionName } from './site-label.ts';
import { useRecentSessions } from './use-recent-sessions.ts';
import type { LoadSessions, RecentState } from './use-recent-sessions.ts';
import classes from './recent-sessions.module.css';

type RecentSessionsProps = {
  readonly load: LoadSessions;
  readonly onSignedOut: () => void;
  readonly onReturn: (session: RecentSession['id']) => void;
  readonly onChat: LoadChat;
  readonly onRecord: LoadRecord;
  readonly onSave: SaveFile;
  readonly types: readonly SessionType[];
  readonly onSnapshots: LoadSnapshots;
  readonly library: RecordingLibrary;
  readonly onRecordings: (session: string) => void;
  readonly onCopy: (text: string) => Promise<boolean>;
  /** Days; null where that is not known. */
  readonly keptDays: number | null;
  readonly onNotes: (session: RecentSession['id'], notes: string) => Promise<ErrorCode | null>;
};

export function RecentSessions(props: RecentSessionsProps) {
  const { load, onSignedOut, onReturn, onChat, onNotes, onRecord, onSave, keptDays } = props;
  const t = useTexts();
  const [filter, setFilter] = useState(NO_FILTER);
  const [editing, setEditing] = useState<RecentSession | null>(null);
  const [recorded, setRecorded] = useState<RecentSession | null>(null);
  const [reading, setReading] = useState<RecentSession | null>(null);
  const query = queryOf(filter);
  const { state, refresh, more, all } = useRecentSessions(load, query);
  return (
    <section className={classes.section}>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('home.recent')}</h2>
        <SaveList
          isEmpty={state.kind !== 'ready' || state.sessions.length === 0}
          load={all}
          onSave={onSave}
        />
        <Tooltip label={t('home.refresh')}>
          <ActionIcon aria-label={t('home.refresh')} onClick={refresh}>
            <IconRefresh size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
      <SessionFilter filter={filter} types={props.types} onChange={setFilter} />
      <div className={classes.card}>
        {contentOf(state, {
          isSearch: Object.keys(query).length > 0,
          more,
          refresh,
          onSignedOut,
          onReturn,
          onEdit: setEditing,
          onRead: setReading,
          onRecord: setRecorded,
          t,
        })}
      </div>
      {keptDays !== null && <p className={classes.kept}>{t('history.kept', { count: keptDays })}</p>}
      <RecordDialog
        session={recorded}
        load={onRecord}
        onSave={onSave}
        onSnapshots={props.onSnapshots}
        library={props.library}
        onRecordings={(session) => {
          setRecorded(null);
          props.onRecordings(session);
        }}
        onCopy={props.onCopy}
        onClose={() => {
          setRecorded(null);
        }}
      />
      <ChatDialog
        session={reading}
        load={onChat}
        onClose={() => {
          setReading(null);
        }}
      />
      <NotesDialog
        session={editing}
        onClose={() => {
          setEditing(null);
        }}
        onSave={async (session, notes) => {
          const problem = await onNotes(session, notes);
          if (problem === null) refresh();
          return problem;
        }}
      />
    </section>
  );
}

type ContentActions = {
  readonly isSearch: boolean;
  readonly more: () => void;
  readonly refresh: () => void;
  readonly onSignedOut: () => void;
  readonly onReturn: RecentSessionsProps['onReturn'];
  readonly onEdit: (session: RecentSession) => void;
  readonly onRead: (session: RecentSession) => void;
  readonly onRecord: (session: RecentSession) => void;
  readonly t: ReturnType<typeof useTexts>;
};

function contentOf(
  state: RecentState,
  { isSearch, more, refresh, onSignedOut, onReturn, onEdit, onRead, onRecord, t }: ContentActions,
) {
  switch (state.kind) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return (
        <ErrorState
          code={state.code}
          showCode
          onRetry={state.code === 'not-signed-in' ? onSignedOut : refresh}
        />
      );
    case 'ready':
      if (state.sessions.length === 0) {
        return (
          <EmptyState
            icon={<IconHistory size={20} stroke={1.75} />}
            title={isSearch ? t('notes.nothingFound') : t('home.recentEmptyTitle')}
          >
            {isSearch ? t('notes.nothingFoundBody') : t('home.recentEmptyBody')}
          </EmptyState>
        );
      }
      return (
        <>
          <div className={classes.columns} aria-hidden>
            <span>{t('home.columnSession')}</span>
            <span>{t('home.columnCustomers')}</span>
            <span>{t('home.columnStarted')}</span>
            <span>{t('home.columnDuration')}</span>
          </div>
          <ul className={classes.list} aria-label={t('home.recent')}>
            {state.sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                onReturn={onReturn}
                onEdit={onEdit}
                onRead={onRead}
                onRecord={onRecord}
              />
            ))}
          </ul>
          {state.hasMore && (
            <Button className={classes.more ?? ''} variant="default" size="xs" onClick={more}>
              {t('history.more')}
            </Button>
          )}
        </>
      );
  }
}

type SessionRowProps = Pick<ContentActions, 'onReturn' | 'onEdit' | 'onRead' | 'onRecord'> & {
  readonly session: RecentSession;
};

function SessionRow({ session, onReturn, onEdit, onRead, onRecord }: SessionRowProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { customers, startedAt, endedAt, notes, tracking } = session;
  const codes = Object.values(tracking).filter((value) => value !== '');
  const list = new Intl.ListFormat(lang, { type: 'unit', style: 'short' });
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        {sessionName(t, session)}
        {codes.length > 0 && <span className={classes.codes}>{codes.join(' · ')}</span>}
        {notes !== '' && <span className={classes.notes}>{notes}</span>}
      </span>
      <span className={customers.length === 0 ? classes.quiet : undefined}>
        {customers.length === 0 ? t('home.noCustomer') : list.format(customers)}
      </span>
      <span className={classes.quiet}>
        <TimeAgo at={startedAt} />
      </span>
      <span className={classes.figure}>
        {endedAt !== null && formatDuration(lang, endedAt - startedAt)}
        {endedAt === null && !session.returnable && t('home.running')}
        {session.returnable && (
          <Button
            size="xs"
            variant="filled"
            aria-label={t('home.returnTo', { session: sessionName(t, session) })}
            onClick={() => {
              onReturn(session.id);
            }}
          >
            {t('home.return')}
          </Button>
        )}
        <ActionIcon
          aria-label={t('history.open', { session: sessionName(t, session) })}
          onClick={() => {
            onRecord(session);
          }}
        >
          <IconFileText size={16} stroke={1.75} />
        </ActionIcon>
        {session.chat > 0 && (
          <ActionIcon
            aria-label={t('chat.readKept', { session: sessionName(t, session) })}
            onClick={() => {
              onRead(session);
            }}
          >
            <IconMessage size={16} stroke={1.75} />
          </ActionIcon>
        )}
        {session.own && endedAt !== null && (
          <ActionIcon
            aria-label={t('notes.edit', { session: sessionName(t, session) })}
            onClick={() => {
              onEdit(session);
            }}
          >
            <IconPencil size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </span>
    </li>
  );
}
