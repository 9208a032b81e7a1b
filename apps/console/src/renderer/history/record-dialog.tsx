/** The dialog *Session record*: who, when, what happened, what was said; saved as a page that prints. */

import { Button, Modal } from '@mantine/core';
import { sessionAsHtml } from '@alongside/session';
import { ErrorState, LoadingState, useTexts, useUiChoices } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import type { RecentSession, Result } from '@alongside/protocol';
import { useEffect, useState } from 'react';
import { useLast } from '../home/use-last.ts';
import type { SaveFile } from '../system-info/take-along.tsx';
import { KeptSnapshots } from './kept-snapshots.tsx';
import type { LoadSnapshots } from './kept-snapshots.tsx';
import type { RecordingLibrary } from '../recording/recording-library.ts';
import { useRecordings } from '../recording/recordings-dialog.tsx';
import { recordReport } from './record-report.ts';
import type { WholeRecord } from './record-report.ts';
import classes from './record-dialog.module.css';

export type LoadRecord = (session: RecentSession) => Promise<Result<WholeRecord, ErrorCode>>;

type RecordDialogProps = {
  /** Null while closed. */
  readonly session: RecentSession | null;
  readonly load: LoadRecord;
  readonly onSave: SaveFile;
  readonly onSnapshots: LoadSnapshots;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly library: RecordingLibrary;
  /** Those of this session, to be played. */
  readonly onRecordings: (session: string) => void;
  readonly onClose: () => void;
};

export function RecordDialog({ session, onClose, ...loading }: RecordDialogProps) {
  const t = useTexts();
  const shown = useLast(session);
  return (
    <Modal
      opened={session !== null}
      onClose={onClose}
      size="lg"
      title={t('history.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown !== null && <Loaded key={shown.id} session={shown} {...loading} />}
    </Modal>
  );
}

type LoadedProps = Omit<RecordDialogProps, 'session' | 'onClose'> & { readonly session: RecentSession };

function Loaded({ session, load, ...actions }: LoadedProps) {
  const [loaded, setLoaded] = useState<Result<WholeRecord, ErrorCode> | null>(null);
  useEffect(() => {
    let isThere = true;
    void load(session).then((result) => {
      if (isThere) setLoaded(result);
    });
    return () => {
      isThere = false;
    };
  }, [load, session]);
  if (loaded === null) return <LoadingState />;
  if (!loaded.ok) return <ErrorState code={loaded.code} showCode />;
  return <Record whole={loaded.value} {...actions} />;
}

type RecordProps = Omit<LoadedProps, 'session' | 'load'> & { readonly whole: WholeRecord };

function Record({ whole, onSave, onSnapshots, onCopy, library, onRecordings }: RecordProps) {
  const t = useTexts();
  const films = useRecordings(library)?.filter(({ session }) => session === whole.session.id) ?? [];
  const { lang } = useUiChoices();
  const [said, setSaid] = useState('');
  const report = recordReport(whole, { t, lang });
  const save = async (): Promise<void> => {
    const day = new Date(whole.session.startedAt).toISOString().slice(0, 10);
    const saved = await onSave({ name: `session-${day}.html`, text: sessionAsHtml(report) });
    setSaid(saved === 'cancelled' ? '' : t(saved === 'saved' ? 'history.saved' : 'history.saveFailed'));
  };
  return (
    <div className={classes.record}>
      <h3 className={classes.title}>{report.title}</h3>
      <dl className={classes.facts}>
        {report.facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.sections.map(({ title, lines }) => (
        <section key={title}>
          <h4 className={classes.heading}>{title}</h4>
          {lines.length === 0 && <p className={classes.quiet}>{t('history.nothing')}</p>}
          <ol className={classes.lines}>
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ol>
        </section>
      ))}
      {films.length > 0 && (
        <Button
          variant="default"
          onClick={() => {
            onRecordings(whole.session.id);
          }}
        >
          {t('history.recordings', { count: films.length })}
        </Button>
      )}
      <KeptSnapshots
        session={whole.session.id}
        count={whole.record.snapshots}
        load={onSnapshots}
        onCopy={onCopy}
        onSave={onSave}
      />
      <footer className={classes.footer}>
        <Button onClick={() => void save()}>{t('history.report')}</Button>
        <span role="status" className={classes.quiet}>
          {said}
        </span>
      </footer>
    </div>
  );
}
