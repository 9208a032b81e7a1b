/** The notes as a panel that stays until closed. */

import { Button, Textarea } from '@mantine/core';
import { errorText, useStore, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import { MAX_NOTES_LENGTH } from '@alongside/protocol';
import type { NotesDesk, NotesState } from './notes-desk.ts';
import classes from './notes-panel.module.css';

type NotesPanelProps = { readonly notes: NotesDesk; readonly isLead: boolean };

export function NotesPanel({ notes, isLead }: NotesPanelProps) {
  const t = useTexts();
  const { text, state } = useStore(notes.store, (value) => value);
  const isOpen = state.kind === 'unsaved' || state.kind === 'failed';
  return (
    <div className={classes.panel}>
      <Textarea
        label={t('notes.label')}
        description={isLead ? t('notes.hint') : t('notes.readOnly')}
        classNames={{ root: classes.field ?? '', wrapper: classes.wrapper ?? '', input: classes.input ?? '' }}
        maxLength={MAX_NOTES_LENGTH}
        readOnly={!isLead}
        disabled={state.kind === 'loading'}
        value={text}
        onChange={(event) => {
          notes.write(event.currentTarget.value);
        }}
        onBlur={() => void notes.save()}
      />
      <footer className={classes.footer}>
        <span className={classes.state} data-kind={state.kind} role="status">
          {stateText(t, state)}
        </span>
        {isLead && (
          <Button size="xs" disabled={!isOpen} onClick={() => void notes.save()}>
            {t('notes.save')}
          </Button>
        )}
      </footer>
    </div>
  );
}

function stateText(t: Translate, state: NotesState): string {
  return state.kind === 'failed'
    ? t('notes.failed', { why: errorText(t, state.code) })
    : t(`notes.${state.kind}`);
}
