/** The relay's last word on the site is refused: says so, and lets a person believe a new key who has made sure of it. */

import { Alert, Button, Modal } from '@mantine/core';
import type { SiteTrust } from '@alongside/rtc';
import { errorText, useTexts } from '@alongside/ui';
import { useState } from 'react';
import { useObservable } from '../app/use-observable.ts';
import classes from './site-note.module.css';

type SiteNoteProps = { readonly trust: SiteTrust };

export function SiteNote({ trust }: SiteNoteProps) {
  const t = useTexts();
  const { problem, refusedKey } = useObservable(trust.state, (state) => state);
  const [isAsking, setAsking] = useState(false);
  if (problem === null) return null;
  const close = (): void => {
    setAsking(false);
  };
  return (
    <Alert color="warning" role="status">
      {errorText(t, problem)}
      {refusedKey !== null && (
        <Button
          className={classes.ask}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('site.newKey')}
        </Button>
      )}
      <Modal
        opened={isAsking && refusedKey !== null}
        onClose={close}
        title={t('site.newKeyTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p>{t('site.newKeyBody')}</p>
        <p className={classes.key}>{inGroups(refusedKey ?? '')}</p>
        <div className={classes.actions}>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button
            variant="filled"
            onClick={() => {
              trust.believeRefused();
              close();
            }}
          >
            {t('site.believe')}
          </Button>
        </div>
      </Modal>
    </Alert>
  );
}

/** To be compared over a phone. */
function inGroups(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join(' ');
}
