/** The dialog *Leave session*: for a CSR who does not hold it. The others go on. */

import { Button, Modal } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { useState } from 'react';
import classes from './end-dialog.module.css';

type LeaveDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onLeave: () => Promise<ErrorCode | null>;
};

export function LeaveDialog({ opened, onClose, onLeave }: LeaveDialogProps) {
  const t = useTexts();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const leave = async (): Promise<void> => {
    setProblem(await onLeave());
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('colleagues.leaveTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.form}>
        <p className={classes.hint}>{t('colleagues.leaveBody')}</p>
        {problem !== null && (
          <p className={classes.problem} role="alert">
            {errorText(t, problem)}
          </p>
        )}
        <div className={classes.actions}>
          <Button onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button variant="filled" color="danger" onClick={() => void leave()}>
            {t('colleagues.leave')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
