/** The player: the film, how fast, where most happened, and everything that happened, to be searched and jumped to. */

import { Alert, Button, Group, NativeSelect } from '@mantine/core';
import { chaptersOf, eventsOf, heatOf } from '@alongside/session';
import type { RecordedEvent } from '@alongside/session';
import { useTexts } from '@alongside/ui';
import type { RecordingMark } from '@alongside/protocol';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ListedRecording, RecordingProblem } from '../../contract.ts';
import { EventList } from './event-list.tsx';
import { markText } from './mark-text.ts';
import type { RecordingLibrary } from './recording-library.ts';
import classes from './recordings.module.css';

const SPEEDS = [0.5, 1, 1.5, 2, 4, 8];
/** As many as can be told apart, none shorter than the time between two counts. */
const MOST_PARTS = 120;
const PART_SECONDS = 2;
/** A chapter's name in full would be a page. */
const CHAPTER_LENGTH = 80;

type PlayerProps = { readonly recording: ListedRecording; readonly library: RecordingLibrary };

export function Player({ recording, library }: PlayerProps) {
  const t = useTexts();
  const film = useRef<HTMLVideoElement>(null);
  const { marks, problem, setProblem } = useTrack(recording, library);
  const [at, setAt] = useState(0);
  const [seconds, setSeconds] = useState(recording.seconds ?? 0);
  const events = useMemo(() => eventsOf(marks), [marks]);
  const seek = (to: number): void => {
    if (film.current === null) return;
    film.current.currentTime = to;
    setAt(to);
  };
  return (
    <section className={classes.player} aria-label={t('recording.player')}>
      {problem !== null && <Alert color="warning">{t(`recording.problem.${problem}`)}</Alert>}
      <div className={classes.stage}>
        <div className={classes.film}>
          <video
            ref={film}
            src={library.addressOf(recording.id)}
            controls
            aria-label={recording.title}
            onTimeUpdate={({ currentTarget }) => {
              setAt(currentTarget.currentTime);
            }}
            onDurationChange={({ currentTarget }) => {
              if (Number.isFinite(currentTarget.duration)) setSeconds(currentTarget.duration);
            }}
            onError={() => {
              // The element does not say why; the file does.
              void library.check(recording.id).then((checked) => {
                setProblem(checked.ok ? 'damaged' : checked.code);
              });
            }}
          />
          <Heat marks={marks} seconds={seconds} at={at} onSeek={seek} />
          <Group gap="sm" align="end">
            <Speed
              onSpeed={(speed) => {
                if (film.current !== null) film.current.playbackRate = speed;
              }}
            />
            <Export recording={recording} library={library} events={events} onProblem={setProblem} />
          </Group>
        </div>
        <EventList events={events} at={at} onSeek={seek} />
      </div>
    </section>
  );
}

function useTrack({ id }: ListedRecording, library: RecordingLibrary) {
  const [marks, setMarks] = useState<readonly RecordingMark[]>([]);
  const [problem, setProblem] = useState<RecordingProblem | null>(null);
  useEffect(() => {
    let isHere = true;
    void library.track(id).then((read) => {
      if (!isHere) return;
      if (read.ok) setMarks(read.value);
      else setProblem(read.code);
    });
    return () => {
      isHere = false;
    };
  }, [id, library]);
  return { marks, problem, setProblem };
}

function Speed({ onSpeed }: { readonly onSpeed: (speed: number) => void }) {
  const t = useTexts();
  return (
    <NativeSelect
      label={t('recording.speed')}
      defaultValue="1"
      data={SPEEDS.map((speed) => ({ value: String(speed), label: `${String(speed)} ×` }))}
      onChange={({ currentTarget }) => {
        onSpeed(Number(currentTarget.value));
      }}
    />
  );
}

type HeatProps = {
  readonly marks: readonly RecordingMark[];
  readonly seconds: number;
  readonly at: number;
  readonly onSeek: (to: number) => void;
};

/** The bar under the film: the higher, the more happened there. */
function Heat({ marks, seconds, at, onSeek }: HeatProps) {
  const t = useTexts();
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.floor(seconds / PART_SECONDS)));
  const heat = useMemo(() => heatOf(marks, seconds, parts), [marks, seconds, parts]);
  return (
    <div className={classes.heat}>
      <svg viewBox={`0 0 ${String(parts)} 100`} preserveAspectRatio="none" aria-hidden>
        {heat.map((value, part) => (
          <rect key={part} x={part} y={100 - value * 100} width={1} height={value * 100} />
        ))}
      </svg>
      <input
        type="range"
        aria-label={t('recording.activity')}
        min={0}
        max={Math.max(seconds, 0.1)}
        step={0.1}
        value={Math.min(at, Math.max(seconds, 0.1))}
        onChange={({ currentTarget }) => {
          onSeek(Number(currentTarget.value));
        }}
      />
    </div>
  );
}

type ExportProps = PlayerProps & {
  readonly events: readonly RecordedEvent[];
  readonly onProblem: (problem: RecordingProblem) => void;
};

function Export({ recording, library, events, onProblem }: ExportProps) {
  const t = useTexts();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const run = async (format: 'mp4' | 'webm'): Promise<void> => {
    setState('busy');
    const textOf = (event: RecordedEvent) => markText(t, event).slice(0, CHAPTER_LENGTH);
    const chapters = chaptersOf(events, recording.title, textOf).slice(0, 255);
    const exported = await library.exportAs(recording.id, format, chapters);
    setState(exported.ok && exported.value === 'saved' ? 'done' : 'idle');
    if (!exported.ok) onProblem(exported.code);
  };
  return (
    <>
      <Button loading={state === 'busy'} onClick={() => void run('mp4')}>
        {t('recording.exportMp4')}
      </Button>
      <Button disabled={state === 'busy'} onClick={() => void run('webm')}>
        {t('recording.exportWebm')}
      </Button>
      {state === 'done' && <span role="status">{t('recording.exported')}</span>}
    </>
  );
}
