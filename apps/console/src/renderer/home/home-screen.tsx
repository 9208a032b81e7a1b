/** Between sessions: begin one, and find those of before. */

import { Alert, Button } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { AppState } from '../app/app-state.ts';
import { Brand } from '../app/brand.tsx';
import type { ConsoleApp } from '../app/console-app.ts';
import { VerifyDialog } from '../receipt/verify-dialog.tsx';
import { RecordingsDialog } from '../recording/recordings-dialog.tsx';
import type { LoadRecord } from '../history/record-dialog.tsx';
import { ok } from '@alongside/protocol';
import { SiteNote } from '../site/site-note.tsx';
import { AccountMenu } from './account-menu.tsx';
import type { LoadChat } from './chat-dialog.tsx';
import { RecentSessions } from './recent-sessions.tsx';
import { IncomingCalls } from './incoming-calls.tsx';
import { JoinDialog } from './join-dialog.tsx';
import type { LoadSnapshots } from '../history/kept-snapshots.tsx';
import { StartDialog } from './start-dialog.tsx';
import classes from './home-screen.module.css';

type HomeDialog = 'none' | 'start' | 'join' | 'recordings' | 'verify';

type HomeScreenProps = {
  readonly app: ConsoleApp;
  readonly state: Extract<AppState, { kind: 'home' }>;
};

export function HomeScreen({ app, state }: HomeScreenProps) {
  const t = useTexts();
  const [dialog, setDialog] = useState<HomeDialog>('none');
  const [filmsOf, setFilmsOf] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useJoinLink(app, setProblem);
  const { user, notice, startNow } = state;
  const { site } = user;
  const remembered = app.info.choices.sessionType;
  const usual = site.sessionTypes.find(({ id }) => id === remembered) ?? site.sessionTypes[0];
  // What the site requires has to be asked for; a click is all that One-Click start saves then.
  const mustAsk = usual === undefined || site.trackingCodes.some(({ required }) => required);

  useEffect(() => {
    if (!startNow || mustAsk) return;
    app.startTaken();
    void app.start({ sessionType: usual.id, tracking: {} }, true).then((code) => {
      if (code !== null) setDialog('start');
    });
  }, [app, mustAsk, startNow, usual]);

  const loadChat = useCallback<LoadChat>(
    (session) => app.api.keptChat(user.token, session),
    [app, user.token],
  );
  const loadRecord = useCallback<LoadRecord>(
    async (session) => {
      const record = await app.api.record(user.token, session.id);
      if (!record.ok) return record;
      const chat = session.chat === 0 ? ok([]) : await app.api.keptChat(user.token, session.id);
      return chat.ok ? ok({ session, record: record.value, chat: chat.value }) : chat;
    },
    [app, user.token],
  );
  const loadSnapshots = useCallback<LoadSnapshots>(
    (session) => app.api.keptSnapshots(user.token, session),
    [app, user.token],
  );
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <Brand branding={site.branding} />
        <span className={classes.organisation}>{site.organisation}</span>
        <AccountMenu account={user.account} onSignOut={() => void app.account.signOut()} />
      </header>
      <main className={classes.main}>
        <SiteNote trust={app.site} />
        {notice !== null && (
          <Alert color={notice === 'session-ended' ? 'accent' : 'warning'} role="status">
            {errorText(t, notice)}
          </Alert>
        )}
        {problem !== null && (
          <Alert color="warning" role="status">
            {errorText(t, problem)}
          </Alert>
        )}
        <IncomingCalls app={app} />
        <Beginnings onOpen={setDialog} />
        <RecentSessions
          load={(query) => app.api.sessions(user.token, query)}
          types={site.sessionTypes}
          onSnapshots={loadSnapshots}
          library={app.library}
          onRecordings={(session) => {
            setFilmsOf(session);
            setDialog('recordings');
          }}
          onCopy={app.copy}
          onReturn={(session) => void app.join({ kind: 'return', session }).then(setProblem)}
          onChat={loadChat}
          onRecord={loadRecord}
          onSave={app.saveFile}
          keptDays={site.retentionDays}
          onNotes={async (session, notes) => {
            const written = await app.api.writeNotes(user.token, { session, notes });
            return written.ok ? null : written.code;
          }}
          onSignedOut={() => void app.account.signOut()}
        />
      </main>
      <StartDialog
        opened={dialog === 'start' || (startNow && mustAsk)}
        site={site}
        remembered={remembered}
        onClose={() => {
          setDialog('none');
          app.startTaken();
        }}
        onStart={(choice) => app.start(choice)}
      />
      <VerifyDialog
        opened={dialog === 'verify'}
        onClose={() => {
          setDialog('none');
        }}
      />
      <RecordingsDialog
        opened={dialog === 'recordings'}
        session={filmsOf}
        library={app.library}
        onClose={() => {
          setFilmsOf(null);
          setDialog('none');
        }}
      />
      <JoinDialog
        opened={dialog === 'join'}
        relay={app.info.relay}
        onClose={() => {
          setDialog('none');
        }}
        onJoin={(token) => app.join({ kind: 'link', token })}
      />
    </div>
  );
}

function Beginnings({ onOpen }: { readonly onOpen: (dialog: HomeDialog) => void }) {
  const t = useTexts();
  const others = [
    ['join', t('colleagues.joinSession')],
    ['recordings', t('recording.library')],
    ['verify', t('receipt.verify')],
  ] as const;
  return (
    <div className={classes.begin}>
      <Button
        size="md"
        variant="filled"
        leftSection={<IconPlayerPlay size={18} stroke={2} />}
        onClick={() => {
          onOpen('start');
        }}
      >
        {t('home.start')}
      </Button>
      {others.map(([dialog, label]) => (
        <Button
          key={dialog}
          size="md"
          onClick={() => {
            onOpen(dialog);
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** The page was opened by a colleague's link: join once, and say why where that did not work. */
function useJoinLink(app: ConsoleApp, onProblem: (problem: ErrorCode | null) => void): void {
  useEffect(() => {
    const token = app.takeJoinToken();
    if (token !== null) void app.join({ kind: 'link', token }).then(onProblem);
  }, [app, onProblem]);
}
