/** The panel *Recorder*: how it stands, how long, how much, and its buttons. */

import { Alert, Button, Group } from '@mantine/core';
import { EmptyState, formatBytes, formatElapsed, useStore, useTexts, useUiChoices } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { RecordingState } from '@alongside/session';
import { IconPlayerPause, IconPlayerPlay, IconPlayerRecord, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { RecordingDesk } from './recording-desk.ts';
import classes from './recording.module.css';

const ICON = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

type RecorderPanelProps = {
  readonly desk: RecordingDesk;
  /** Offers the finished film to every customer; null where the site does not allow that. */
  readonly onOffer: ((kept: { readonly id: string; readonly name: string }) => Promise<void>) | null;
};

export function RecorderPanel({ desk, onOffer }: RecorderPanelProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { state, isFinishing, size, problem, kept } = useStore(desk.store, (view) => view);
  const seconds = useSeconds(desk);
  if (state.kind === 'off' && !isFinishing && problem === null && kept === null) {
    return (
      <EmptyState icon={<IconPlayerRecord size={20} stroke={1.75} />} title={t('session.notRecorded')}>
        {t('recording.settingsBody')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.recorder}>
      {problem !== null && <Alert color="warning">{t(`recording.problem.${problem}`)}</Alert>}
      {(state.kind !== 'off' || isFinishing) && (
        <p className={classes.state} data-state={state.kind} role="status">
          <span className={classes.dot} aria-hidden />
          {isFinishing ? t('recording.finishing') : stateText(t, state)}
        </p>
      )}
      {state.kind !== 'off' && state.kind !== 'asking' && (
        <dl className={classes.figures}>
          <dt>{t('recording.time')}</dt>
          <dd>{formatElapsed(seconds * 1000)}</dd>
          <dt>{t('recording.size')}</dt>
          <dd>{formatBytes(lang, size)}</dd>
        </dl>
      )}
      <Buttons desk={desk} state={state} />
      {kept !== null && <p className={classes.body}>{t('recording.kept', { name: kept.name })}</p>}
      {kept !== null && onOffer !== null && <OfferCopy key={kept.id} onOffer={() => onOffer(kept)} />}
    </div>
  );
}

function OfferCopy({ onOffer }: { readonly onOffer: () => Promise<void> }) {
  const t = useTexts();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  if (state === 'done') return <p className={classes.body}>{t('recording.offered')}</p>;
  return (
    <Button
      loading={state === 'busy'}
      onClick={() => {
        setState('busy');
        void onOffer().then(() => {
          setState('done');
        });
      }}
    >
      {t('recording.offerCopy')}
    </Button>
  );
}

function Buttons({ desk, state }: { readonly desk: RecordingDesk; readonly state: RecordingState }) {
  const t = useTexts();
  if (state.kind === 'off') return null;
  return (
    <Group grow>
      {state.kind === 'on' && (
        <Button
          leftSection={<IconPlayerPause {...ICON} />}
          onClick={() => {
            desk.pause();
          }}
        >
          {t('recording.pause')}
        </Button>
      )}
      {state.kind === 'paused' && (
        <Button
          leftSection={<IconPlayerPlay {...ICON} />}
          onClick={() => {
            desk.resume();
          }}
        >
          {state.why === 'consent' ? t('recording.askAgain') : t('recording.resume')}
        </Button>
      )}
      <Button
        leftSection={<IconPlayerStop {...ICON} />}
        onClick={() => {
          desk.stop();
        }}
      >
        {state.kind === 'asking' ? t('common.cancel') : t('recording.stop')}
      </Button>
    </Group>
  );
}

function stateText(t: Translate, state: RecordingState): string {
  if (state.kind === 'off') return t('session.notRecorded');
  if (state.kind === 'asking') return t('recording.asking');
  if (state.kind === 'on') return t('recording.running');
  return state.why === 'person' ? t('recording.pausedByYou') : t('recording.pausedForConsent');
}

/** The recorder's own clock, read twice a second. */
function useSeconds(desk: RecordingDesk): number {
  const [seconds, setSeconds] = useState(desk.seconds);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds(desk.seconds);
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [desk]);
  return seconds;
}
