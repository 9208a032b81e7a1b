/** The dialog *Recordings*: what was made on this computer, and the player. */

import { Alert, Button, Modal } from '@mantine/core';
import { EmptyState, LoadingState, useTexts } from '@alongside/ui';
import { IconArrowLeft, IconMovie } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ListedRecording, RecordingProblem } from '../../contract.ts';
import { Player } from './player.tsx';
import { RecordingItem } from './recording-item.tsx';
import type { RecordingLibrary } from './recording-library.ts';
import classes from './recordings.module.css';

type RecordingsDialogProps = {
  /** Only those of this one; null: all. */
  readonly session: string | null;
  readonly opened: boolean;
  readonly library: RecordingLibrary;
  readonly onClose: () => void;
};

export function RecordingsDialog({ opened, session, library, onClose }: RecordingsDialogProps) {
  const t = useTexts();
  const [playing, setPlaying] = useState<ListedRecording | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={() => {
        setPlaying(null);
        onClose();
      }}
      size={playing === null ? 'lg' : '90%'}
      title={playing?.title ?? t('recording.library')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {playing === null ? (
        <List session={session} library={library} onPlay={setPlaying} />
      ) : (
        <>
          <Button
            size="xs"
            leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              setPlaying(null);
            }}
          >
            {t('recording.library')}
          </Button>
          <Player recording={playing} library={library} />
        </>
      )}
    </Modal>
  );
}

type ListProps = {
  readonly session: string | null;
  readonly library: RecordingLibrary;
  readonly onPlay: (recording: ListedRecording) => void;
};

function List({ session, library, onPlay }: ListProps) {
  const t = useTexts();
  const known = useRecordings(library);
  const all = known?.filter((recording) => session === null || recording.session === session) ?? null;
  const [problem, setProblem] = useState<RecordingProblem | null>(null);
  const act = (work: Promise<{ readonly ok: boolean; readonly code?: RecordingProblem }>): void => {
    setProblem(null);
    void work.then((done) => {
      if (!done.ok) setProblem(done.code ?? 'failed');
    });
  };
  if (library.list === null) return <p className={classes.hint}>{t('recording.desktopOnly')}</p>;
  if (all === null) return <LoadingState />;
  return (
    <>
      {problem !== null && <Alert color="warning">{t(`recording.problem.${problem}`)}</Alert>}
      {all.length === 0 ? (
        <EmptyState icon={<IconMovie size={20} stroke={1.75} />} title={t('recording.libraryEmpty')}>
          {t('recording.libraryEmptyBody')}
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label={t('recording.library')}>
          {all.map((recording) => (
            <RecordingItem
              key={recording.id}
              recording={recording}
              onPlay={() => {
                onPlay(recording);
              }}
              onFinish={() => {
                act(library.finish(recording.id));
              }}
              onShow={() => {
                library.show(recording.id);
              }}
              onRemove={() => {
                act(library.remove(recording.id));
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** Null until they are known; read anew whenever one is made, finished or deleted. */
export function useRecordings({ list, onChanged }: RecordingLibrary): readonly ListedRecording[] | null {
  const [all, setAll] = useState<readonly ListedRecording[] | null>(null);
  const read = useCallback((): void => {
    void list?.().then(setAll);
  }, [list]);
  useEffect(() => {
    read();
    return onChanged(read);
  }, [read, onChanged]);
  return all;
}
