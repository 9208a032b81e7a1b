/** One line of the list: whom, when, how long, and what can be done with it. */

import { ActionIcon, Button, Group } from '@mantine/core';
import { formatBytes, formatDateTime, formatElapsed, useTexts, useUiChoices } from '@alongside/ui';
import { IconFolder, IconLock, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ListedRecording } from '../../contract.ts';
import classes from './recordings.module.css';

type RecordingItemProps = {
  readonly recording: ListedRecording;
  readonly onPlay: () => void;
  readonly onFinish: () => void;
  readonly onShow: () => void;
  readonly onRemove: () => void;
};

export function RecordingItem({ recording, onPlay, onFinish, onShow, onRemove }: RecordingItemProps) {
  const t = useTexts();
  const [isAsking, setAsking] = useState(false);
  const { title, state } = recording;
  const isThere = state === 'finished' || state === 'unfinished';
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <span className={classes.title}>{title}</span>
        <Facts recording={recording} />
        {isAsking && (
          <Group gap="sm" role="alertdialog" aria-label={t('recording.removeTitle')}>
            <span className={classes.hint}>{t('recording.removeBody', { title })}</span>
            <Button size="xs" color="danger" onClick={onRemove}>
              {t('recording.removeYes')}
            </Button>
            <Button
              size="xs"
              onClick={() => {
                setAsking(false);
              }}
            >
              {t('common.cancel')}
            </Button>
          </Group>
        )}
      </div>
      {state === 'unfinished' && (
        <Button size="xs" onClick={onFinish}>
          {t('recording.retry')}
        </Button>
      )}
      {isThere && (
        <>
          <ActionIcon aria-label={t('recording.play', { title })} onClick={onPlay}>
            <IconPlayerPlay size={18} stroke={1.75} />
          </ActionIcon>
          <ActionIcon aria-label={t('recording.show')} onClick={onShow}>
            <IconFolder size={18} stroke={1.75} />
          </ActionIcon>
        </>
      )}
      {state !== 'running' && (
        <ActionIcon
          aria-label={t('recording.remove', { title })}
          onClick={() => {
            setAsking(true);
          }}
        >
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      )}
    </li>
  );
}

function Facts({ recording }: Pick<RecordingItemProps, 'recording'>) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { startedAt, seconds, bytes, sealed, state } = recording;
  return (
    <span className={classes.hint}>
      {sealed && <IconLock size={14} stroke={1.75} aria-label={t('recording.sealed')} />}
      {formatDateTime(lang, startedAt)}
      {seconds !== null && ` · ${formatElapsed(seconds * 1000)}`}
      {bytes !== null && ` · ${formatBytes(lang, bytes)}`}
      {state === 'running' && ` · ${t('recording.running')}`}
      {state === 'missing' && ` · ${t('recording.problem.missing')}`}
      {state === 'unfinished' && ` · ${t('recording.unfinished')}`}
    </span>
  );
}
