/** What happened in a recording, in order: searched by its words; a click jumps there. */

import { TextInput } from '@mantine/core';
import { searchEvents } from '@alongside/session';
import type { RecordedEvent } from '@alongside/session';
import { formatElapsed, useTexts } from '@alongside/ui';
import { useMemo, useState } from 'react';
import { markText } from './mark-text.ts';
import classes from './recordings.module.css';

/** More lines at once than anybody reads; a search finds the rest. */
const MOST_SHOWN = 500;

type EventListProps = {
  readonly events: readonly RecordedEvent[];
  /** Seconds, where the film is. */
  readonly at: number;
  readonly onSeek: (to: number) => void;
};

export function EventList({ events, at, onSeek }: EventListProps) {
  const t = useTexts();
  const [wanted, setWanted] = useState('');
  const found = useMemo(
    () => searchEvents(events, wanted, (event) => markText(t, event)).slice(0, MOST_SHOWN),
    [events, wanted, t],
  );
  const last = found.findLast((event) => event.at <= at);
  return (
    <div className={classes.events}>
      <TextInput
        type="search"
        label={t('recording.search')}
        placeholder={t('recording.searchHint')}
        value={wanted}
        onChange={({ currentTarget }) => {
          setWanted(currentTarget.value);
        }}
      />
      {found.length === 0 && (
        <p className={classes.hint}>
          {events.length === 0 ? t('recording.nothingHappened') : t('recording.nothingFound')}
        </p>
      )}
      <ol className={classes.lines}>
        {found.map((event, index) => (
          <li key={index}>
            <button
              type="button"
              className={classes.line}
              aria-current={event === last ? 'true' : undefined}
              onClick={() => {
                onSeek(event.at);
              }}
            >
              <span className={classes.when}>{formatElapsed(event.at * 1000)}</span>
              <span className={classes.text}>{markText(t, event)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
