/** The dialog *End session*: notes, what will happen, and the one confirmation. */

import { Button, Modal, Textarea } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { MAX_NOTES_LENGTH } from '@alongside/protocol';
import { useState } from 'react';
import classes from './end-dialog.module.css';

type EndDialogProps = {
  readonly opened: boolean;
  /** People besides oneself, the waiting included. */
  readonly others: number;
  readonly notes: string;
  readonly onNotes: (notes: string) => void;
  readonly onClose: () => void;
  readonly onEnd: (notes: string) => Promise<ErrorCode | null>;
};

export function EndDialog({ opened, others, notes, onNotes, onClose, onEnd }: EndDialogProps) {
  const t = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);

  const end = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const code = await onEnd(notes);
    // When it ended, this window is at home already.
    setBusy(false);
    setProblem(code);
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('session.endTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void end();
        }}
      >
        <Textarea
          label={t('session.endNotes')}
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          maxLength={MAX_NOTES_LENGTH}
          value={notes}
          onChange={(event) => {
            onNotes(event.currentTarget.value);
          }}
        />
        <p className={classes.hint}>{t('session.endNotesHint')}</p>
        <div className={classes.what}>
          <strong>
            {others === 0 ? t('session.endWhatAlone') : t('session.endWhat', { count: others })}
          </strong>
          {others > 0 && <span>{t('session.endMeans')}</span>}
        </div>
        {problem !== null && (
          <p className={classes.problem} role="alert">
            {errorText(t, problem)}
          </p>
        )}
        <div className={classes.actions}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" color="danger" loading={busy}>
            {t('session.endSubmit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
