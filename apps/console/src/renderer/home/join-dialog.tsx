/** The dialog *Join a colleague's session*: their link, pasted. */

import { Button, Modal, TextInput } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { decodeColleagueLink } from '@alongside/protocol';
import { useState } from 'react';
import classes from './start-dialog.module.css';

type JoinDialogProps = {
  readonly opened: boolean;
  /** Links of other relays lead to accounts that this one does not know. */
  readonly relay: string;
  readonly onClose: () => void;
  readonly onJoin: (token: string) => Promise<ErrorCode | null>;
};

export function JoinDialog({ opened, relay, onClose, onJoin }: JoinDialogProps) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    const link = decodeColleagueLink(text);
    if (!link.ok) return setProblem(link.code);
    if (link.value.relay !== relay) return setProblem('other-relay');
    setBusy(true);
    setProblem(await onJoin(link.value.token));
    setBusy(false);
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('colleagues.joinTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void submit();
        }}
      >
        <TextInput
          label={t('colleagues.joinLabel')}
          data-autofocus
          value={text}
          error={problem === null ? undefined : errorText(t, problem)}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <div className={classes.actions}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {t('colleagues.join')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
