/** The dialog *Start session*: type, tracking codes of the site, *Start*. */

import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { errorText, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { MAX_TRACKING_VALUE_LENGTH } from '@alongside/protocol';
import type { Site } from '@alongside/protocol';
import { useState } from 'react';
import type { SessionChoice } from '../session/begin-session.ts';
import { siteLabel } from './site-label.ts';
import classes from './start-dialog.module.css';

type StartDialogProps = {
  readonly opened: boolean;
  readonly site: Site;
  /** The session type of last time. */
  readonly remembered: string | undefined;
  readonly onClose: () => void;
  readonly onStart: (choice: SessionChoice) => Promise<ErrorCode | null>;
};

export function StartDialog({ opened, site, remembered, onClose, onStart }: StartDialogProps) {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('home.startTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <StartForm site={site} remembered={remembered} onClose={onClose} onStart={onStart} />
    </Modal>
  );
}

function StartForm({ site, remembered, onClose, onStart }: Omit<StartDialogProps, 'opened'>) {
  const t = useTexts();
  const known = site.sessionTypes.find(({ id }) => id === remembered) ?? site.sessionTypes[0];
  const [sessionType, setSessionType] = useState(known?.id ?? '');
  const [tracking, setTracking] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const isMissing = (id: string): boolean => (tracking[id] ?? '').trim() === '';
  const missing = site.trackingCodes.some(({ id, required }) => required && isMissing(id));

  const submit = async (): Promise<void> => {
    setTried(true);
    if (missing || busy) return;
    setBusy(true);
    setProblem(null);
    const code = await onStart({ sessionType, tracking });
    // When it began, this dialog is gone together with its screen.
    setBusy(false);
    setProblem(code);
  };

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={classes.intro}>{t('home.startIntro')}</p>
      <NativeSelect
        label={t('home.sessionType')}
        data-autofocus
        value={sessionType}
        data={site.sessionTypes.map((type) => ({ value: type.id, label: siteLabel(t, type) }))}
        onChange={(event) => {
          setSessionType(event.currentTarget.value);
        }}
      />
      {site.trackingCodes.map(({ id, label, required }) => (
        <TextInput
          key={id}
          label={siteLabel(t, { id, label })}
          required={required}
          withAsterisk={required}
          placeholder={required ? undefined : t('home.optional')}
          maxLength={MAX_TRACKING_VALUE_LENGTH}
          value={tracking[id] ?? ''}
          error={tried && required && isMissing(id) ? t('home.fieldMissing') : undefined}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTracking((now) => ({ ...now, [id]: value }));
          }}
        />
      ))}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {errorText(t, problem)}
        </p>
      )}
      <div className={classes.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('home.submit')}
        </Button>
      </div>
    </form>
  );
}
