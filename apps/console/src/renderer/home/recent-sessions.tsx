/** The list *Recent sessions*, with its empty, loading and error states. */

import { ActionIcon, Tooltip } from '@mantine/core';
import {
  EmptyState,
  ErrorState,
  formatDuration,
  LoadingState,
  TimeAgo,
  useTexts,
  useUiChoices,
} from '@alongside/ui';
import type { RecentSession } from '@alongside/protocol';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { sessionName } from './site-label.ts';
import { useRecentSessions } from './use-recent-sessions.ts';
import type { LoadSessions, RecentState } from './use-recent-sessions.ts';
import classes from './recent-sessions.module.css';

type RecentSessionsProps = { readonly load: LoadSessions; readonly onSignedOut: () => void };

export function RecentSessions({ load, onSignedOut }: RecentSessionsProps) {
  const t = useTexts();
  const { state, refresh } = useRecentSessions(load);
  return (
    <section className={classes.section}>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('home.recent')}</h2>
        <Tooltip label={t('home.refresh')}>
          <ActionIcon aria-label={t('home.refresh')} onClick={refresh}>
            <IconRefresh size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.card}>{contentOf(state, { refresh, onSignedOut, t })}</div>
    </section>
  );
}

type ContentActions = {
  readonly refresh: () => void;
  readonly onSignedOut: () => void;
  readonly t: ReturnType<typeof useTexts>;
};

function contentOf(state: RecentState, { refresh, onSignedOut, t }: ContentActions) {
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
          <EmptyState icon={<IconHistory size={20} stroke={1.75} />} title={t('home.recentEmptyTitle')}>
            {t('home.recentEmptyBody')}
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
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        </>
      );
  }
}

function SessionRow({ session }: { readonly session: RecentSession }) {
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
        {endedAt === null ? t('home.running') : formatDuration(lang, endedAt - startedAt)}
      </span>
    </li>
  );
}
