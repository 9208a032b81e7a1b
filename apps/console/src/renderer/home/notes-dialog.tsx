/** The notes of a session that is over: read, and written on by whoever led it. */

import { Button, Modal, Textarea } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { MAX_NOTES_LENGTH } from '@alongside/protocol';
import type { RecentSession } from '@alongside/protocol';
import { useState } from 'react';
import { sessionName } from './site-label.ts';
import { useLast } from './use-last.ts';
import classes from './start-dialog.module.css';

type NotesDialogProps = {
  /** Null while closed. */
  readonly session: RecentSession | null;
  readonly onClose: () => void;
  readonly onSave: (session: RecentSession['id'], notes: string) => Promise<ErrorCode | null>;
};

export function NotesDialog({ session, onClose, onSave }: NotesDialogProps) {
  const t = useTexts();
  const shown = useLast(session);
  return (
    <Modal
      opened={session !== null}
      onClose={onClose}
      title={shown === null ? undefined : `${t('notes.editTitle')} · ${sessionName(t, shown)}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown !== null && <NotesForm key={shown.id} session={shown} onClose={onClose} onSave={onSave} />}
    </Modal>
  );
}

type NotesFormProps = Omit<NotesDialogProps, 'session'> & { readonly session: RecentSession };

function NotesForm({ session, onClose, onSave }: NotesFormProps) {
  const t = useTexts();
  const [text, setText] = useState(session.notes);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const save = async (): Promise<void> => {
    const code = await onSave(session.id, text);
    setProblem(code);
    if (code === null) onClose();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        label={t('notes.label')}
        description={t('notes.hint')}
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        maxLength={MAX_NOTES_LENGTH}
        value={text}
        error={problem === null ? undefined : errorText(t, problem)}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <div className={classes.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled">
          {t('notes.save')}
        </Button>
      </div>
    </form>
  );
}
